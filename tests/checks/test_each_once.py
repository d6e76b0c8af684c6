"""What is wrong with figures is told once for each cause: exchanges, then blanks, then figures that are wrong."""

from __future__ import annotations

from decimal import Decimal

from narrator.checks.each_once import tell_each_once

from .figures import Figures, asking, trying

EXCHANGED = {f"甲表.各科目.101.{name}": Decimal(number) for name, number in (("一", "3.00"), ("二", "5.00"))}
BLANK = {f"乙表.各科目.101.{name}": Decimal(number) for name, number in (("一", "1.00"), ("二", "2.00"))}
WRONG = "丙表.各科目.101.一"
DUE: Figures = {**EXCHANGED, **BLANK, WRONG: Decimal("7.00")}


def told(checked: Figures) -> list[str]:
    """What is told of CHECKED, of whose figure WRONG two findings ask the same, in a few words."""
    how = trying(DUE)

    twice = how._replace(
        judge=lambda figures: [
            *how.judge(figures),
            *([asking(WRONG, figures[WRONG], "7.00", rule="T-2")] if figures[WRONG] != DUE[WRONG] else []),
        ]
    )
    return [one.what.partition("，")[0] for one in tell_each_once(twice.judge(checked), checked, twice)]


def test_each_cause_is_told_once() -> None:
    [one, two] = EXCHANGED
    checked = {one: DUE[two], two: DUE[one], **dict.fromkeys(BLANK), WRONG: Decimal("4.00")}
    exchanged, blanks, wrong = "这一行“一”和“二”的数互换了", "这张表有2格空着", "这个数改成7.00就都对得上"
    assert told(checked) == [exchanged, blanks, wrong]
    assert told({**checked, **EXCHANGED}) == [blanks, wrong]
    assert told({**checked, **BLANK}) == [exchanged, wrong]
    assert told({**checked, WRONG: DUE[WRONG]}) == [exchanged, blanks]
    assert told(DUE) == []
