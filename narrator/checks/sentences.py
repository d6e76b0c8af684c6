"""PR-3 … PR-8 and X-5: sentences that a phrasebook words say what follows from the figures.

The fact behind a sentence is derived anew from what the report states; where a figure is not printed (an
initial budget, last year's), the sentence is checked as far as it can be: the direction against the rate, the
change against what was before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from narrator.checks.accounts import HALF
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.grid import common, plain
from narrator.checks.known import SPENT, Known, decimal, every, leaves, parsed
from narrator.checks.pattern import Capture, read_as
from narrator.checks.reading import Claim, Prose
from narrator.disclosure.value import Figure, Listing, Record, Words
from narrator.facts.kind import Fact, Kind
from narrator.facts.operand import Derived, Operand, Publication
from narrator.number import Amount, half_up
from narrator.phrases.book import BETWEEN, EACH, Book, Table
from narrator.phrases.engine import Said
from narrator.phrases.wording import Blank
from narrator.phrases.words import given

RULE_OF = {
    "变动额": "PR-7",
    "变动率": "PR-7",
    "完成率": "PR-5",
    "差额": "PR-5",
    "比例": "PR-3",
    "数": "PR-1",
    "项数": "PF-2",
}
SITUATION_OF = {"变动": "PR-4", "完成": "PR-4", "占比": "PR-3", "有无": "X-5"}
PUBLICATION = Publication()
HIDDEN = Fraction(5, 100_000)  # what is less of a budget prints as 0.00 %
PLACEHOLDER = re.compile("【.*?】|请填写")
NOTHING: Mapping[str, str] = {}


def here(claim: Claim, text: str) -> Side:
    shown = claim.text if len(claim.text) <= 24 else f"{claim.text[:24]}…"
    return Side(f"正文{claim.line.place}“{shown}”", text, claim.line.place)


def subject_of(capture: Capture) -> str:
    return f"“{capture.text[:24]}{'…' if len(capture.text) > 24 else ''}”"


def sentence(capture: Capture, claim: Claim, said: Said, known: Known, book: Book) -> Iterator[Finding]:
    """What is wrong with CAPTURE, which states the fact of SAID."""
    tables = [table for table in book.values() if table.entries.get(said.fact.situation) is said.wording]
    table = tables[0]
    kind = table.kind
    assert kind is not None
    if kind.name == "列举":
        yield from listed(capture, claim, said, known, table)
        return
    stated = {str(part.piece.source): part for part in direct(capture) if part.piece.kind == "数"}
    fact = derived_anew(kind, said.fact, known, stated)
    if fact is not None and fact.situation not in capture.chosen:
        capture = read_as(capture, fact.situation) or capture
    figures = {str(part.piece.source): part for part in direct(capture) if part.piece.kind == "数"}
    if fact is not None:
        found = list(compared(capture, claim, kind, fact, figures))
        if found and any(isinstance(one, Derived) and known.is_unsure(one) for one in said.fact.operands):
            return
        yield from found
    elif kind.name == "变动":
        yield from change(capture, claim, kind, said.fact, known, figures)
    elif kind.name == "完成":
        wrong = list(completion(capture, claim, kind, said.fact, known, figures))
        yield from wrong
        if any(one.rule == "PR-4" for one in wrong):
            return  # one fault: the words and their reason
    yield from reasoned(capture, claim, kind, fact)


def direct(capture: Capture) -> list[Capture]:
    return [part for part in capture.parts if isinstance(part.piece.source, str)]


def derived_anew(kind: Kind, fact: Fact, known: Known, stated: Mapping[str, Capture]) -> Fact | None:
    """FACT from what the report states, or else from what the sentence itself states (年初预算为5.00万元); None
    when not all of it is stated."""
    fresh = []
    for at, operand in enumerate(fact.operands):
        if isinstance(operand, Listing):
            return None
        one = known.fresh(operand)
        name = kind.arguments[at] if at < len(kind.arguments) else ""
        if one is None and isinstance(operand, Figure) and name in stated:
            value = parsed(stated[name].text, Amount(Decimal(0)))
            one = replace(operand, value=value) if isinstance(value, Amount) else None
        if one is None:
            return None
        fresh.append(one)
    if len(fresh) != len(kind.arguments):
        return None
    return kind.derive(PUBLICATION, *fresh)


def compared(
    capture: Capture, claim: Claim, kind: Kind, fact: Fact, figures: dict[str, Capture]
) -> Iterator[Finding]:
    """A sentence whose figures are all known says the situation that holds, and the figures that follow."""
    subject = subject_of(capture)
    if fact.situation not in capture.chosen:
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
            (here(claim, capture.text), Side(facts or "表中", fact.situation)), rule=rule,
        )  # fmt: skip
        return
    for name, part in figures.items():
        wanted = fact.blanks.get(name)
        if wanted is None:
            if name == "比例" and decimal(part.text) != 0:
                sides = (here(claim, part.text), Side("整体为零，没有比例", "0.00"))
                yield Finding(
                    Level.ERROR,
                    f"{subject}的{name}",
                    "整体为零而有比例",
                    "照数改写这句话",
                    sides,
                    rule="PR-3",
                )
            elif name == "比例":
                yield from uniform(part.text, "0.00", f"{subject}的{name}", here(claim, part.text))
            continue
        printed = decimal(part.text)
        if printed == decimal(str(wanted)):
            yield from uniform(part.text, str(wanted), f"{subject}的{name}", here(claim, part.text))
            continue
        level = Level.ERROR
        if name in ("比例", "完成率", "变动率") and printed is not None:
            level = ratio(printed, *operands(name, fact))
        formula = getattr(wanted, "formula", "")
        sides = (here(claim, part.text), Side(formula or "表中", str(wanted)))
        hint = "照算式改正" if level is Level.ERROR else "四舍五入的尾差，一般不用改"
        what = f"{name}与算得的不同" + ("" if level is Level.ERROR else "，在四舍五入允许的范围内")
        gap = f"{abs((printed or Decimal(0)) - (decimal(str(wanted)) or Decimal(0)))}"
        rule = "PF-4" if name == "完成率" and of_project(fact) else RULE_OF.get(name, "PR-1")
        yield Finding(level, f"{subject}的{name}", what, hint, sides, gap, rule=rule)


def of_project(fact: Fact) -> bool:
    """Whether FACT is about the money of a project."""
    return any(not isinstance(one, Listing) and leaves_in(one) for one in fact.operands)


def leaves_in(operand: Operand) -> bool:
    return any(path.startswith("预算绩效") for path in leaves(operand))


def operands(name: str, fact: Fact) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """The part and the whole behind a rate, each with how far it may be from the exact one."""
    pair = {"比例": ("部分", "整体"), "完成率": ("决算数", "预算数"), "变动率": ("变动额", "上年")}[name]
    values = [fact.blanks[one].value for one in pair]  # type: ignore[union-attr]
    numbers = [
        value.published.fraction if isinstance(value, Amount) else Fraction(str(value)) for value in values
    ]
    tails = [Fraction(HALF) if isinstance(value, Amount) else Fraction(0) for value in values]
    return numbers[0], tails[0] * (2 if name == "变动率" else 1), numbers[1], tails[1]


def ratio(
    printed: Decimal, part: Fraction, part_tail: Fraction, whole: Fraction, whole_tail: Fraction
) -> Level:
    """Whether PRINTED (per cent) may be PART ÷ WHOLE: a tail when rounding explains it, else an error."""
    exponent = printed.as_tuple().exponent
    step = Fraction(1, 10 ** max(0, -exponent if isinstance(exponent, int) else 0)) / 2
    if whole <= whole_tail:
        return Level.ERROR
    low = (
        min((part - part_tail) / (whole + whole_tail), (part - part_tail) / (whole - whole_tail)) * 100 - step
    )
    high = (
        max((part + part_tail) / (whole - whole_tail), (part + part_tail) / (whole + whole_tail)) * 100 + step
    )
    return Level.TAIL if low <= Fraction(printed) <= high else Level.ERROR


def change(
    capture: Capture, claim: Claim, kind: Kind, fact: Fact, known: Known, figures: dict[str, Capture]
) -> Iterator[Finding]:
    """PR-7 where last year's figure is not printed: it is this year's less the change, and the rate follows."""
    now = known.value(fact.operands[0]) if not isinstance(fact.operands[0], Listing) else None
    directions = {kind.situations[name].direction for name in capture.chosen}
    amount = decimal(figures["变动额"].text) if "变动额" in figures else None
    if not isinstance(now, Amount) or amount is None or len(directions) != 1:
        return
    subject = subject_of(capture)
    yield from uniform(figures["变动额"].text, "", f"{subject}的变动额", here(claim, figures["变动额"].text))
    base = now.published.wan - directions.pop() * amount
    if amount <= 0:
        sides = (here(claim, figures["变动额"].text),)
        yield Finding(
            Level.ERROR, f"{subject}的变动额", "变动额不是正数", "写持平，或者改正增减", sides, rule="PR-4"
        )
    elif "变动率" in figures:
        printed = decimal(figures["变动率"].text)
        assert printed is not None
        left = here(claim, f"{figures['变动率'].text}%")
        if base <= 0:
            right = Side(f"{now}与变动额{amount}推出的上年数", f"{base:.2f}")
            what = "上年数不大于零，不能有变动率"
            yield Finding(
                Level.ERROR,
                f"{subject}的变动率",
                what,
                "核对增减、变动额和变动率",
                (left, right),
                rule="PR-7",
            )
            return
        wanted = half_up(Fraction(amount) / Fraction(base) * 100)
        if printed != wanted:
            level = ratio(printed, Fraction(amount), Fraction(HALF), Fraction(base), 2 * Fraction(HALF))
            right = Side(f"{amount} ÷ 推出的上年数{base:.2f}", f"{wanted:.2f}%")
            what = "变动率与算得的不同" + ("" if level is Level.ERROR else "，在四舍五入允许的范围内")
            hint = "核对增减、变动额和变动率" if level is Level.ERROR else "四舍五入的尾差，一般不用改"
            yield Finding(
                level,
                f"{subject}的变动率",
                what,
                hint,
                (left, right),
                f"{abs(printed - wanted)}",
                rule="PR-7",
            )
        else:
            yield from uniform(figures["变动率"].text, f"{wanted:.2f}", f"{subject}的变动率", left)


def completion(
    capture: Capture, claim: Claim, kind: Kind, fact: Fact, known: Known, figures: dict[str, Capture]
) -> Iterator[Finding]:
    """PR-4, PR-6 where the budget is not printed: the rate and the words agree; a rate of 0 is none."""
    if "完成率" not in figures:
        return
    text = figures["完成率"].text
    rate = decimal(text)
    final = known.value(fact.operands[0]) if not isinstance(fact.operands[0], Listing) else None
    subject = subject_of(capture)
    left = here(claim, f"{text}%")
    assert rate is not None
    if isinstance(final, Amount) and final.published and rate == 0:
        if is_plausible(final, known):
            return
        right = Side("决算数", str(final))
        what = "有支出而完成率为零：年初预算为零时没有完成率"
        yield Finding(Level.ERROR, f"{subject}的完成率", what, "写年初未安排预算", (left, right), rule="PR-6")
        return
    yield from uniform(text, "", f"{subject}的完成率", left)
    directions = {kind.situations[name].direction for name in capture.chosen}
    real = (rate > 100) - (rate < 100)
    if real not in directions and not (rate == 100 and directions & {1, -1} and known_to_differ(capture)):
        words = {1: "大于预算", -1: "小于预算", 0: "与预算相等"}[real]
        what = f"完成率{text}%是{words}，与后面的话不符"
        hint = "核对完成率和后面的话" if real else "核对：相等就写持平，不写原因；不等就改正完成率，写明原因"
        yield Finding(Level.ERROR, subject, what, hint, (left,), rule="PR-4")


def is_plausible(final: Amount, known: Known) -> bool:
    """Whether FINAL may be 0.00 % of a budget: of one at most ten times as large as all that was spent."""
    spent = decimal(known.tables.shown.get(SPENT) or "0") or Decimal(0)
    return abs(final.published.fraction) / HIDDEN <= 10 * Fraction(spent)


def known_to_differ(capture: Capture) -> bool:
    """Whether a completion of 100 % may hide a difference: with a budget that two decimals can not tell apart."""
    return any(
        part.piece.source == "原因" and "有" in part.chosen and given(reason(part)) for part in capture.parts
    )


def reason(part: Capture) -> str:
    return next((one.text for one in every(part.parts) if one.piece.source == "理由"), "")


def reasoned(capture: Capture, claim: Claim, kind: Kind, fact: Fact | None) -> Iterator[Finding]:
    """PR-4: a difference has a reason, and no sentence says that the reason is 无. HY-1: no placeholder is left."""
    for part in capture.parts:
        if part.piece.source != "原因":
            continue
        differs = any(
            kind.situations[name].differs for name in ([fact.situation] if fact else capture.chosen)
        )
        subject = f"{subject_of(capture)}的原因"
        if "无" in part.chosen:
            if differs and all(kind.situations[name].differs for name in capture.chosen):
                yield Finding(
                    Level.ERROR,
                    subject,
                    "两数不同而没有说明原因",
                    "写上原因",
                    (here(claim, capture.text),),
                    rule="PR-4",
                )
        elif PLACEHOLDER.search(reason(part)):
            yield Finding(
                Level.ERROR, subject, "还没有填写原因", "写上原因", (here(claim, reason(part)),), rule="HY-1"
            )
        elif not given(reason(part).removesuffix("等")):
            what = "没有原因可写，就不写“主要原因”" if not differs else "原因写的是“无”"
            yield Finding(
                Level.ERROR,
                subject,
                what,
                "删去这半句" if not differs else "写上原因",
                (here(claim, part.text),),
                rule="PR-4",
            )


def enumerated(prose: Prose, known: Known, book: Book) -> None:
    """Take from the enumerations of PROSE the names of items that stand nowhere else, by their place."""
    for claim in prose.claims:
        for capture in every(claim.captures):
            said = capture.piece.source
            if not isinstance(said, Said) or not isinstance(next(iter(said.fact.operands), None), Listing):
                continue
            table = next(one for one in book.values() if one.entries.get(said.fact.situation) is said.wording)
            [items] = (list(one) for one in said.fact.operands[:1] if isinstance(one, Listing))
            parts = {str(part.piece.source): part for part in direct(capture)}
            blanks = table.entries[EACH].blanks if EACH in table.entries else ()
            if "各项" not in parts or len(blanks) != 1:
                continue
            printed = divided(parts["各项"].text, table)
            own = [item[next(iter(blanks))] for item in items if isinstance(item, Record)]
            if len(printed) != len(items) or len(own) != len(items):
                continue
            for words, text in zip(own, printed, strict=True):
                if isinstance(words, Words) and words.path not in known.tables.cells:
                    known.said.setdefault(words.path, (text.strip('"'), claim))


def listed(capture: Capture, claim: Claim, said: Said, known: Known, table: Table) -> Iterator[Finding]:
    """PR-8, PF-1, PF-2: an enumeration lists exactly the items that there are."""
    parts = {str(part.piece.source): part for part in direct(capture)}
    items = said.fact.operands[0]
    if not isinstance(items, Listing):
        return
    if not items and "科目名称" not in table.entries[EACH].blanks:
        return  # a list that no table prints
    wanted = [rendered(item, table, known) for item in items]
    performance = any(isinstance(item, Record) and item.path.startswith("预算绩效") for item in items)
    rule = "PF-1" if performance else "PR-8"
    if ("无" in capture.chosen) != (not items):
        what = "表里有，这里却说没有" if items else "表里没有，这里却列了出来"
        yield Finding(
            Level.ERROR, subject_of(capture), what, "照表改正", (here(claim, capture.text),), rule=rule
        )
        return
    if "项数" in parts and decimal(parts["项数"].text) != len(items):
        sides = (here(claim, parts["项数"].text), Side("表中", str(len(items))))
        yield Finding(
            Level.ERROR, f"{subject_of(capture)}的个数", "个数与表不同", "核对个数", sides, rule="PF-2"
        )
    if "各项" not in parts:
        return
    texts = [one for one in wanted if one is not None]
    whole = {
        rendered(item, table, known, known.standard): one for item, one in zip(items, wanted, strict=True)
    }
    printed = [whole.get(one) or one for one in divided(parts["各项"].text, table)]
    extra = [one for one in printed if one not in texts] if len(texts) == len(wanted) else []
    missing = [one for one in texts if one not in printed]
    for one in extra:
        same = next((other for other in missing if letters(other) == letters(one)), None)
        near = next(
            (other for other in missing if common(one, other) > max(2, min(len(one), len(other)) // 2)),
            None,
        )
        sides = (here(claim, one), Side("自评综述" if performance else "表中", same or near or "没有数"))
        if same is not None:
            missing.remove(same)
            yield Finding(
                Level.ERROR, f"“{letters(one)}”", "列举的金额与表不同", "照表改正", sides, rule="PR-1"
            )
        elif near is not None:
            missing.remove(near)
            yield Finding(
                Level.ERROR,
                f"“{one[:30]}”",
                "列举的名称与别处不同",
                "改成一样的名称",
                sides,
                rule="PF-1" if performance else "HY-8",
            )
        else:
            yield Finding(
                Level.ERROR,
                f"“{one[:30]}”",
                "列举了表里没有数的一项",
                "删去，或者改成表中的名称",
                sides,
                rule=rule,
            )
    for one in missing:
        sides = (
            Side(f"正文{claim.line.place}", "没有列举"),
            Side("自评综述" if performance else "表中", one),
        )
        yield Finding(
            Level.ERROR,
            f"“{one[:30]}”",
            "应当列举的一项没有列举",
            "补上，或者改成一样的名称",
            sides,
            rule=rule,
        )


def rendered(item: object, table: Table, known: Known, standard: Mapping[str, str] = NOTHING) -> str | None:
    """ITEM as the enumeration of TABLE would print it, plainly; None when the report does not say it.

    standard: names of items by code, taken instead of those that the tables print.
    """
    shown = ""
    for piece in table.entries[EACH].pieces:
        if not isinstance(piece, Blank):
            shown += piece
        elif isinstance(item, Record):
            value = item[piece.name]
            code = str(item["科目编码"]) if "科目编码" in item.fields else ""
            if piece.name == "科目名称" and code in standard:
                shown += standard[code]
            elif isinstance(value, Words) and value.path not in known.tables.cells:
                if value.path not in known.said:
                    return None
                shown += known.said[value.path][0]
            else:
                shown += str(value)
        else:
            shown += str(item)
    return plain(shown)


def divided(text: str, table: Table) -> list[str]:
    """The items of a printed enumeration."""
    between = plain(str(table.entries[BETWEEN]))
    if between:
        return [part for part in text.split(between) if part]
    pattern = "".join(
        ".+?" if isinstance(piece, Blank) else re.escape(plain(piece)) for piece in table.entries[EACH].pieces
    )
    return re.findall(pattern, text) if pattern != ".+?" else [text]


def letters(item: str) -> str:
    return re.sub(r"[\d.,]+", "", item)


def uniform(text: str, wanted: str, subject: str, side: Side) -> Iterator[Finding]:
    """HY-6: a figure is printed with as many decimals everywhere. WANTED: what follows from the figures, or ""
    when they are not printed."""
    digits = text.removesuffix("%")
    if wanted and digits != wanted and decimal(digits) == decimal(wanted):
        what, hint = f"小数位数不统一，应当是{wanted}", f"改成{wanted}"
    elif not wanted and len(digits.partition(".")[2]) != 2:
        what, hint = "小数位数不统一，别处是两位", "按原来的数重算，写两位小数"
    else:
        return
    yield Finding(Level.HINT, subject, what, hint, (side,), rule="HY-6")
