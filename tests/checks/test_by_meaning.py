"""What is wrong with the shape of one public table is one finding; nothing that hangs on what was not read is judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from narrator.checks.finding import Level
from narrator.document import Block, Cell, Document, Table, Text
from narrator.form import load

from .reports import HOME, before, findings, original, replaced, told

Rows = tuple[tuple[Cell, ...], ...]


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


def named(document: Document) -> Counter[tuple[Level, str, str]]:
    return Counter(
        (one.level, one.rule, one.subject) for one in findings(document) if one.level is not Level.TAIL
    )


def new(document: Document) -> Counter[tuple[Level, str, str]]:
    """The findings in DOCUMENT that the report as it is does not have, without tails."""
    return named(document) - named(original())


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


@pytest.mark.parametrize(
    "name", ["收入决算表", "支出决算表", "财政拨款收支总表", "一般公共预算支出表", "基本支出表"]
)
def test_a_table_that_is_absent_is_told_once(name: str) -> None:
    [(level, rule, _)] = new(changed(name, lambda rows: None))
    assert (level, rule) == (Level.ERROR, "ST-1")


@pytest.mark.parametrize(
    ("name", "listed"), [("收入决算表", "财政拨款收入4818.26万元"), ("支出决算表", "基本支出3869.22万元")]
)
def test_what_lists_the_figures_of_an_absent_table_is_told_with_it(name: str, listed: str) -> None:
    found = findings(changed(name, lambda rows: None, "上海2024"), name="上海2024")
    [absent] = [one for one in found if one.level is not Level.TAIL]
    assert absent.rule == "ST-1"
    assert absent.what == f"没有找到《{name}》，正文里列出的它的数没有核对"
    assert absent.sides[0].value.startswith(listed)


@pytest.mark.parametrize("name", ["收入支出总表", "支出决算表", "基本支出表"])
def test_a_table_whose_rest_can_not_be_joined_is_told_and_not_judged(name: str) -> None:
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
    assert {one[0] for one in found} == {Level.UNCHECKED}
    assert {subject for *_, subject in found} == {label, name}


def test_rows_of_a_table_that_is_absent_are_not_missing() -> None:
    absent = findings(changed("支出决算表", lambda rows: None, "上海2024"), name="上海2024")
    assert [one.rule for one in absent if one.level is Level.ERROR] == ["ST-1"]


@pytest.mark.parametrize(
    ("name", "change", "subject"),
    [
        ("基本支出表", blank("其他交通费用", 3), "公开06表 30239、其他交通费用"),
        ("三公经费表", without_row("2、公务接待费"), "公开07表 2、公务接待费"),
        ("一般公共预算支出表", without_row("2060101"), "公开05表 2060101"),
        ("一般公共预算支出表", without_row("20601"), "公开05表 20601"),
    ],
)
def test_a_row_that_is_missing_is_told_once(name: str, change: Callable[[Rows], Rows], subject: str) -> None:
    found = new(changed(name, change))
    assert found == {(Level.ERROR, "ST-4", subject): 1}


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


def test_names_and_figures_that_slipped_are_told_once() -> None:
    found = new(changed("一般公共预算支出表", slipped(4)))
    errors = [(rule, subject) for level, rule, subject in found if level is Level.ERROR]
    assert [rule for rule, _ in errors] == ["ST-4"]
    assert errors[0][1].startswith("公开05表 “")
    assert len(found) == 1


def test_tables_without_their_titles_are_known_by_the_words_of_the_form() -> None:
    bare = original()._replace(blocks=tuple(one for one in original().blocks if isinstance(one, Table)))
    assert not [one for one in findings(bare) if one.rule == "ST-1"]


def test_of_what_no_table_was_read_no_sentence_is_judged() -> None:
    prose = original()._replace(blocks=tuple(one for one in original().blocks if not isinstance(one, Table)))
    assert not [one for one in findings(prose) if one.rule in ("X-5", "PR-8", "PR-1")]


def test_a_figure_that_only_the_prose_states_is_not_called_the_tables() -> None:
    half = changed("基本支出表", lambda rows: rows[: len(rows) // 2], "上海2024")
    found = findings(replaced(half, "人员经费3045.06万元", "人员经费3046.06万元"), name="上海2024")
    sides = [part for one in found for side in one.sides for part in (side, *side.parts)]
    sums = {one.name for one in sides if one.path == "基本支出表.人员经费合计"}
    assert sums == {"基本支出表 人员经费合计（正文所述）"}
