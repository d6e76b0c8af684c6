"""What is wrong with the shape of one public table is one finding; nothing that hangs on what was not read is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from functools import cache
from pathlib import Path

import pytest
from forms.complete import complete
from forms.documents import SAMPLES, SHANGHAI, raw

from narrator.checks.finding import Finding, Level
from narrator.checks.listing import verdict
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.document import Block, Cell, Column, Document, Heading, Paragraph, Table
from narrator.form import load
from narrator.spans import Text
from narrator.tables.plain import plain
from narrator.tables.public import NUMBER

from ..reports import HOME, as_read, basis, before, findings, made, original, replaced, told
from ..telling import Golden, in_full
from ..whats_read import read_otherwise, what_is_read

Rows = tuple[tuple[Cell, ...], ...]
GOLDEN = Golden(Path(__file__).with_name("by_meaning.txt"))
READ = Golden(Path(__file__).with_name("read_by_meaning.txt"))


def changed(name: str, change: Callable[[Rows], Rows | None], form: str = HOME) -> Document:
    """The sample's report with the body of the table NAME changed; without the table when that is None."""
    blocks: list[Block] = []
    for block in original(form).blocks:
        if isinstance(block, Table) and block.name == name:
            body = change(block.body)
            if body is not None:
                blocks.append(block._replace(body=body))
        else:
            blocks.append(block)
    return original(form)._replace(blocks=tuple(blocks))


def new(document: Document) -> list[Finding]:
    """The findings in DOCUMENT that the report as it is does not have, without tails."""
    keys = {key for key, *_ in before(HOME)}
    return [one for one in findings(document) if one.level is not Level.TAIL and one.key not in keys]


def subjects(found: list[Finding]) -> list[tuple[Level, str, str]]:
    return [(one.level, one.rule, one.subject) for one in found]


def string(cell: Cell) -> str:
    return "".join(text.string for text in cell.paragraphs)


def without_row(word: str) -> Callable[[Rows], Rows]:
    return lambda rows: tuple(row for row in rows if not any(string(cell) == word for cell in row))


def blank(word: str, columns: int) -> Callable[[Rows], Rows]:
    """Take the name WORD, and COLUMNS cells from its code on, out of its row; the blocks beside it stay."""

    def change(rows: Rows) -> Rows:
        made = []
        for row in rows:
            at = next((n for n, cell in enumerate(row) if string(cell) == word), None)
            if at is not None:
                cells = [
                    cell._replace(paragraphs=(Text(),)) if at - 1 <= n < at - 1 + columns else cell
                    for n, cell in enumerate(row)
                ]
                row = tuple(cells)
            made.append(row)
        return tuple(made)

    return change


def slipped(at: int) -> Callable[[Rows], Rows]:
    """The figures of row AT and those below a row lower than their names."""

    def change(rows: Rows) -> Rows:
        made = list(rows[:at])
        for number in range(at, len(rows)):
            figures = (
                rows[number - 1][2:]
                if number > at
                else [c._replace(paragraphs=(Text(),)) for c in rows[at][2:]]
            )
            made.append((*rows[number][:2], *figures))
        return tuple(made)

    return change


def cell(row: int, column: int, text: str) -> Callable[[Rows], Rows]:
    """Print a text in the cell of a row that begins in a column."""

    def change(rows: Rows) -> Rows:
        made = [one._replace(paragraphs=(Text(text),)) if one.column == column else one for one in rows[row]]
        return (*rows[:row], tuple(made), *rows[row + 1 :])

    return change


def again(row: int) -> Callable[[Rows], Rows]:
    return lambda rows: (*rows, rows[row])


def labels_slipped(column: int, first: int, last: int) -> Callable[[Rows], Rows]:
    """The codes or the names of some rows, what stands in a column, a row lower than their figures."""

    def change(rows: Rows) -> Rows:
        made = list(rows)
        for at in range(first, last + 1):
            above = next(one for one in rows[at - 1] if one.column == column)
            made[at] = tuple(
                one._replace(paragraphs=above.paragraphs) if one.column == column else one for one in rows[at]
            )
        return tuple(made)

    return change


def lower(column: int, first: int, last: int) -> Callable[[Rows], Rows]:
    """The figures of some rows in a column a row lower than their names and codes."""

    def change(rows: Rows) -> Rows:
        for at in range(last, first, -1):
            rows = cell(at, column, string(next(one for one in rows[at - 1] if one.column == column)))(rows)
        return cell(first, column, "")(rows)

    return change


CUT = ("收入支出总表", "支出决算表", "基本支出表")
# What else becomes of a table.
SHAPES: dict[str, tuple[str, Callable[[Rows], Rows]]] = {
    "05表从一行起数错开": ("一般公共预算支出表", slipped(4)),
    "05表从一行起名称错开": ("一般公共预算支出表", labels_slipped(1, 4, 9)),
    "06表一栏的数错开": ("基本支出表", lower(5, 1, 27)),
    "01表一栏的数错开": ("收入支出总表", lower(5, 1, 22)),
    "05表从一行起编码错开": ("一般公共预算支出表", labels_slipped(0, 4, 9)),
    "03表三行的名称错开": ("支出决算表", labels_slipped(1, 4, 6)),
    "06表左边的名称错开": ("基本支出表", labels_slipped(1, 2, 12)),
    "03表一行两次": ("支出决算表", again(3)),
    "07表一行两次": ("三公经费表", again(2)),
    "03表一行没有编码和名称": ("支出决算表", lambda rows: cell(3, 0, "甲")(cell(3, 1, "乙")(rows))),
    "03表的数不是数": ("支出决算表", cell(3, 3, "约五万")),
    "07表的数不是数": ("三公经费表", cell(2, 2, "约五万")),
    "07表一行的名称不同": ("三公经费表", cell(2, 0, "2、公务招待费")),
    "01表一行的名称不同": ("收入支出总表", cell(1, 0, "二、政府基金预算财政拨款收人")),
}
TITLES = [
    *(f"没有{name}" for name in PUBLIC_TABLES), *(f"{name}分成两张，接不上" for name in CUT),
    *(f"没有{row}" for row in ("其他交通费用", "30101 基本工资、30201 办公费、30701 国内债务付息", "2、公务接待费", "2060101", "20601")), *SHAPES,
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_what_becomes_of_a_table_is_told_as_it_was_reviewed(shape: str, accept: bool) -> None:
    document = changed(*SHAPES[shape])
    GOLDEN.holds(shape, in_full(new(document)), accept, TITLES)
    READ.holds(shape, read_otherwise(as_read(document), read_before()), accept, [*SHAPES])


@cache
def read_before() -> Counter[str]:
    return what_is_read(as_read(original()))


def without(document: Document, name: str, whole: bool = False) -> Document:
    """DOCUMENT without the table NAME; whole: also without its title and what stands around it."""
    at = next(n for n, one in enumerate(document.blocks) if isinstance(one, Table) and one.name == name)
    first, end = at, at + 1
    if whole:
        first = max(n for n in range(at) if isinstance(document.blocks[n], Heading))
        while isinstance(document.blocks[end], Paragraph):
            end += 1
    return document._replace(blocks=(*document.blocks[:first], *document.blocks[end:]))


def not_understood(document: Document, name: str) -> Document:
    """DOCUMENT with other words in all cells of the table NAME."""

    def blur(rows: Rows) -> Rows:
        return tuple(tuple(cell._replace(paragraphs=(Text("甲"),)) for cell in row) for row in rows)

    return document._replace(
        blocks=tuple(
            one._replace(header=blur(one.header), body=blur(one.body))
            if isinstance(one, Table) and one.name == name
            else one
            for one in document.blocks
        )
    )


def news(document: Document, source: Document, form: str) -> list[Finding]:
    """What is found in DOCUMENT and not in SOURCE, be it at fewer places; without tails."""
    had = {one[:2] for one in (before() if source is original() else told(findings(source, name=form)))}
    found = [one for one in findings(document, name=form) if one.level is not Level.TAIL]
    return [one for one in found if (one.key, one.what) not in had]


@pytest.mark.parametrize("name", PUBLIC_TABLES)
def test_of_a_table_that_is_absent_one_line_says_that_it_and_what_hangs_on_it_was_not_checked(
    name: str, accept: bool
) -> None:
    [absent] = news(without(original(), name, whole=True), original(), HOME)
    blueprint = basis().blueprints[name]
    assert (absent.level, absent.rule, absent.subject) == (Level.UNCHECKED, "ST-1", blueprint.label)
    assert absent.what == f"没有找到{blueprint.cited}，与它有关的都没有核对"
    assert absent.counts, "the report can not go public without it"
    GOLDEN.holds(f"没有{name}", in_full([absent]), accept, TITLES)
    assert verdict([absent]) == "核对：没有错误，但是缺公开表。不能核对1处。"


@pytest.mark.parametrize("name", ["支出决算表", "三公经费表"])
def test_of_a_table_that_is_not_understood_one_line_says_so(name: str) -> None:
    [unread] = news(not_understood(original(), name), original(), HOME)
    assert (unread.level, unread.subject) == (Level.UNCHECKED, basis().blueprints[name].label)
    assert unread.what.endswith("没有读懂，与它有关的都没有核对")
    assert not unread.counts


@pytest.mark.parametrize("numbered", ["公开0{}表 {}", "GK0{} {}", "财决公开0{}表　{}"])
def test_a_title_is_the_forms_whatever_number_of_a_table_stands_before_it(numbered: str) -> None:
    form = "上海2024"
    blueprints = basis(name=form).blueprints
    titles = [one.title for name in PUBLIC_TABLES if (one := blueprints.find(name))]
    document = original(form)
    for block in document.blocks:
        if isinstance(block, Heading) and (title := plain(block.text.string)) in titles:
            line = numbered.format(titles.index(title) + 1, block.text.string)
            document = document._replace(
                blocks=tuple(
                    one._replace(text=Text(line)) if one is block else one for one in document.blocks
                )
            )
    assert document != original(form)
    assert news(document, original(form), form) == []


@pytest.mark.parametrize("wrong", [(), (2,)])
def test_a_column_of_which_the_form_has_no_data_is_one_line(wrong: Collection[int]) -> None:
    """全年预算数 beside 年初预算数, as the national table of “三公” has it; WRONG: which of its lines have no number there."""
    form, name = "上海2024", "三公经费表"
    three, columns = raw(SHANGHAI)[name], ("预算数", "预算数", "决算数")
    lines = [["项目", "年初预算数", "全年预算数", "决算数"]]
    lines += [[row, *(f"{amounts.get(one, 0):.2f}" for one in columns)] for row, amounts in three.items()]
    for at in wrong:
        lines[at][2] = "五"
    rows = tuple(tuple(Cell(at, (Text(text),), "") for at, text in enumerate(line)) for line in lines)
    table = Table(name, (Column(0, ""),) * 4, (), rows, "")
    blocks = [table if isinstance(one, Table) and one.name == name else one for one in original(form).blocks]
    document = original(form)._replace(blocks=tuple(blocks))
    [one] = [
        one for one in news(document, original(form), form) if "全年预算数" in f"{one.subject}{one.what}"
    ]
    assert (one.level, one.subject) == (Level.UNCHECKED, "财政拨款“三公”经费支出决算表 “全年预算数”")
    assert one.what == "格式里没有这一列，没有核对"


@pytest.mark.parametrize("form", ["上海2024", HOME])
@pytest.mark.parametrize("name", ["收入决算表", "支出决算表", "一般公共预算支出表"])
def test_two_rows_that_are_typed_in_one_are_told_once(name: str, form: str) -> None:
    def change(rows: Rows) -> Rows:
        coded = [at for at, row in enumerate(rows) if len(string(row[0])) == 7]
        at = next(at for at in coded if at + 1 in coded)
        both = zip(rows[at], rows[at + 1], strict=True)
        one = tuple(cell._replace(paragraphs=(*cell.paragraphs, *below.paragraphs)) for cell, below in both)
        return (*rows[:at], one, *rows[at + 2 :])

    found = news(changed(name, change, form), original(form), form)
    [one] = [one for one in found if one.rule != "HY-7"]
    assert one.what.startswith("2行写在一行里（")
    assert one.level is Level.UNCHECKED


@pytest.mark.parametrize("form", ["上海2024", HOME])
def test_a_column_of_last_year_that_the_form_has_not_is_not_used_for_the_sum_either(form: str) -> None:
    """The data know last year's figure of 合计 alone, from the prose: what is told as not checked is judged by nothing."""
    document, name = original(form), "一般公共预算支出表"
    block = next(one for one in document.blocks if isinstance(one, Table) and one.name == name)
    end, over = max(cell.column + cell.columns for cell in block.header[0]), len(block.header)
    heads = ["上年决算数", *("" for _ in block.header[1:])]
    words = heads + [
        "10.00" if string(row[0]) == "合计" or string(row[0]).isdigit() else "" for row in block.body
    ]
    rows = zip([*block.header, *block.body], words, strict=True)
    wider = [(*row, Cell(end, (Text(word),), "")) for row, word in rows]
    columns = (*block.columns, Column(0, ""))
    other = block._replace(header=tuple(wider[:over]), body=tuple(wider[over:]), columns=columns)
    changed = document._replace(blocks=tuple(other if one is block else one for one in document.blocks))
    [one] = news(changed, document, form)
    assert (one.level, one.what) == (Level.UNCHECKED, "格式里没有这一列，没有核对")


def without_figures(rows: Rows) -> Rows:
    def blank(cell: Cell) -> Cell:
        return cell if not NUMBER.fullmatch(plain(string(cell))) else cell._replace(paragraphs=(Text(),))

    return tuple(tuple(blank(one) if one.column > 1 else one for one in row) for row in rows)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        *((name, lambda rows: ()) for name in PUBLIC_TABLES),
        *((name, without_figures) for name in ("支出决算表", "一般公共预算支出表", "政府性基金表")),
    ],
)
def test_a_table_without_figures_that_others_have_is_one_line_and_no_zero(
    name: str, change: Callable[[Rows], Rows]
) -> None:
    form = "上海2024"
    found = news(changed(name, change, form), original(form), form)
    if name == "国有资本经营表":  # nothing was spent
        assert not found
        return
    [blank] = found
    title = basis(name=form).blueprints[name].quoted_title
    assert (blank.level, blank.rule, blank.subject) == (Level.UNCHECKED, "ST-1", title)
    assert blank.what.startswith(f"《{title}》里没有数，与它有关的都没有核对")
    assert blank.counts, "the report can not go public without them"


def test_a_blank_table_is_judged_where_a_single_figure_elsewhere_belongs_in_it() -> None:
    form = "上海2024"
    rows = next(
        one.body for one in original(form).blocks if isinstance(one, Table) and one.name == "财政拨款收支总表"
    )
    at = next(n for n, row in enumerate(rows) if any(string(one) == "本年支出合计" for one in row))
    wrong = changed("财政拨款收支总表", cell(at, rows[at][-1].column, "5.00"), form)
    found = news(wrong, original(form), form)
    assert "X-5" in {one.rule for one in found}
    assert "ST-1" not in {one.rule for one in found}


def test_items_of_an_absent_table_among_those_of_others_are_not_judged() -> None:
    source = made(raw(SHANGHAI))
    [absent] = news(without(source, "政府性基金表"), source, HOME)
    assert absent.what.endswith("与它有关的都没有核对，正文里列出它的数的2处也没有核对")
    assert [side.value[:5] for side in absent.sides] == ["1.文化旅", "（1）文化"]


@pytest.mark.deep
@pytest.mark.parametrize(("form", "sample"), [*SAMPLES.items(), (HOME, SHANGHAI)])
def test_each_table_of_each_sample_is_one_line_when_it_is_absent_or_not_understood(
    form: str, sample: str
) -> None:
    source = made(raw(sample), form)
    for name in PUBLIC_TABLES:
        changed = without(source, name), without(source, name, whole=True), not_understood(source, name)
        for document in changed:
            [one] = news(document, source, form)
            assert one.level is Level.UNCHECKED, one


@pytest.mark.parametrize(
    ("name", "listed"), [("收入决算表", "财政拨款收入4818.26万元"), ("支出决算表", "基本支出3869.22万元")]
)
def test_what_lists_the_figures_of_an_absent_table_is_told_with_it(name: str, listed: str) -> None:
    found = findings(changed(name, lambda rows: None, "上海2024"), name="上海2024")
    [absent] = [one for one in found if one.level is not Level.TAIL]
    assert absent.rule == "ST-1"
    assert absent.what == f"没有找到《{name}》，与它有关的都没有核对，正文里列出它的数的1处也没有核对"
    assert absent.sides[0].value.startswith(listed)


@pytest.mark.parametrize(
    ("form", "name", "about"),
    [
        (HOME, "三公经费表", ["三、财政拨款“三公”经费支出决算情况说明", "七、财政拨款“三公”经费支出决算表"]),
        ("上海2024", "收入决算表", ["收入决算表", "二、收入决算情况说明"]),
        (
            "上海2024", "一般公共预算支出表",
            ["一般公共预算财政拨款支出决算表", "五、一般公共预算财政拨款支出决算情况说明"] + [
                f"（{number}）一般公共预算财政拨款支出决算{what}情况" for number, what in zip("一二三", ("总体", "结构", "具体"), strict=True)
            ],
        ),
    ],
)  # fmt: skip
def test_only_sentences_about_an_absent_table_are_told_with_it(
    form: str, name: str, about: list[str]
) -> None:
    """Under every heading there stands one that nobody understands."""
    blocks, said = list[Block](), dict[str, str]()
    for block in changed(name, lambda rows: None, form).blocks:
        blocks.append(block)
        if isinstance(block, Heading):
            said[block.text.string] = f"另外列出的{len(said):02}类支出为12.34万元，没有别的。"
            blocks.append(Paragraph(Text(said[block.text.string]), ""))
    found = findings(original(form)._replace(blocks=tuple(blocks)), name=form)
    unread = [str(one.sides) for one in found if one.rule == "读"]
    [absent] = [one for one in found if one.rule == "ST-1"]
    for heading, sentence in said.items():
        assert any(sentence in one for one in unread) is (heading not in about)
        assert (sentence in str(absent.sides)) is (heading in about[: len(absent.sides)])


@pytest.mark.parametrize("name", CUT)
def test_a_table_whose_rest_can_not_be_joined_is_told_and_not_judged(name: str, accept: bool) -> None:
    blocks: list[Block] = []
    for block in original().blocks:
        if isinstance(block, Table) and block.name == name:
            middle, fewer = len(block.body) // 2, block.columns[:-1]
            rest = tuple(tuple(c for c in row if c.column < len(fewer)) for row in block.body[middle:])
            blocks += [
                block._replace(body=block.body[:middle]),
                block._replace(header=(), columns=fewer, body=rest),
            ]
        else:
            blocks.append(block)
    found = new(original()._replace(blocks=tuple(blocks)))
    label = load(HOME).labels[name]
    assert {one.level for one in found} == {Level.UNCHECKED}
    assert {one.subject for one in found} == {label}
    GOLDEN.holds(f"{name}分成两张，接不上", in_full(found), accept, TITLES)


def test_rows_of_a_table_that_is_absent_are_not_missing() -> None:
    absent = findings(changed("支出决算表", lambda rows: None, "上海2024"), name="上海2024")
    assert [one.rule for one in absent if one.level is not Level.TAIL] == ["ST-1"]


@pytest.mark.parametrize(
    ("name", "change", "subject"),
    [
        ("基本支出表", blank("其他交通费用", 3), "公开06表 30239、其他交通费用"),
        ("基本支出表", without_row("基本工资"), "公开06表 30101 基本工资、30201 办公费、30701 国内债务付息"),
        ("三公经费表", without_row("2、公务接待费"), "公开07表 2、公务接待费"),
        ("一般公共预算支出表", without_row("2060101"), "公开05表 2060101"),
        ("一般公共预算支出表", without_row("20601"), "公开05表 20601"),
    ],
)
def test_a_row_that_is_missing_is_told_once(
    name: str, change: Callable[[Rows], Rows], subject: str, accept: bool
) -> None:
    found = new(changed(name, change))
    assert subjects(found) == [(Level.ERROR, "ST-4", subject)]
    row = subject.split(" ", 1)[1].removeprefix("30239、")
    GOLDEN.holds(f"没有{row}", in_full(found), accept, TITLES)


@pytest.mark.parametrize(
    ("name", "last", "what"),
    [
        ("收入支出总表", None, "从“九、卫生健康支出”起到“总计”的22行都没有"),
        ("收入支出总表", -1, "从“九、卫生健康支出”起到“年初结转和结余”的21行都没有"),
        ("财政拨款收支总表", None, "从“九、卫生健康支出”起到“总计”的24行都没有"),
        ("基本支出表", None, "从“30110 职工基本医疗保险缴费”起到“人员经费合计”的25行都没有"),
    ],
)
def test_a_table_that_was_cut_short_or_lost_a_piece_is_one_finding(
    name: str, last: int | None, what: str
) -> None:
    [found] = new(changed(name, lambda rows: (*rows[:8], *(rows[last:] if last else ()))))
    assert (found.level, found.rule, found.what) == (Level.ERROR, "ST-4", what)


@pytest.mark.parametrize(
    ("form", "code"), [(HOME, "2060502"), ("上海2024", "2080506"), ("上海2024", "2070104")]
)
def test_a_row_that_all_tables_lack_is_told_of_each_and_no_other_row_is_taken_for_it(
    form: str, code: str
) -> None:
    tables = ("收入决算表", "支出决算表", "一般公共预算支出表")
    blocks = [
        block._replace(body=without_row(code)(block.body))
        if isinstance(block, Table) and block.name in tables
        else block
        for block in original(form).blocks
    ]
    found = told(findings(original(form)._replace(blocks=tuple(blocks)), name=form))
    added = {key for key, *_ in found} - {key for key, *_ in before(form)}
    labels = [load(form).labels[name] for name in tables]
    assert added == {f"ST-4 {label} {code}" for label in labels}


@pytest.mark.parametrize(
    ("form", "old", "new"),
    [
        (HOME, "保有量3辆", "保有量30辆"),
        (HOME, "国内公务接待累计0批次、0人", "国内公务接待累计9批次、5人"),
        ("上海2024", "接待外宾0批次、0人次", "接待外宾50批次、60人次"),
    ],
)
def test_a_number_of_things_that_only_the_prose_states_is_not_called_the_tables(
    form: str, old: str, new: str
) -> None:
    found = news(replaced(original(form), old, new), original(form), form)
    assert found
    for one in found:
        assert "公开07表" not in one.key
        assert all(
            side.name.startswith("三公经费表 ") and side.name.endswith("（正文所述）")
            for side in one.sides
            if side.path.endswith(("保有量", "批次", "人数"))
        )


def test_names_and_figures_that_slipped_are_told_once() -> None:
    found = subjects(new(changed(*SHAPES["05表从一行起数错开"])))
    errors = [(rule, subject) for level, rule, subject in found if level is Level.ERROR]
    assert [rule for rule, _ in errors] == ["ST-4"]
    assert errors[0][1].startswith("公开05表 “")
    assert len(found) == 1


@pytest.mark.parametrize("form", [HOME, "重庆2023"])  # in which one is known by its rows alone
def test_tables_without_their_titles_are_known_by_the_words_of_the_form(form: str) -> None:
    report = original() if form == HOME else made(complete(form), form)
    bare = report._replace(blocks=tuple(one for one in report.blocks if isinstance(one, Table)))
    assert not [one for one in findings(bare, name=form) if one.rule == "ST-1"]


def test_of_what_no_table_was_read_no_sentence_is_judged() -> None:
    prose = original()._replace(blocks=tuple(one for one in original().blocks if not isinstance(one, Table)))
    assert not [one for one in findings(prose) if one.rule in ("X-5", "PR-8", "PR-1")]


def test_a_figure_that_only_the_prose_states_is_not_called_the_tables() -> None:
    half = changed("基本支出表", lambda rows: rows[: len(rows) // 2], "上海2024")
    found = findings(replaced(half, "人员经费3045.06万元", "人员经费3046.06万元"), name="上海2024")
    sides = [part for one in found for side in one.sides for part in (side, *side.parts)]
    sums = {one.name for one in sides if one.path == "基本支出表.人员经费合计"}
    assert sums == {"一般公共预算财政拨款基本支出决算表 人员经费合计（正文所述）"}


def test_names_of_a_table_that_has_none_are_not_made_up_from_the_prose() -> None:
    def nameless(body: Rows) -> Rows:
        return tuple(
            (row[0], row[1]._replace(paragraphs=(Text(""),)), *row[2:]) if string(row[0]).isdigit() else row
            for row in body
        )

    report = changed("支出决算表", nameless)
    assert report != original()
    wrong = [one for one in findings(report) if one.rule == "AD-1" and one.level is Level.ERROR]
    assert [one.what for one in wrong] == ["没有一个科目名称"]


@pytest.mark.parametrize("form", ["上海2024", HOME])
def test_of_tables_that_are_absent_the_prose_is_taken_for_no_other_tables(form: str) -> None:
    """Both tables of expense by code are not there, and a fund's has items of the same classes."""
    document = original(form)
    lacking = ("支出决算表", "一般公共预算支出表")
    blocks = tuple(one for one in document.blocks if not (isinstance(one, Table) and one.name in lacking))
    keys = {key for key, *_ in before(form)}
    found = [
        one
        for one in findings(document._replace(blocks=blocks), None, form)
        if one.key not in keys and one.level is not Level.TAIL
    ]
    assert {(one.level, one.rule) for one in found} == {(Level.UNCHECKED, "ST-1")}
    assert len(found) == len(lacking)
