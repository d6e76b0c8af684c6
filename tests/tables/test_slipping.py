"""Names and figures that slipped against one another are told by the sums, from the row on where it begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from narrator.checks.printed.slip_evidence import evidence_of, items_listed
from narrator.checks.printed.table_data import Reading
from narrator.number import CENT
from narrator.tables.blank_rows import take_out_only_blank
from narrator.tables.public import read_public_table
from narrator.tables.slip_board import Board, FigureRelation, Trial
from narrator.tables.slipping import Slip, find_slipped_figures, take_out_slipped
from narrator.tables.table_as_read import PublicTable, Sheet
from narrator.tables.vocabulary import TOTAL_COLUMNS

from .test_public import words

CODES = ["206", "20601", "2060101", "2060102", "208", "20805", "2080501", "2080505", "221", "22102", "2210201", "2210203"]  # fmt: skip
VALUES = [
    "30.00",
    "30.00",
    "20.00",
    "10.00",
    "12.00",
    "12.00",
    "5.00",
    "7.00",
    "9.00",
    "9.00",
    "6.00",
    "3.00",
]
HEAD = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"]]


def find_slip(
    table: PublicTable,
    lines: Sequence[str] = (),
    bounds: Mapping[str, Decimal] = {},
    least: Decimal = CENT,
    usual: Mapping[str, Decimal] = {},
) -> Slip | None:
    """Where the figures of a table slipped, by its own sums, what lines of the prose list, and what figures may be at most and
    usually are, by code."""
    place = f"{table.name}.各科目.{{}}.{TOTAL_COLUMNS.get(table.name)}".format
    known = evidence_of(table, Reading(public={table.name: table}, step=least), lines)
    most = [FigureRelation([(place(code), 1)], number, True) for code, number in bounds.items()]
    usually = {place(code): number for code, number in usual.items()}
    slips = find_slipped_figures(
        Board(table, known._replace(relations=[*known.relations, *most], usual=usually))
    )
    assert len(slips) <= 1
    return slips[0] if slips else None


def sheet(values: list[str]) -> Sheet:
    rows = [[code, f"科目{code}", value, value, ""] for code, value in zip(CODES, values, strict=True)]
    total = ["合计", "合计", "51.00", "51.00", ""]
    return Sheet([*HEAD, *rows, total], ("一般公共预算财政拨款支出决算表",))


@pytest.mark.parametrize("at", [0, 1, 2, 4, 6])
def test_a_slip_is_found_where_it_begins(at: int) -> None:
    for values in ([*VALUES[:at], "", *VALUES[at:-1]], [*VALUES[:at], *VALUES[at + 1 :], ""]):
        table = read_public_table(sheet(values), words())
        slip = find_slip(table)
        assert slip is not None
        assert abs(slip.row - 1 - at) <= 1
        take_out_slipped(table, slip)
        assert table.unread[-1].kind == "错"
        left = [one for one in table.figures.values() if one.column in slip.columns]
        assert all(one.row < slip.row for one in left if one.parts.row.isdigit())
        assert "一般公共预算支出表.合计.小计" in table.figures


@pytest.mark.parametrize("at", [0, 2, 4, 6])
def test_a_sum_at_the_end_slips_along(at: int) -> None:
    whole = sheet(VALUES)
    values = [row[2] for row in whole.rows[1:]]
    up, down = [*values[:at], *values[at + 1 :], ""], [*values[:at], "", *values[at:-1]]
    for moved in (up, down):
        rows = [[*row[:2], value, value, ""] for row, value in zip(whole.rows[1:], moved, strict=True)]
        table = read_public_table(Sheet([*HEAD, *rows], whole.above), words())
        slip = find_slip(table)
        assert slip is not None
        rest = take_out_slipped(table, slip)
        assert "一般公共预算支出表.合计.小计" in rest
        assert "一般公共预算支出表.合计.小计" not in table.figures


@pytest.mark.parametrize("step", [1, -1])
def test_a_sum_above_slips_with_all_rows_below_it(step: int) -> None:
    whole = sheet(VALUES)
    below = [["合计", "合计", "51.00", "51.00", ""], *whole.rows[1:-1]]
    values = [row[2] for row in below]
    moved = ["", *values[:-1]] if step > 0 else [*values[1:], ""]
    rows = [[*row[:2], value, value, ""] for row, value in zip(below, moved, strict=True)]
    table = read_public_table(Sheet([*HEAD, *rows], whole.above), words())
    slip = find_slip(table)
    assert slip is not None
    assert (slip.name, slip.step, slip.row) == ("合计", step, 1)
    rest = take_out_slipped(table, slip)
    assert rest["一般公共预算支出表.各科目.206.小计"] == Decimal("30.00")
    assert slip.columns == (2, 3)
    assert not [one for one in table.figures.values() if one.column in slip.columns]


def test_where_a_figure_most_likely_belongs_is_known() -> None:
    table = read_public_table(sheet([*VALUES[:4], "", *VALUES[4:-1]]), words())
    slip = find_slip(table)
    assert slip is not None
    rest = take_out_slipped(table, slip)
    for code, value in list(zip(CODES, VALUES, strict=True))[4:-1]:
        assert rest[f"一般公共预算支出表.各科目.{code}.小计"] == Decimal(value)


def pushed(values: Sequence[str], at: int, step: int, turned: bool) -> list[str]:
    """Values from one on so many rows too low, or too high; what is pushed out at one end stands at the other, or nothing does."""
    many, tail = abs(step), values[at:]
    over = (tail[-many:] if step > 0 else tail[:many]) if turned else [""] * many
    return [*values[:at], *over, *tail[:-many]] if step > 0 else [*values[:at], *tail[many:], *over]


@pytest.mark.parametrize("at", [0, 2, 3])
@pytest.mark.parametrize(
    ("step", "turned"), [(2, False), (-2, False), (3, False), (1, True), (-1, True), (2, True)]
)
def test_figures_that_slipped_by_several_rows_or_in_a_ring_are_told_with_where_they_belong(
    at: int, step: int, turned: bool
) -> None:
    table = read_public_table(sheet(pushed(VALUES, at, step, turned)), words())
    slip = find_slip(table)
    assert slip is not None
    assert slip.step == step
    rows = [one.removeprefix("科目") for one in (slip.name, slip.until or slip.name)]
    assert CODES.index(rows[0]) <= at + (1 if VALUES[at] == VALUES[at + 1] else 0)
    assert CODES.index(rows[1]) >= at
    meant = {
        path.split(".")[2]: number
        for path, number in take_out_slipped(table, slip).items()
        if "合计" not in path
    }
    right = {code: Decimal(value) for code, value in zip(CODES, VALUES, strict=True)}
    assert {*CODES[at + 2 :]} <= {*meant}
    assert all(number in (None, right[code]) for code, number in meant.items())
    assert any(meant.values()) or turned
    assert table.unread[-1].by == abs(step)


def test_other_faults_are_no_slip() -> None:
    assert find_slip(read_public_table(sheet(VALUES), words())) is None
    for at in range(len(VALUES)):
        for other in ("77.00", "0.00"):
            wrong = [*VALUES[:at], other, *VALUES[at + 1 :]]
            assert find_slip(read_public_table(sheet(wrong), words())) is None
    mixed = [*reversed(VALUES)]
    assert find_slip(read_public_table(sheet(mixed), words())) is None


def test_of_rows_that_slipped_between_others_no_more_are_set_aside() -> None:
    many = 0
    for at in range(1, 8):
        for end in range(at + 3, 11):
            for inner in (["", *VALUES[at : end - 1]], [*VALUES[at + 1 : end], ""]):
                values = [*VALUES[:at], *inner, *VALUES[end:]]
                wrong = [row for row, one in enumerate(values, 1) if one != VALUES[row - 1]]
                table = read_public_table(sheet(values), words())
                slip = find_slip(table)
                if slip is None:
                    continue
                many += 1
                take_out_slipped(table, slip)
                left = {
                    one.row for one in table.figures.values() if one.column == 2 and one.parts.row.isdigit()
                }
                assert not left & {*wrong}, (at, end)  # nothing that is wrong is judged
                assert left >= {*range(1, wrong[0] - 1), *range(wrong[-1] + 2, len(VALUES) + 1)}, (at, end)
    assert many > 40


@pytest.mark.parametrize(("usual", "until"), [({}, "科目2060102"), ({"2060101": Decimal("20.00")}, "")])
def test_where_a_lost_figure_may_belong_to_either_of_two_rows_both_are_named(
    usual: dict[str, Decimal], until: str
) -> None:
    slip = find_slip(read_public_table(sheet([*VALUES[:3], *VALUES[4:], ""]), words()), usual=usual)
    assert slip is not None
    assert (slip.name, slip.until) == ("科目2060101" if until else "科目2060102", until)


@pytest.mark.parametrize("last", ["", "34.00"])
def test_a_sum_below_the_items_slips_alone(last: str) -> None:
    items = [[*item, value] for item, value in zip(ITEMS.items(), SPENT, strict=True)]
    head = ["经济分类科目编码", "科目名称", "决算数"]
    rows = [["302", "商品和服务支出", "34.00"], *items, ["399", "其他支出", ""], ["39999", "其他支出", last]]
    table = read_public_table(
        Sheet([head, *rows, ["公用经费合计", "公用经费合计", ""]], ("一般公共预算财政拨款基本支出决算表",)),
        words(),
    )
    slip = find_slip(table, [LISTED])
    if not last:  # only that it is blank is known
        assert slip is None
        return
    assert slip is not None
    assert (slip.name, slip.step) == ("其他支出", -1)
    rest = take_out_slipped(table, slip)
    assert rest["基本支出表.公用经费合计"] == Decimal("34.00")
    assert rest["基本支出表.各科目.39999.决算数"] is None
    assert [one.kind for one in table.unread] == ["错"]


def told_of(**values: str) -> int:
    """How many sums are wrong in a table with some values by code, 合计 as _."""
    rows = [
        [code, code, one, "", ""] for code, one in ((key[1:] or "合计", one) for key, one in values.items())
    ]
    table = read_public_table(Sheet([*HEAD, *rows], ("一般公共预算财政拨款支出决算表",)), words())
    known = evidence_of(table, Reading(public={table.name: table}), ())
    column = [one for one in known.relations if all(path.endswith("小计") for path, _ in one.terms)]
    return Board(table, known._replace(relations=column)).wrong


def test_sums_agree_within_tails() -> None:
    assert told_of(_="1.02", _206="1.00") == 0
    assert told_of(_="1.03", _206="1.00") == 1
    assert told_of(_="0.02", _206="0") == 0
    assert told_of(_206="5", _20601="2", _20602="3.03") == 0
    assert told_of(_206="5", _20601="2", _20602="3.04") == 1
    assert told_of(_206="5", _20601="", _20602="") == 1
    assert told_of(_206="5", _20601="6", _2060101="6.03") == 2


def test_a_number_that_is_not_known_is_what_the_relations_leave_for_it() -> None:
    table = read_public_table(sheet(VALUES), words())
    board = Board(table, evidence_of(table, Reading(public={table.name: table}), ()))
    cells = {path: cell for cell, path in board.paths.items()}
    here = {code: cells[f"一般公共预算支出表.各科目.{code}.小计"] for code in CODES}
    trial = Trial(board, board.wrong, board.unusual)
    assert trial.wrong == 0
    trial.put(here["2060102"], Decimal("11.00"))
    assert trial.wrong == 2  # 款 = its 项, and 小计 = 基本支出 + 项目支出
    trial.put(here["2060102"], None)
    assert trial.wrong == 0
    assert trial.settle([here["2060102"]]) == (0, 0, {here["2060102"]: Decimal("10.00")})
    trial.put(here["2060101"], Decimal("21.00"))
    assert (
        trial.wrong == 1
    )  # its own row; what its 款 leaves for the other is not what stands in that one's row
    assert trial.settle([here["2060102"]])[0] == 2
    trial.put(here["2060101"], None)  # of two that one relation has nothing is known by that
    assert trial.settle([here["2060102"], here["2060101"]])[2] == {
        here["2060102"]: Decimal("10.00"),
        here["2060101"]: Decimal("20.00"),
    }


def test_tails_are_those_of_the_smallest_amount_that_the_form_prints() -> None:
    ones = [one if at % 3 else str(Decimal(one) + Decimal("0.1")) for at, one in enumerate(VALUES)]
    tenth = Decimal("0.1")
    for values in (VALUES, ones):  # sums of figures with one decimal are off by a tenth
        assert find_slip(read_public_table(sheet(values), words()), least=tenth) is None
    slipped = read_public_table(sheet([*ones[:4], "", *ones[4:-1]]), words())
    assert find_slip(slipped, least=tenth) is not None


@pytest.mark.parametrize("at", [3, 5, 6, 7])
@pytest.mark.parametrize("step", [1, -1])
def test_codes_and_names_that_slipped_together_are_told_as_figures_that_did(at: int, step: int) -> None:
    """A row too high, and the first is lost and the last figure stands beside nothing; or too low, and it is the last that is."""
    codes = [*CODES[:at], *CODES[at + 1 :], ""] if step > 0 else [*CODES[:at], "", *CODES[at:-1]]
    names = {"": "", **{code: f"科目{code}" for code in CODES}}
    rows = [[code, names[code], value, value, ""] for code, value in zip(codes, VALUES, strict=True)]
    above = [["合计", "合计", "51.00", "51.00", ""], *rows]
    table = read_public_table(Sheet([*HEAD, *above], ("一般公共预算财政拨款支出决算表",)), words())
    slip = find_slip(table)
    assert slip is not None
    first, last = (one.removeprefix("科目") for one in (slip.name, slip.until or slip.name))
    assert slip.step == step
    assert codes.index(first) <= at + (step < 0) <= codes.index(last) <= codes.index(first) + 2
    meant = take_out_slipped(table, slip)
    known = dict(zip(CODES, VALUES, strict=True))
    assert meant
    for path, number in meant.items():
        assert number is None or number == Decimal(known[path.split(".")[2]])
    assert [one.kind for one in table.unread] == ["错"]  # and not the figures beside no name


def test_two_figures_that_were_exchanged_did_not_slip() -> None:
    for at in range(len(VALUES) - 1):
        values = [*VALUES]
        values[at], values[at + 1] = values[at + 1], values[at]
        assert find_slip(read_public_table(sheet(values), words())) is None, at


ITEMS = {"30201": "办公费", "30202": "印刷费", "30203": "咨询费", "30205": "水费", "30206": "电费", "30207": "邮电费", "30211": "差旅费", "30212": "因公出国（境）费用", "30213": "维修（护）费", "30299": "其他商品和服务支出"}  # fmt: skip
SPENT = ["6.78", "0.05", "", "2.46", "9.07", "", "7.77", "", "4.25", "3.62"]
LISTED = (
    "公用经费34.00万元,主要包括办公费6.78万元、印刷费、水费、电费、差旅费、维修(护)费、其他商品和服务支出等。"
)


def economic(values: list[str], above: str = "34.00") -> PublicTable:
    """Return 基本支出表 with one class, whose items have given values."""
    items = [[*item, value] for item, value in zip(ITEMS.items(), values, strict=True)]
    rows = [["302", "商品和服务支出", above], *items, ["公用经费合计", "公用经费合计", above or "34.00"]]
    head = ["经济分类科目编码", "科目名称", "决算数"]
    return read_public_table(Sheet([head, *rows], ("一般公共预算财政拨款基本支出决算表",)), words())


@pytest.mark.parametrize("at", [1, 3, 4, 6])
def test_what_the_prose_lists_tells_a_slip_in_one_class(at: int) -> None:
    up, down = [*SPENT[:at], *SPENT[at + 1 :], ""], [*SPENT[:at], "", *SPENT[at:-1]]
    for moved, step in ((up, -1), (down, 1)):
        table = economic(moved)
        slip = find_slip(table, [LISTED])
        assert slip is not None
        assert slip.step == step
        assert (
            list(ITEMS.values())[at] in (slip.name, slip.until) or step < 0
        )  # what was lost may be any down to a blank
        rest = take_out_slipped(table, slip)
        assert "基本支出表.各科目.302.决算数" in table.figures
        right = dict(zip(ITEMS, SPENT, strict=True))
        for code in list(ITEMS)[at + 1 : -1]:
            there = rest[f"基本支出表.各科目.{code}.决算数"]
            assert there == (Decimal(right[code]) if right[code] else None) or (slip.until and there is None)


def test_a_class_slips_with_its_items() -> None:
    values = ["34.00", *SPENT[:-1]]
    slip = find_slip(economic(values, ""), [LISTED])
    assert slip is not None
    assert slip.name == "商品和服务支出"


@pytest.mark.parametrize("blank", ["", "0.00"])
def test_an_item_that_is_noughted_is_no_slip(blank: str) -> None:
    """Neither where the others that are nothing are noughts, too."""
    whole = [one or blank for one in SPENT]
    for at in (at for at, one in enumerate(SPENT) if one):
        assert find_slip(economic([*whole[:at], "0.00", *whole[at + 1 :]]), [LISTED]) is None


def test_a_list_of_other_items_is_no_slip() -> None:
    assert find_slip(economic(SPENT), [LISTED]) is None
    for listed in ("办公费、咨询费、电费、因公出国(境)费用", "、".join(ITEMS.values()), "办公费和水费"):
        assert find_slip(economic(SPENT), [f"主要包括{listed}。"]) is None
    assert find_slip(economic([*SPENT[5:], *SPENT[:5]]), [LISTED]) is None


def test_of_several_lines_that_is_the_list_that_names_most() -> None:
    table = economic(SPENT)
    listed = items_listed(table, ["机关运行经费包括办公费、邮电费、差旅费。", LISTED])
    assert {ITEMS[path.split(".")[2]] for path, one in listed.items() if one} == {
        name for name, value in zip(ITEMS.values(), SPENT, strict=True) if value
    }
    assert items_listed(table, ["包括办公费、邮电费。"]) == {}


def test_an_item_is_listed_by_what_was_spent_for_it_too() -> None:
    spent = LISTED.replace("差旅费", "差旅费支出")
    assert spent != LISTED
    assert items_listed(economic(SPENT), [spent]) == items_listed(economic(SPENT), [LISTED])


def read_short(values: list[str]) -> PublicTable:
    """Return a table whose last class has one item."""
    rows = [[code, f"科目{code}", one, one, ""] for code, one in zip(CODES[:-1], values, strict=True)]
    total = ["合计", "合计", "51.00", "51.00", ""]
    return read_public_table(Sheet([*HEAD, *rows, total], ("一般公共预算财政拨款支出决算表",)), words())


def test_two_sums_tell_a_slip_where_no_single_figure_explains_them() -> None:
    values = [*VALUES[:-2], "9.00"]
    slip = find_slip(read_short([*values[:7], *values[8:], ""]))  # 2080505 lost its figure
    assert slip is not None
    assert slip.step == -1
    for at in (8, 9, 10):  # one figure, which two sums have
        assert find_slip(read_short([*values[:at], "7.50", *values[at + 1 :]])) is None


def test_the_last_figure_beside_the_item_that_the_prose_lists_slipped() -> None:
    listed = LISTED.replace("、维修(护)费、其他商品和服务支出", "")
    assert find_slip(economic([*SPENT[:7], "", "", ""], "26.13"), [listed]) is None
    slip = find_slip(economic([*SPENT[:6], "", SPENT[6], "", ""], "26.13"), [listed])
    assert slip is not None
    assert (slip.name, slip.step) == ("差旅费", 1)


def test_a_figure_that_is_more_than_its_whole_tells_a_slip() -> None:
    slipped = economic(
        [*SPENT[:8], "", SPENT[8]]
    )  # the last figure is lost: one cell left blank would explain it
    assert find_slip(slipped, [LISTED]) is None
    assert find_slip(slipped, [LISTED], {"30299": Decimal("4.25")}) is None
    slip = find_slip(slipped, [LISTED], {"30299": Decimal("3.62")})
    assert slip is not None
    assert (slip.name, slip.step) == ("维修（护）费", 1)


PAID = {
    "301": "工资福利支出", "30101": "基本工资", "30102": "津贴补贴", "30103": "奖金", "30106": "伙食补助费", "30107": "绩效工资",
    "30108": "机关事业单位基本养老保险缴费", "30109": "职业年金缴费", "30110": "职工基本医疗保险缴费", "30112": "其他社会保障缴费",
    "30113": "住房公积金", "30114": "医疗费", "30199": "其他工资福利支出",
}  # fmt: skip
PAY = ["95.36", "14.12", "39.72", "", "", "10.16", "6.18", "4.64", "2.71", "0.09", "17.70", "", "0.04"]
OTHERS = "人员经费95.36万元,主要包括其他社会保障缴费、津贴补贴、绩效工资、机关事业单位基本养老保险缴费、职业年金缴费、职工基本医疗保险缴费、住房公积金、其他工资福利支出等。"


def paid(values: list[str]) -> PublicTable:
    rows = [[*item, value] for item, value in zip(PAID.items(), values, strict=True)]
    rows.append(["人员经费合计", "人员经费合计", "95.36"])
    head = ["经济分类科目编码", "科目名称", "决算数"]
    return read_public_table(Sheet([head, *rows], ("一般公共预算财政拨款基本支出决算表",)), words())


def test_some_figures_within_a_class_slipped_though_the_prose_lists_others() -> None:
    """Those below stand where they should; the sum, which agrees again, tells more than the words."""
    assert find_slip(paid(PAY), [OTHERS]) is None
    slip = find_slip(paid([*PAY[:2], PAY[1], *PAY[2:11], PAY[12]]), [OTHERS])
    assert slip is not None
    assert (slip.name, slip.step, list(PAID.values())[slip.last - 1]) == ("津贴补贴", 1, "医疗费")
    assert find_slip(paid([*PAY[:2], "41.72", *PAY[3:]]), [OTHERS]) is None


def test_what_another_table_prints_for_the_same_expense_tells_as_much_as_a_sum() -> None:
    """The code and the name of 绩效工资 are lost, and those below stand a row too high: all adds up as well from the blank one on."""
    items = [item for item in PAID.items() if item[1] != "绩效工资"]
    pay = [*PAY[:3], "3.00", "2.00", "5.16", *PAY[6:10], "16.70", "", "1.04"]
    rows = [[*item, value] for item, value in zip([*items, ("", "")], pay, strict=True)]
    head = ["经济分类科目编码", "科目名称", "决算数"]
    table = read_public_table(Sheet([head, *rows], ("一般公共预算财政拨款基本支出决算表",)), words())
    same = {"2080505": "6.18", "2080506": "4.64", "2210201": "16.70"}
    other = read_public_table(
        Sheet(
            [*HEAD, *([code, code, value, value, ""] for code, value in same.items())],
            ("一般公共预算财政拨款支出决算表",),
        ),
        words(),
    )
    slips = []
    for public in ([table], [table, other]):
        evidence = evidence_of(table, Reading(public={one.name: one for one in public}), ())
        slips += find_slipped_figures(Board(table, evidence))
    assert [(slip.name, slip.until) for slip in slips] == [
        ("基本工资", "其他工资福利支出"), ("基本工资", "机关事业单位基本养老保险缴费")
    ]  # fmt: skip


def test_what_only_is_usually_the_same_elsewhere_tells_no_row_that_is_blank() -> None:
    """住房公积金 is blank, and all adds up; the other table may count it elsewhere."""
    pay = [*PAY]
    pay[0], pay[list(PAID).index("30113")] = "77.66", ""
    rows = [[*item, value] for item, value in zip(PAID.items(), pay, strict=True)]
    head = ["经济分类科目编码", "科目名称", "决算数"]
    table = read_public_table(Sheet([head, *rows], ("一般公共预算财政拨款基本支出决算表",)), words())
    same = [["2080505", "甲", "9.18", "9.18", ""], ["2210201", "乙", "17.70", "17.70", ""]]
    other = read_public_table(Sheet([*HEAD, *same], ("一般公共预算财政拨款支出决算表",)), words())
    board = Board(table, evidence_of(table, Reading(public={one.name: one for one in (table, other)}), ()))
    assert (board.wrong, board.is_wrong_itself) == (2, False)
    assert take_out_only_blank(board) == {}
    assert find_slipped_figures(board) == []


@pytest.mark.parametrize("step", [1, -1])
def test_the_sum_below_items_that_slipped_to_the_end_slips_with_them(step: int) -> None:
    values = [*SPENT, "", "34.00"]
    moved = [*values[:3], "", *values[3:-1]] if step > 0 else [*values[:3], *values[4:], ""]
    names = [*ITEMS.items(), ("", ""), ("公用经费合计", "公用经费合计")]
    rows = [[*name, one] for name, one in zip(names, moved, strict=True)]
    rows = [["经济分类科目编码", "科目名称", "决算数"], ["302", "商品和服务支出", "34.00"], *rows]
    table = read_public_table(Sheet(rows, ("一般公共预算财政拨款基本支出决算表",)), words())
    slip = find_slip(table, [LISTED])
    assert slip is not None
    rest = take_out_slipped(table, slip)
    [(path, total)] = [one for one in rest.items() if "合计" in one[0]]
    assert total == Decimal("34.00")
    assert path not in table.figures
    assert [one.kind for one in table.unread] == ["错"]  # and not the row that has no name


def test_a_sum_that_agrees_with_what_slipped_above_it_is_judged() -> None:
    table = economic([*SPENT[:3], "", *SPENT[3:-1]])
    slip = find_slip(table, [LISTED])
    assert slip is not None
    take_out_slipped(table, slip)
    assert [one.text for one in table.figures.values() if one.parts.row == "公用经费合计"] == ["34.00"]


def test_in_a_long_table_each_slip_is_tried_by_two_numbers_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A table of ten classes with figures that are wrong in all of them: each row may be the first that slipped, and each the
    last, which are 17,000 ways: a row more is but two numbers more."""
    rows = [
        [code, f"某{code}", "7.77" if code.endswith("07") else "1.00" if code[3:] else "12.00"]
        for number in range(10)
        for code in (f"3{number:02}", *(f"3{number:02}{item:02}" for item in range(1, 13)))
    ]
    head = ["经济分类科目编码", "科目名称", "决算数"]
    title = "一般公共预算财政拨款基本支出决算表"
    table = read_public_table(Sheet([head, *rows, ["合计", "合计", "120.00"]], (title,)), words())
    asked = []
    put = Trial.put
    monkeypatch.setattr(Trial, "put", lambda *given: asked.append(given) or put(*given))
    assert find_slip(table) is None
    assert 0 < len(asked) < 40_000


@pytest.mark.parametrize(("first", "many", "by"), [(1, 2, 2), (2, 2, 2), (6, 2, 2), (7, 2, 2), (3, 3, 3)])
def test_a_few_rows_that_slipped_by_as_many_are_one_slip(first: int, many: int, by: int) -> None:
    values = [*VALUES]
    values[first : first + by] = [""] * by
    values[first + by : first + by + many] = VALUES[first : first + many]
    slip = find_slip(read_public_table(sheet(values), words()))
    assert slip is not None
    assert (slip.row - 1, slip.step, slip.until) == (first, by, "")
