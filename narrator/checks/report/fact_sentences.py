"""PR-3 … PR-8 and X-5: sentences that a phrasebook words say what follows from the figures.

The fact behind a sentence is derived anew from what the report states; where a figure is not printed (an
initial budget, last year's), `implied` checks as much as follows from the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from narrator.checks.data.compare import judge_ratio
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import Known, read_decimal, read_value
from narrator.checks.printed.matching import read_choice_as
from narrator.checks.printed.pattern_pieces import Capture, direct
from narrator.checks.printed.prose import Claim
from narrator.checks.report.decimals import agrees_to_decimals
from narrator.checks.report.enumerations import check_composition, check_existence, check_listed_items
from narrator.checks.report.implied_figures import (
    check_implied_change,
    check_implied_completion,
    check_share_change,
    check_share_of_count,
    directions_by_rate,
    first_value,
)
from narrator.checks.report.prose_places import quote_beginning, side_of_capture, side_of_claim
from narrator.checks.report.ratios import operands_of_rate
from narrator.checks.report.reason_clauses import check_reason
from narrator.disclosure.value import Count, Figure, Listing, Number, Percentage
from narrator.facts.kind import Kind
from narrator.facts.operand import leaf_paths
from narrator.number import Amount, Multiple, Rate
from narrator.number_format import count_decimals
from narrator.phrases.entries import Book, table_of_wording
from narrator.sources import Derived, Fact, Operand, Said

RULE_OF = {
    "变动额": "PR-7",
    "变动数": "PR-7",
    "均值元": "PR-2",
    "均值万元": "PR-2",
    **dict.fromkeys(("变动率", "变动倍数", "相当倍数", "变动点数"), "PR-7"),
    "完成率": "PR-5",
    "差额": "PR-5",
    "比例": "PR-3",
    "上年比例": "PR-3",
    "数": "PR-1",
    "项数": "PF-2",
}
# The rule that a situation breaks which does not hold: of most facts PR-4.
SITUATION_OF = {"占比": "PR-3", "有无": "X-5"}
DIFFERENCES = ("变动额", "差额", "变动点数")
# What a sentence states where a kind of fact needs no amount.
LIKE: Mapping[str, Number] = {
    **dict.fromkeys(("个数", "可比个数"), Count(0)),
    **dict.fromkeys(("百分数", "可比百分数"), Percentage(Decimal(0))),
}
TIMES = ("变动倍数", "相当倍数")
RATIOS = ("比例", "上年比例", "完成率", "变动率", *TIMES)


def check_fact_sentence(
    capture: Capture, claim: Claim, said: Said, known: Known, book: Book
) -> Iterator[Finding]:
    """Return what is wrong with a sentence, captured as it states a fact."""
    table = table_of_wording(said, book)
    kind = table.kind
    if kind.lists:
        yield from check_listed_items(capture, claim, said, known, table)
        if len(said.fact.operands) > 1:
            yield from check_composition(capture, claim, kind, said, known)
        return
    if kind.name == "有无各项":
        yield from check_existence(capture, claim, said, known)
        return
    stated = {str(part.piece.source): part for part in direct(capture) if part.piece.kind == "number"}
    fact = derived_anew(kind, said.fact, known, stated, capture.text)
    if fact is not None and fact.situation not in capture.chosen:
        capture = read_choice_as(capture, fact.situation) or capture
    figures = {str(part.piece.source): part for part in direct(capture) if part.piece.kind == "number"}
    if fact is not None:
        found = list(find_other_situations(capture, claim, kind, fact, figures, known))
        if found and any(isinstance(one, Derived) and known.is_unsure(one) for one in said.fact.operands):
            return
        yield from found
    elif kind.changes_amount:
        yield from check_implied_change(capture, claim, kind, said.fact, known, figures)
    elif kind.name == "占比":
        yield from check_share_of_count(capture, claim, said.fact, known, figures)
    elif kind.name == "比重变动":
        yield from check_share_change(capture, claim, kind, said.fact, known, figures)
    elif kind.name == "完成":
        wrong = list(check_implied_completion(capture, claim, kind, said.fact, known, figures))
        yield from wrong
        if any(one.rule == "PR-4" for one in wrong):
            return  # one fault: the words and their reason
    yield from check_reason(capture, claim, table, fact, known.own)


def find_direction(capture: Capture, said: Said, known: Known, book: Book) -> int | None:
    """Return in which direction the figures went of which a sentence, captured as it says something, tells a change: 1 for more, -1
    for less. None where that is not known, or it tells none."""
    kind = table_of_wording(said, book).kind
    figures = {str(part.piece.source): part for part in direct(capture) if part.piece.kind == "number"}
    if not kind.changes_amount or "变动额" not in figures:
        return None
    fact = derived_anew(kind, said.fact, known, figures, capture.text)
    if fact is not None:
        return kind.situations[fact.situation].direction or None
    now, amount = first_value(said.fact, known), known.wan(figures["变动额"].text)
    if not isinstance(now, Amount) or amount is None:
        return None
    ways = directions_by_rate(now, amount, figures)
    return ways.pop() if len(ways) == 1 else None


def derived_anew(
    kind: Kind, fact: Fact, known: Known, stated: Mapping[str, Capture], text: str
) -> Fact | None:
    """Return a fact reckoned from what the report states, or else from what the sentence itself states
    (年初预算为 5.00万元), or from what other sentences imply; None when not all of it is known.
    """
    fresh = []
    for at, operand in enumerate(fact.operands):
        if isinstance(operand, Listing):
            return None
        one = known.fresh(operand)
        name = kind.arguments[at]
        if one is None and isinstance(operand, Figure) and name in stated:
            like = LIKE.get(kind.needs[at], Amount(Decimal(0), known.money))
            value = read_value(stated[name].text, like)
            one = replace(operand, value=value) if isinstance(value, type(like)) else None
        if one is None and isinstance(operand, Figure) and text and not {"变动额", "完成率"} & stated.keys():
            one = known.inferred(operand)
        if one is None:
            return None
        fresh.append(one)
    if len(fresh) != len(kind.arguments):
        return None
    return kind.derive(known.publication, *fresh)


def find_other_situations(
    capture: Capture,
    claim: Claim,
    kind: Kind,
    fact: Fact,
    figures: dict[str, Capture],
    known: Known,
) -> Iterator[Finding]:
    """Yield where a sentence whose figures are all known says another situation than the one that holds, or other figures
    than those that follow.
    """
    step = known.money.step
    subject = quote_beginning(capture)
    unrounded = differs_unrounded(kind, fact, capture, figures, step)
    if unrounded and kind.changes_amount:
        yield from check_implied_change(capture, claim, kind, fact, known, figures)
    if (
        fact.situation not in capture.chosen
        and not says_as_much(kind, fact, capture, figures)
        and not unrounded
    ):
        misstated = misstated_operand(kind, fact, capture, figures, known)
        if other := [*find_other_figures(subject, claim, fact, misstated, known)]:
            yield from other
            return
        rule = (
            "PR-6"
            if fact.situation.startswith("未安排") and "完成率" in figures
            else SITUATION_OF.get(kind.name, "PR-4")
        )
        facts = "，".join(f"{name}{fact.blanks[name]}" for name in kind.arguments if name in fact.blanks)
        meaning = kind.situations[fact.situation].meaning
        # A rate of zero that stands for "no rate": the tables show it, and the form says it otherwise.
        yield Finding(
            Level.ERROR, subject, f"说法与数不符：{meaning}", "照数改写这句话",
            (side_of_capture(claim, capture), Side(facts, fact.situation)), rule=rule,
        )  # fmt: skip
        return
    yield from find_other_figures(subject, claim, fact, figures, known)


def misstated_operand(
    kind: Kind, fact: Fact, capture: Capture, figures: Mapping[str, Capture], known: Known
) -> dict[str, Capture]:
    """Return the one figure of a sentence, by the blank that it fills, which is another than that from which its fact was derived, where
    the sentence says what follows from its own: its words are right then. Nothing where that is none, or where several differ."""
    own = [*fact.operands]
    other: dict[str, Capture] = {}
    for at, (name, operand) in enumerate(zip(kind.arguments, fact.operands, strict=True)):
        if isinstance(operand, Figure) and name in figures:
            value = read_value(figures[name].text, operand.value)
            if value is not None and str(value) != str(operand):
                other[name], own[at] = figures[name], replace(operand, value=value)  # type: ignore[arg-type]
    agrees = len(other) == 1 and kind.derive(known.publication, *own).situation in capture.chosen
    return other if agrees else {}


def find_other_figures(
    subject: str, claim: Claim, fact: Fact, figures: Mapping[str, Capture], known: Known
) -> Iterator[Finding]:
    """Yield the figures of a sentence, by the blanks that they fill, that are not those that follow from its fact. subject: what
    findings call the sentence.
    """
    step = known.money.step
    for name, part in figures.items():
        wanted = fact.blanks.get(name) or in_times(name, fact)
        if not isinstance(wanted, Figure | Derived):
            if name == "比例" and read_decimal(part.text) != 0:
                sides = (side_of_claim(claim, part.text), Side("整体为零，没有比例", "0.00"))
                yield Finding(
                    Level.ERROR,
                    f"{subject}的{name}",
                    "整体为零而有比例",
                    "照数改写这句话",
                    sides,
                    rule="PR-3",
                )
            continue
        printed, right = read_decimal(part.text), read_decimal(str(wanted))
        if printed is None or right is None or agrees_to_decimals(part.text, right):
            continue
        level = Level.ERROR
        least = least_gap(name, part, step)
        if name in RATIOS:
            level = judge_ratio(printed, *operands_of_rate(name, fact), scale=1 if name in TIMES else 100)
        elif name in DIFFERENCES and abs(printed - right) <= least:
            level = Level.TAIL  # reckoned from exact figures, and then rounded
        place = known.place(wanted.path) if isinstance(wanted, Figure) else wanted.formula
        path = wanted.path if isinstance(wanted, Figure) and wanted.path in known.tables.cells else ""
        sides = (side_of_claim(claim, part.text), Side(place, str(wanted), path))
        hint = "照算式改正" if level is Level.ERROR else "四舍五入的尾差，一般不用改"
        what = f"{name}与算得的不同" + ("" if level is Level.ERROR else "，在四舍五入允许的范围内")
        gap = f"{abs(printed - right)}"
        rule = "PF-4" if name == "完成率" and of_project(fact) else RULE_OF.get(name, "PR-1")
        yield Finding(level, f"{subject}的{name}", what, hint, sides, gap, rule=rule)


def in_times(name: str, fact: Fact) -> Derived | None:
    """Return the number of times (变动倍数) that a fact says in per cent; None when it says no rate, or another figure is
    asked for.
    """
    rate = fact.blanks.get("变动率")
    if name != "变动倍数" or not (isinstance(rate, Derived) and isinstance(rate.value, Rate)):
        return None
    return replace(rate, value=Multiple(rate.value.ratio))


def says_as_much(kind: Kind, fact: Fact, capture: Capture, figures: Mapping[str, Capture]) -> bool:
    """Return whether a sentence in words for another situation than that of a fact says what is so all the
    same: the right direction, nothing more than that (未安排预算, 上年无收入), and no rate where there is none
    (年初预算为0万元，支出决算为33.16万元。决算数大于预算数).
    """
    direction = kind.situations[fact.situation].direction
    plainest = next(name for name, one in kind.situations.items() if one.direction == direction)
    return direction is not None and plainest in capture.chosen and figures.keys() <= fact.blanks.keys()


def differs_unrounded(
    kind: Kind, fact: Fact, capture: Capture, figures: Mapping[str, Capture], step: Decimal
) -> bool:
    """Return whether figures that print alike may have differed before they were rounded, as a sentence says: by no more than
    rounding leaves (增加0.01万元), or by a completion rate that it explains. step: the smallest amount that is printed.
    """
    directions = {kind.situations[name].direction for name in capture.chosen}
    if kind.situations[fact.situation].direction != 0 or directions not in ({1}, {-1}):
        return False
    gaps = [(name, part) for name, part in figures.items() if name in DIFFERENCES]
    if gaps:
        return all(0 < (read_decimal(part.text) or 0) <= least_gap(name, part, step) for name, part in gaps)
    rate = read_decimal(figures["完成率"].text) if "完成率" in figures else None
    if rate is None or "完成率" not in fact.blanks or {(rate > 100) - (rate < 100)} != directions:
        return False
    return judge_ratio(rate, *operands_of_rate("完成率", fact)) is not Level.ERROR


def least_gap(name: str, part: Capture, step: Decimal) -> Decimal:
    """Return how far apart rounding leaves the differences of figures, those reckoned from printed and from exact ones, by the
    name and the text of the difference. step: the smallest amount that is printed."""
    return Decimal(1).scaleb(-count_decimals(part.text)) if name == "变动点数" else step


def of_project(fact: Fact) -> bool:
    """Return whether a fact is about the money of a project."""
    return any(not isinstance(one, Listing) and leaves_in(one) for one in fact.operands)


def leaves_in(operand: Operand) -> bool:
    """Return whether an operand is computed from figures of 预算绩效."""
    return any(path.startswith("预算绩效") for path in leaf_paths(operand))
