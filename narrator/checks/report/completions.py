"""PR-1, PR-4, PR-5, PR-6 where a sentence says in other words than the form's how much of a budget was spent.

It may name several budgets (年初预算为0万元，全年预算为321.02万元): each rate and each comparison is held against the one
that it names, or else against the last one named.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from narrator.checks.data.compare import judge_ratio
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.prose import Completion, Prose
from narrator.checks.printed.statement import StatedComparison, StatedFigure, Statement
from narrator.checks.report.prose_places import MOST, at_line
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.value import Figure, Listing
from narrator.facts.operand import name as name_of_operand
from narrator.number import Amount, half_up
from narrator.phrases.words import says_anything
from narrator.problem import shorten
from narrator.sources import Operand
from narrator.tables.plain import plain

INITIAL = "年初"
# How a sentence calls the budget of that name; others just 预算.
OWN = {"年初预算数": INITIAL, "全年预算数": "全年"}
WORDS = {1: "大于", -1: "小于", 0: "等于"}


def check_completions(prose: Prose, known: Known) -> Iterator[Finding]:
    """Return what is wrong with the completions that the prose states in other words."""
    for one in prose.completions:
        yield from Reworded(one, known).findings()


def imply_budgets(prose: Prose, known: Known) -> Iterator[tuple[str, Decimal]]:
    """Return the initial budgets that completions of the prose state, by path. One that states another final figure than the
    tables may be of another row, unless the row is named there."""
    for one in prose.completions:
        said = Reworded(one, known)
        name = plain(known.tables.shown.get(f"{said.path.rpartition('.')[0]}.{ITEM_NAME}", ""))
        own = said.known_final in (None, said.final) or (name and name in one.line.plain)
        if said.path and INITIAL in said.budgets and own:
            yield said.path, said.budgets[INITIAL]


class Reworded:
    """What a completion says, beside what is known.

    path: of the budget that the form compares with, "" where that is computed from others; own: how that is called (年初,
    or "" for a budget that is just called 预算). budgets: those that the sentence states, and the form's when it is known,
    by how they are called: one without a name by the name that the rest of the sentence has, when it has but one. final: the final
    figure.
    """

    def __init__(self, one: Completion, known: Known) -> None:
        self.statement: Statement = one.statement
        self.line, self.known = one.line, known
        self.compared = [each for each in one.said.fact.operands if not isinstance(each, Listing)]
        _, budget = self.compared
        self.path = budget.path if isinstance(budget, Figure) else ""
        self.own = next((said for name, said in OWN.items() if self.path.endswith(name)), "")
        stated = self.statement.of("决算数")
        self.known_final, self.known_budget = map(self.known_amount, self.compared)
        self.final = stated[0].wan if stated else self.known_final
        self.budgets = {self.name_of(part): part.wan for part in self.statement.of("预算数")}
        if self.known_budget is not None:
            self.budgets.setdefault(self.own, self.known_budget)

    def name_of(self, part: StatedFigure) -> str:
        """Return how the budget that a part states is called in the sentence."""
        if part.base or len(self.statement.of("预算数")) > 1:
            return part.base
        named = {one.base for one in self.statement.of("完成率")}
        named = {*named, *(one.base for one in self.statement.comparisons)} - {""}
        return named.pop() if len(named) == 1 else ""

    def known_amount(self, operand: Operand) -> Decimal | None:
        """Return the amount that the report states elsewhere for an operand, in 万元; None when it states none."""
        value = self.known.value(operand)
        return value.published.wan if isinstance(value, Amount) else None

    def say(self, wan: Decimal) -> str:
        """Return an amount in 万元 as the sentences of the form print it."""
        return self.known.money.say(wan)

    @property
    def subject(self) -> str:
        """What a finding on the sentence is called by."""
        return f"“{shorten(self.statement.text, MOST)}”"

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with what the sentence says, one kind after the other."""
        yield from self.check_amounts()
        yield from self.check_rates()
        yield from self.check_directions()
        yield from self.check_twisted()
        yield from self.check_reasons()

    def check_amounts(self) -> Iterator[Finding]:
        """Return what breaks PR-1: the amounts in the sentence are those of the tables."""
        final, budget = self.compared
        for part in self.statement.of("决算数")[:1]:
            yield from self.tell_other_amount(part, final, self.known_final)
        for part in self.statement.of("预算数"):
            if self.name_of(part) == self.own:
                yield from self.tell_other_amount(part, budget, self.known_budget)

    def tell_other_amount(
        self, part: StatedFigure, operand: Operand, known: Decimal | None
    ) -> Iterator[Finding]:
        """Return the finding that a part is another amount than the one that is known of an operand, in 万元, when one is."""
        if known is None or part.wan == known:
            return
        path = operand.path if isinstance(operand, Figure) else ""
        where = self.known.tables.cells.get(path) or name_of_operand(operand)
        sides = (at_line(self.line, part.text), Side(where, self.say(known), path))
        subject = f"{self.known.called(path) or where}（{self.subject}）"
        what, hint = "正文与表不同", "核对正文和表，改正填错的一处"
        yield Finding(Level.ERROR, subject, what, hint, sides, rule="PR-1")

    def base_of(self, name: str) -> tuple[str, Decimal | None]:
        """Return the budget that is called by a name here, and its amount; the last that is named when there is no name. Its
        amount in 万元 is None when no budget is called so."""
        if name in self.budgets:
            return name, self.budgets[name]
        if not name and self.budgets:
            return list(self.budgets.items())[-1]
        return name, None

    def check_rates(self) -> Iterator[Finding]:
        """Return what breaks PR-5, PR-6: a completion rate is what was spent divided by the budget that the sentence names;
        of a budget of zero there is no rate."""
        for part in self.statement.of("完成率"):
            name, budget = self.base_of(part.base)
            final = self.final
            if budget is None or final is None:
                yield from self.check_rate_of_nothing(part)
                continue
            sides = [
                at_line(self.line, f"{part.text}%"),
                Side(f"{name}预算数", self.say(budget)),
                Side("决算数", self.say(final)),
            ]
            others = [
                other
                for other, amount in self.budgets.items()
                if other != name and amount and self.judge_rate(part, final, amount) is not Level.ERROR
            ]
            if budget == 0:
                what = f"{name}预算数为零，不能有完成率" + (
                    f"；{part.text}%是对{others[0]}预算的" if others else ""
                )
                hint = f"写完成{others[0]}预算的{part.text}%" if others else "不写完成率"
                yield Finding(Level.ERROR, f"{self.subject}的完成率", what, hint, tuple(sides), rule="PR-6")
            elif (level := self.judge_rate(part, final, budget)) is Level.ERROR and others:
                what = f"{part.text}%是对{others[0]}预算的，写的是{name}预算"
                hint = f"写完成{others[0]}预算的{part.text}%，或者改正完成率"
                yield Finding(Level.ERROR, f"{self.subject}的完成率", what, hint, tuple(sides), rule="PR-6")
            elif level is not None:
                wanted = half_up(Fraction(final) / Fraction(budget) * 100, part.decimals)
                shown = (sides[0], Side(f"{self.say(final)} ÷ {self.say(budget)}", f"{wanted}"))
                what = "完成率与算得的不同" + ("" if level is Level.ERROR else "，在四舍五入允许的范围内")
                hint = "照算式改正" if level is Level.ERROR else "四舍五入的尾差，一般不用改"
                gap = f"{abs(part.number - wanted)}"
                yield Finding(level, f"{self.subject}的完成率", what, hint, shown, gap, rule="PR-5")

    def check_rate_of_nothing(self, part: StatedFigure) -> Iterator[Finding]:
        """Return what breaks PR-5: where nothing was spent and no budget is stated, the completion rate is zero."""
        if self.final is not None and not self.final and part.number:
            sides = (at_line(self.line, f"{part.text}%"), Side("决算数", "0.00"))
            yield Finding(
                Level.ERROR if part.number != 100 else Level.HINT,
                f"{self.subject}的完成率",
                "没有支出而完成率不是零",
                "核对：没有预算就写年初未安排预算；有预算，完成率就是0.00%",
                sides,
                rule="PR-5",
            )

    def judge_rate(self, part: StatedFigure, final: Decimal, budget: Decimal) -> Level | None:
        """Return how wrong a part is as the rate of a budget that was spent; None when it is right."""
        if budget < 0:
            return Level.ERROR
        if half_up(Fraction(final) / Fraction(budget) * 100, part.decimals) == part.number:
            return None
        tail = Fraction(self.known.money.step) / 2
        return judge_ratio(part.number, Fraction(final), tail, Fraction(budget), tail)

    def check_twisted(self) -> Iterator[Finding]:
        """Return what breaks HY-4: no comparison says larger and smaller in one word (大小于). `check_word_mistakes` leaves these
        to be told here, with the word that the figures would have."""
        for one in self.statement.comparisons:
            if one.twisted:
                real = self.real(one)
                hint = f"改成“{WORDS[real]}”" if real is not None else "改成“大于”或者“小于”"
                what, sides = "“大于”“小于”混在一起", (at_line(self.line, one.text),)
                yield Finding(Level.ERROR, f"“{one.text}”", what, hint, sides, rule="HY-4")

    def check_directions(self) -> Iterator[Finding]:
        """Return what breaks PR-4: what is said to be larger or smaller than the budget is so by the figures."""
        for one in self.statement.comparisons:
            real = self.real(one)
            if (
                not one.twisted
                and real not in (None, one.sign)
                and not ("基本" in one.text and self.close(one))
                and not self.follows_wrong_rate(one)
            ):
                name, budget = self.base_of(one.base)
                unknown = "未安排" if self.statement.unbudgeted else "由完成率可知"
                right = self.say(budget) if budget is not None else unknown
                sides = (
                    at_line(self.line, one.text),
                    Side("决算数", "" if self.final is None else self.say(self.final)),
                    Side(f"{name}预算数", right),
                )
                hint = "照数改写这句话" if real else "相等就写持平，不写原因；不等就改正数"
                yield Finding(
                    Level.ERROR,
                    self.subject,
                    f"说法与数不符：决算数{WORDS[real]}{name}预算数",
                    hint,
                    sides,
                    rule="PR-4",
                )

    def real(self, one: StatedComparison) -> int | None:
        """Return how the final figure compares with the budget that a comparison names: 1, -1 or 0; None when
        that is not known.
        """
        _, budget = self.base_of(one.base)
        if budget is None and self.statement.unbudgeted and self.final is not None:
            return (self.final > 0) - (self.final < 0)
        rates = self.rates_of(one)
        rate = rates[0] if len(rates) == 1 else None
        says_more = self.final == budget and rate and not self.has_wrong_rate()  # than both figures do
        if budget is None or self.final is None or says_more:
            return None if rate is None or (rate == 100 and budget is None) else (rate > 100) - (rate < 100)
        return (self.final > budget) - (self.final < budget)

    def rates_of(self, one: StatedComparison) -> list[Decimal]:
        """Return the completion rates of the budget that a comparison names, or may mean."""
        rates = self.statement.of("完成率")
        return [part.number for part in rates if part.base == one.base or not part.base or not one.base]

    def follows_wrong_rate(self, one: StatedComparison) -> bool:
        """Return whether a comparison is known to be wrong by a rate alone of which `check_rates` tells, or says what that says."""
        says_so = all((rate > 100) - (rate < 100) == one.sign for rate in self.rates_of(one))
        by_rate = self.base_of(one.base)[1] is None and not self.statement.unbudgeted
        return (says_so or by_rate) and self.has_wrong_rate()

    def has_wrong_rate(self) -> bool:
        """Return whether `check_rates` tells a rate that is wrong."""
        return any(rate.level is Level.ERROR for rate in self.check_rates())

    def close(self, one: StatedComparison) -> bool:
        """Return whether the final figure is within a hundredth of the budget that a comparison names."""
        _, budget = self.base_of(one.base)
        return budget is not None and self.final is not None and abs(self.final - budget) * 100 <= abs(budget)

    def check_reasons(self) -> Iterator[Finding]:
        """Return what breaks PR-4: where two figures differ the sentence gives a reason, and the reason says something."""
        reason = self.statement.reason
        differs = [one for one in self.statement.comparisons if one.sign]
        if reason is None:
            if differs and any(self.real(one) not in (0, None) for one in differs):
                what, sides = "两数不同而没有说明原因", (at_line(self.line, self.statement.text),)
                yield Finding(Level.ERROR, f"{self.subject}的原因", what, "写上原因", sides, rule="PR-4")
        elif not says_anything(reason.removesuffix("等")):
            what = f"原因写的是“{reason}”" if reason else "没有写原因"
            hint = "写上原因" if differs else "删去这半句"
            yield Finding(
                Level.ERROR, f"{self.subject}的原因", what, hint, (at_line(self.line, reason),), rule="PR-4"
            )
