"""A public table that goes on in another one right behind it is one table; another table is none of it."""

from __future__ import annotations

import pytest
from checks.reports import basis, made, original
from forms.documents import CENTRAL, raw

from narrator.checks.printed.report_tables import read_report_tables
from narrator.document import Block, Cell, Column, Document, Paragraph, Table
from narrator.form import load
from narrator.spans import Text
from narrator.tables.continued_rows import join_continued
from narrator.tables.matrix import matrices, matrix

FORMS = ("辽宁2023", "上海2024")
BY_ROWS = ("支出决算表", "基本支出表", "收入支出总表")


def split(document: Document, name: str, lines: tuple[str, ...], header: bool, rows: slice | None = None) -> Document:  # fmt: skip
    """DOCUMENT with the table NAME in two: cut in its middle, or its ROWS once more. LINES: between them. HEADER: again."""
    blocks: list[Block] = []
    for block in document.blocks:
        if not isinstance(block, Table) or block.name != name:
            blocks.append(block)
            continue
        middle = len(block.body) // 2
        between = [Paragraph(Text(line), "") for line in lines]
        second = block._replace(
            header=block.header if header else (),
            body=block.body[middle:] if rows is None else block.body[rows],
        )
        blocks += [block._replace(body=block.body[:middle]) if rows is None else block, *between, second]
    return document._replace(blocks=tuple(blocks))


def joined(document: Document, form: str) -> Document:
    return join_continued(document, basis(name=form).blueprints.vocabulary)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BY_ROWS)
@pytest.mark.parametrize(("lines", "header"), [((), False), ((), True), (("  ",), False), (("{}（续）",), True), (("续表",), False), (("{}（续）", "单位：万元"), False), (("{}", "单位：万元"), True)])  # fmt: skip
def test_a_table_in_two_is_one(form: str, name: str, lines: tuple[str, ...], header: bool) -> None:
    document = original(form)
    title = basis(name=form).blueprints[name].title
    parted = split(document, name, tuple(line.format(title) for line in lines), header)
    assert len(matrices(parted)) == len(matrices(document)) + 1
    assert matrices(joined(parted, form)) == matrices(document)
    thrice = split(parted, name, (), False)
    assert len(matrices(thrice)) == len(matrices(document)) + 3  # each half in two
    assert matrices(joined(thrice, form)) == matrices(document)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", BY_ROWS)
@pytest.mark.parametrize("line", ["（续上表）", "第 2 页", "（接上页）"])
def test_a_short_line_parts_no_table_that_goes_on_with_its_codes_and_numbers(
    form: str, name: str, line: str
) -> None:
    document = original(form)
    for header in (True, False):
        assert matrices(joined(split(document, name, (line,), header), form)) == matrices(document)
    parted = split(document, name, (line,), True)
    first, last = (one for one in parted.blocks if isinstance(one, Table) and one.name == name)
    turned = tuple(last if one is first else first if one is last else one for one in parted.blocks)
    turned_document = parted._replace(blocks=turned)
    assert matrices(joined(turned_document, form)) == matrices(turned_document)


@pytest.mark.parametrize("form", FORMS)
def test_another_table_is_none_of_the_one_before(form: str) -> None:
    document = original(form)
    assert joined(document, form) == document
    for changed in (
        split(document, "支出决算表", ("又一张表",), True),
        split(document, "支出决算表", ("收入决算表（续）",), True),
        split(document, "支出决算表", (), True, slice(None)),  # the same rows again
        split(document, "支出决算表", ("支出决算表",), True, slice(3, None)),  # some of them, under the title
        split(document, "支出决算表", (), False, slice(0, 0)),
    ):
        assert matrices(joined(changed, form)) == matrices(changed)


@pytest.mark.parametrize(("title", "torn"), [(True, False), (False, True)])
def test_a_table_under_a_title_of_its_own_is_no_rest(title: bool, torn: bool) -> None:
    """一般公共预算财政拨款项目支出决算表 behind 基本支出表, its title in its first row."""
    rows = [["项目支出情况表"] * 3] * title + [["科目编码", "科目名称", "金额"], ["205", "教育支出", "1.00"]]
    body = tuple(tuple(Cell(at, (Text(one),), "") for at, one in enumerate(row)) for row in rows)
    other = Table("", (Column(0, ""),) * 3, (), body, "")
    blocks = list(original("辽宁2023").blocks)
    at = next(at for at, one in enumerate(blocks) if isinstance(one, Table) and one.name == "基本支出表")
    document = Document("", (*blocks[: at + 1], other, *blocks[at + 1 :]))
    reading = read_report_tables(document, load("辽宁2023"), basis(name="辽宁2023").blueprints)
    assert ("基本支出表" in reading.torn, "基本支出表" in reading.public) == (torn, not torn)


def halves(table: Table, labels: tuple[int, ...], cut: int) -> tuple[Table, Table]:
    """TABLE up to the column CUT; and its LABELS with the columns from there on."""

    def part(kept: list[int]) -> Table:
        places = {at: number for number, at in enumerate(kept)}
        rows = [
            tuple(
                cell._replace(column=min(inside), columns=len(inside))
                for cell in row
                if (inside := [places[at] for at in range(cell.column, cell.column + cell.columns) if at in places])
            )
            for row in (*table.header, *table.body)
        ]  # fmt: skip
        top = len(table.header)
        columns = tuple(table.columns[at] for at in kept)
        return table._replace(columns=columns, header=tuple(rows[:top]), body=tuple(rows[top:]))

    every = range(len(table.columns))
    return part([*every[:cut]]), part([*labels, *every[cut:]])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("name", "labels"), [("收入决算表", (0, 1)), ("支出决算表", (0, 1)), ("支出决算表", (0,)), ("政府性基金表", (0, 1)), ("收入支出总表", ())])  # fmt: skip
@pytest.mark.parametrize("line", ["（续表）", ""])
def test_a_table_whose_last_columns_are_in_another_is_one(
    form: str, name: str, labels: tuple[int, ...], line: str
) -> None:
    document = original(form)
    at = next(at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == name)
    table = document.blocks[at]
    assert isinstance(table, Table)
    many = len(table.columns)
    for cut in (many - 1, many - 2) if labels else (many // 2,):
        between = Paragraph(Text(line), "")
        first, last = halves(table, labels, cut)
        parted = document._replace(
            blocks=(*document.blocks[:at], first, between, last, *document.blocks[at + 1 :])
        )
        assert matrices(joined(parted, form)) == matrices(document)


def without_blank_rows(table: Table) -> Table:
    return table._replace(
        body=tuple(row for row in table.body if any(text.string for cell in row for text in cell.paragraphs))
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["基本支出表", "收入支出总表", "财政拨款收支总表"])
def test_blocks_below_one_another_are_side_by_side(form: str, name: str) -> None:
    document = original(form)
    at = next(at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == name)
    table = document.blocks[at]
    assert isinstance(table, Table)
    cut = next((at for at, word in enumerate(matrix(table)[0]) if word == "支出"), 3)
    first, last = map(without_blank_rows, halves(table, (), cut))
    parted = document._replace(blocks=(*document.blocks[:at], first, last, *document.blocks[at + 1 :]))
    assert len(matrices(parted)) == len(matrices(document)) + 1
    blueprints = basis(name=form).blueprints

    def read(one: Document) -> object:
        joined_one = joined(one, form)
        assert len(matrices(joined_one)) == len(matrices(document))
        return read_report_tables(joined_one, load(form), blueprints).raw[name]

    assert read(parted) == read(document)


@pytest.mark.parametrize("cuts", [(6,), (4, 8), (5, 7), (3, 6, 9), (2, 6, 8)])
@pytest.mark.parametrize("lines", [(), ("（续表）",), ("财政拨款“三公”经费支出决算表（续）", "单位：万元")])
def test_a_table_whose_rows_are_columns_is_one_in_several(
    cuts: tuple[int, ...], lines: tuple[str, ...]
) -> None:
    """The parts can not be read alone, and no row has a name."""
    document = made(raw(CENTRAL), "中央2023")
    at = next(
        at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == "三公经费表"
    )
    rest = document.blocks[at]
    assert isinstance(rest, Table)
    parts: list[Block] = []
    for cut in reversed(cuts):
        rest, last = halves(rest, (), cut)
        parts = [*(Paragraph(Text(line), "") for line in lines), last, *parts]
    parted = document._replace(blocks=(*document.blocks[:at], rest, *parts, *document.blocks[at + 1 :]))
    assert len(matrices(parted)) == len(matrices(document)) + len(cuts)
    assert matrices(joined(parted, "中央2023")) == matrices(document)
    *others, last_part = parts
    if len(cuts) == 1 and isinstance(last_part, Table):
        deeper = last_part._replace(body=last_part.body * 2)
        two = document._replace(blocks=(*document.blocks[:at], rest, *others, deeper))
        assert matrices(joined(two, "中央2023")) == matrices(two), "it has other rows"


def with_parts(document: Document, name: str, *parts: Block) -> Document:
    """DOCUMENT with PARTS in the place of the table NAME."""
    at = next(at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == name)
    return document._replace(blocks=(*document.blocks[:at], *parts, *document.blocks[at + 1 :]))


def table_of(document: Document, name: str) -> Table:
    return next(one for one in document.blocks if isinstance(one, Table) and one.name == name)


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize(("name", "cut"), [("基本支出表", 1), ("基本支出表", 2), ("基本支出表", 4), ("基本支出表", 5), ("支出决算表", 2), ("收入支出总表", 1), ("收入支出总表", 3)])  # fmt: skip
def test_a_table_is_one_wherever_its_columns_are_cut(name: str, cut: int, header: bool) -> None:
    """Names of which the figures stand in the next table, whether they have a header or not, too."""
    document = original("上海2024")
    first, last = halves(table_of(document, name), (), cut)
    if cut < 3 and not header:
        first = first._replace(header=())
    got = matrices(joined(with_parts(document, name, first, last), "上海2024"))
    own, places = matrices(document), [one.name for one in document.blocks if isinstance(one, Table)]
    assert len(got) == len(own)
    if cut < 3 and not header:
        at = places.index(name)
        many = len(table_of(document, name).header)
        own[at] = [
            ["" if place < cut and number < many else cell for place, cell in enumerate(row)]
            for number, row in enumerate(own[at])
        ]
    assert got == own


def test_a_table_cut_within_its_header_is_one() -> None:
    document = original("上海2024")
    table = table_of(document, "三公经费表")
    upper, lower = table.header[:-1], table.header[-1:]
    first, last = table._replace(header=upper, body=()), table._replace(header=lower)
    assert matrices(joined(with_parts(document, "三公经费表", first, last), "上海2024")) == matrices(document)


def test_what_stands_behind_the_rest_of_a_table_that_was_not_understood_is_told_with_it() -> None:
    document = original("上海2024")
    table = table_of(document, "基本支出表")
    first = table._replace(body=table.body[:9])
    left, right = halves(table._replace(header=(), body=table.body[9:]), (), 3)
    name, form = "上海2024", load("上海2024")
    parted = joined(with_parts(document, "基本支出表", first, left, right), name)
    reading = read_report_tables(parted, form, basis(name=name).blueprints)
    assert [one.what for one in reading.findings if one.counts is False and "读" in one.what] == [
        "紧接着的一张表像是它的下半，没有读懂，这张表都没有核对"
    ]


def test_a_table_of_which_neither_part_is_understood_is_told_once_and_one_without_a_word_not_at_all() -> None:
    document, name = original("上海2024"), "上海2024"
    table = table_of(document, "支出决算表")
    first, last = halves(table._replace(header=()), (), 2)
    blank = table._replace(columns=table.columns[:1], header=(), body=((Cell(0, (Text(""),), "left"),),))
    parted = joined(with_parts(document, "支出决算表", first, last, Paragraph(Text("完。"), ""), blank), name)
    reading = read_report_tables(parted, load(name), basis(name=name).blueprints)
    told = [one.what for one in reading.findings if "读" in one.what or "认出" in one.what]
    assert len(told) == 1
    assert told[0].endswith("与它有关的都没有核对")


def test_a_part_in_which_nothing_was_spent_is_a_part_by_the_names_of_its_rows() -> None:
    document = original("辽宁2023")
    at = next(
        at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == "三公经费表"
    )
    table = document.blocks[at]
    assert isinstance(table, Table)
    for header in (table.header, ()):
        rows = [
            table._replace(header=header if number else table.header, body=(row,))
            for number, row in enumerate(table.body)
        ]
        parted = document._replace(blocks=(*document.blocks[:at], *rows, *document.blocks[at + 1 :]))
        assert matrices(joined(parted, "辽宁2023")) == matrices(document)


def test_other_columns_of_other_rows_are_no_part_of_a_table() -> None:
    document = original()
    at = next(
        at for at, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == "支出决算表"
    )
    table = document.blocks[at]
    assert isinstance(table, Table)
    first, last = halves(table, (0, 1), 6)
    body = tuple(row for number, row in enumerate(table.body) if number != 5)
    _, shorter = halves(table._replace(body=body), (0, 1), 6)
    swapped = last._replace(body=(*last.body[:4], last.body[5], last.body[4], *last.body[6:]))
    _, same = halves(table, (0, 1), 5)  # a column that the first has, too
    for part in (shorter, swapped, same):
        between = Paragraph(Text("（续表）"), "")
        parted = document._replace(
            blocks=(*document.blocks[:at], first, between, part, *document.blocks[at + 1 :])
        )
        assert matrices(joined(parted, "辽宁2023")) == matrices(parted)
