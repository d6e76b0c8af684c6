"""What is set aside because the table that it is about was not read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.prose import Claim, Prose
from narrator.checks.printed.table_data import Reading
from narrator.checks.report import unjudged_tables
from narrator.checks.report.unjudged_tables import set_aside_absent, stretch
from narrator.disclosure.value import Figure
from narrator.document import Document
from narrator.number import Amount
from narrator.tables.vocabulary import Blueprints

from .test_structure import blueprint


@pytest.mark.parametrize(
    ("string", "left", "whole"),
    [
        ("甲乙丙丁戊", "乙丁", "乙丙丁"),
        ("甲乙丙丁戊", "乙丙", "乙丙"),
        ("甲乙丙丁戊", "甲戊", "甲乙丙丁戊"),
        ("甲乙丙乙丁", "乙丁", "乙丁"),
        ("丁乙", "乙丁", "乙丁"),  # the other way round: no part of it has both
        ("乙", "乙乙", "乙"),
        ("甲乙丙丁乙丙戊", "乙丙戊", "乙丙戊"),
        ("支出5.00万元，占50.00%，增长3.00%。", "5.00万元3.00%。", "5.00万元，占50.00%，增长3.00%。"),
    ],
)
def test_what_is_left_of_words_stretches_from_the_first_to_the_last(
    string: str, left: str, whole: str
) -> None:
    assert stretch(string, left) == whole


FUND, WHOLE = "一般公共预算支出表", "支出决算表"
SHOWN = {
    f"{WHOLE}.各科目.2050202.科目名称": "小学教育",
    "政府性基金表.各科目.2120801.科目名称": "征地和拆迁补偿支出",
}


def set_aside(text: str, *stated: tuple[int, str]) -> tuple[list[int], list[int], list[int]]:
    """The lines of TEXT that are kept with the table that is absent, and of the others those that differ from the form's and
    those that were not read. A line is a heading behind #, differs behind ~; what a line STATES is a figure of a table."""
    prose = Prose()
    lines = []
    for number, words in enumerate(text.strip().split("\n"), 1):
        bare = words.strip().lstrip("#~ ")
        line = Line(number, bare, words.strip().startswith("#"))
        lines.append(line)
        for at, table in stated:
            if at == number:
                figure = Piece("number", source=Figure(Amount(Decimal(5)), f"{table}.合计.小计"))
                prose.claims.append(Claim(line, line.plain, (Capture(figure, "5.00"),)))
        if words.strip().startswith("~"):
            prose.differs.append((line, line.plain, ""))
        elif not line.heading and number not in dict(stated):
            prose.unread.append((line, line.plain))
    prints = Blueprints(
        {FUND: blueprint(FUND, "一般公共预算财政拨款支出决算表"), WHOLE: blueprint(WHOLE, "支出决算表")}
    )
    reading = Reading(blueprints=prints, found=[(prints[WHOLE], [[""]], (), ())], shown=SHOWN)
    set_aside_absent(prose, lines, Known(reading, Document("", ()), list), 2023)
    assert set(prose.unjudged) <= {FUND}
    return (
        [line.number for line, _ in prose.unjudged.get(FUND, ())],
        [line.number for line, *_ in prose.differs],
        [line.number for line, _ in prose.unread],
    )


def test_what_stands_in_the_section_of_an_absent_table_is_set_aside() -> None:
    text = """
    # 五、一般公共预算财政拨款支出决算情况说明
    某类支出5.00万元。
    ~ 某款支出6.00万元。
    没有数的一句话。
    ~ 没有数而与格式不同的话
    # 六、别的
    某类支出5.00万元。
    ~ 某款支出6.00万元。
    """
    assert set_aside(text) == ([2, 3, 5], [8], [4, 7])


def test_a_section_that_states_figures_of_the_absent_table_alone_is_about_it() -> None:
    text = """
    # 七、别的
    其中支出5.00万元，包括
    某类支出5.00万元。
    """
    assert set_aside(text, (2, FUND)) == ([3], [], [])
    assert set_aside(text, (2, FUND), (2, WHOLE)) == ([], [], [3])
    assert set_aside(text, (2, WHOLE)) == ([], [], [3])


def test_items_that_no_table_of_one_kind_of_money_prints_are_of_the_absent_one() -> None:
    text = """
    # 八、别的
    ~ 按科目分，具体如下：
    ~ 教育支出（类）普通教育（款）小学教育（项）5.00万元。
    城乡社区支出（类）征地和拆迁补偿支出（项）5.00万元。
    征地和拆迁补偿支出（项）5.00万元。
    从来没有的科目（项）5.00万元。
    ~ 结转如下：
    """
    assert set_aside(text) == ([4, 2, 3], [7], [5, 6])


@pytest.mark.parametrize("misplaced", [False, True])
def test_of_a_table_that_was_not_all_read_only_its_figures_are_set_aside(
    misplaced: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And where its figures slipped, nothing is told at all."""
    heading = Line(1, "五、一般公共预算财政拨款支出决算情况说明", True)
    told, other = Line(2, "某类支出5.00万元，占9.00%。", False), Line(4, "别的支出5.00万元。", False)
    lines = [heading, told, Line(3, "六、别的", True), other]
    differs = [
        (line, printed, wanted)
        for line in (told, other)
        for printed, wanted in (("5.00万元9.00%", "某款"), ("某类", "某款"), ("某类", ""), ("", "某款"))
    ]
    prose = Prose(
        differs=differs,
        reworded=[(told, "甲", "乙"), (other, "甲", "乙")],
        unread=[(told, "5.00万元"), (told, "某类"), (other, "5.00万元")],
    )
    prints = Blueprints({FUND: blueprint(FUND, "一般公共预算财政拨款支出决算表")})
    reading = Reading(blueprints=prints, misplaced=[FUND] if misplaced else [])
    monkeypatch.setattr(unjudged_tables, "find_incomplete", lambda tables: [] if misplaced else [FUND])
    unjudged_tables.set_aside_incomplete(prose, lines, Known(reading, Document("", ()), list))
    if misplaced:
        assert (prose.unjudged, prose.differs) == ({}, differs[4:])
        assert prose.reworded == [(other, "甲", "乙")]
        assert prose.unread == [(told, "某类"), (other, "5.00万元")]
    else:
        assert prose.unjudged == {FUND: [(told, "5.00万元,占9.00%")]}
        assert prose.differs == [differs[1], *differs[4:]]
        assert (len(prose.reworded), len(prose.unread)) == (2, 3)
