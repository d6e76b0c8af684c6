"""The workbook to fill in, made from a data file: the public tables, and a row for every figure and text to be typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrator import build
from narrator.commands import next
from narrator.commands.missing import Wanted, is_printed, name_within, order, section, sentences, wanted
from narrator.compose.composition import Composer, sketch
from narrator.data_file import Opened
from narrator.disclosure import classification
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.model import IDLE, PUBLIC_TABLES
from narrator.disclosure.number_shapes import (
    AmountShape,
    CountShape,
    NumberShape,
    PercentageShape,
    ScoreShape,
    YearShape,
)
from narrator.disclosure.relation import Declared, unit_of
from narrator.disclosure.relations import RELATIONS
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.disclosure.value import Record, join_path, split_path
from narrator.document import Block, Document
from narrator.files import whole
from narrator.files.lock import locked
from narrator.files.patch import last_name
from narrator.filling.layout import FIGURES, REASONS, TEXTS, Kept, Row
from narrator.filling.reading_back import lines_of, printed_figures, public_part, shown_number
from narrator.form import Form
from narrator.intake.merging import NAME, NOTHING, value_at
from narrator.intake.taking import take_tables
from narrator.number import Unit
from narrator.problem import Problem, Unusable
from narrator.readers.endings import is_workbook
from narrator.readers.workbook import load_content
from narrator.texts import status
from narrator.texts.status import RECORDS, Reason, State
from narrator.writers.docx import looks

# Parts of data.json that are no texts to be typed in a row of their own.
APART = ("格式", "年度", "金额单位", "短语", "$schema", status.REASONS, RECORDS, "已核实", IDLE)
WANTING, GIVEN = "缺", "已填"


@dataclass(frozen=True)
class Leaf:
    """A value of the data. value: NOTHING when it is not there."""

    path: str
    shape: Shape | None
    value: object


def make_sheet(data: Path, output: Path, form_name: str | None = None) -> list[str]:
    """Write the workbook to fill in for a data file, finished or not, and return what to say, as lines to print.

    Raises Unusable: the data can not be read or name no form, something in them is wrong and not only missing, there is
    a file already where the workbook is to be.
    """
    if output.suffix.lower() != ".xlsx":
        raise Unusable(
            [Problem("", "填报工作簿是.xlsx文件", "把 -o 后面的文件名改成.xlsx", file=str(output))]
        )
    with locked(output):
        whole.require_absent(output)
        opened = build.open_data(data, form_name)
        form = require_form(opened)
        asked = list(wanted(opened))
        blank = {one.path for one in asked}
        wrong = [one for one in opened.problems if one.where not in blank]
        if wrong:
            raise Unusable(wrong)
        rows, apart = find_rows(opened, form, asked)
        content = make_content(opened, form, form_name, rows, blank)
        whole.write(output, content)
    return list(describe(data, output, rows, apart))


def require_form(opened: Opened) -> Form:
    """Return the form that the data are read for. Raises Unusable when they name none."""
    if opened.form is None:
        raise Unusable(opened.problems)
    return opened.form


def describe(data: Path, output: Path, rows: dict[str, list[Row]], apart: Sequence[str]) -> Iterator[str]:
    """Yield what was made, as lines to print."""
    yield f"已生成 {output}。黄色的格可以填，别的格锁着（没有密码）。"
    for name, found in rows.items():
        missing = sum(row.said.get("状态", "").strip("　") == WANTING for row in found)
        yield f"  {name}：{len(found)}行，还缺{missing}处"
    if apart:
        yield f"这几处是一组一组的，工作簿里填不了，在数据文件里加：{'、'.join(apart)}。"
    back = f"-o {data.stem}.json" if is_workbook(data) else data
    yield f"填好以后取回：narrator import {output} {back}；不取回也能用：narrator render {output} -o 报告.docx"


# ---- the workbook ----


def make_content(
    opened: Opened, form: Form, form_name: str | None, rows: dict[str, list[Row]], blank: set[str]
) -> bytes:
    """Return the workbook, with what its tables say when nobody has changed them yet.

    That is read from the workbook itself, by the reader that will read it when it comes back.
    """
    from narrator.filling.making import Content, add_kept, make_workbook  # openpyxl: not for reading
    from narrator.filling.sums import find_sums
    from narrator.writers.xlsx import packed

    disclosure = opened.disclosure
    year = disclosure.year("年度").number
    known = classification.load(year)
    declared: Sequence[Declared] = (*RELATIONS, *form.relations)
    content = Content(
        list(compose_tables(disclosure, form)),
        blank,
        rows,
        list(find_sums(disclosure, declared)),
        {classification.FUNCTIONAL: known.functional, classification.ECONOMIC: known.economic},
        f"{disclosure.record('部门').words('名称')}{year}年度部门决算填报工作簿",
    )
    made = make_workbook(content, looks(form.styles)[0])
    unit = Unit(str(disclosure["金额单位"]))
    book = public_part(load_content(Path("填报.xlsx"), packed(made)))
    taken = take_tables(book, build.known_words(form), unit)
    add_kept(made, Kept(opened.text, form_name or "", printed_figures(taken), taken.names))
    return packed(made)


def compose_tables(disclosure: Record, form: Form) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks of each public table of the form, in the order of their numbers there."""
    composer = Composer(disclosure, form, build.book(form))
    names = [name for name in PUBLIC_TABLES if name in form.layouts]
    for name in sorted(names, key=lambda name: form.layouts[name].number):
        yield composer.table(name)


# ---- the rows ----


def find_rows(opened: Opened, form: Form, asked: Sequence[Wanted]) -> tuple[dict[str, list[Row]], list[str]]:
    """Return the rows of each sheet to type in, and the names of what is missing and can not be typed in a row."""
    leaves = {leaf.path: leaf for leaf in walk("", form.model, opened.raw) if is_typed(leaf, form)}
    apart: list[str] = []
    for one in asked:
        shape = shape_at(form.model, [str(step) for step in split_path(one.path)])
        if one.printed or one.path.startswith(f"{status.REASONS}."):
            continue
        found = list(empty_leaves(one.path, shape))
        leaves |= {leaf.path: leaf for leaf in found if leaf.path not in leaves}
        if not found:
            apart.append(one.path)
    missing = {one.path for one in asked} | {leaf.path for leaf in leaves.values() if leaf.value is NOTHING}
    document = sketch(opened.disclosure, form, build.book(form))
    said = sentences(document, frozenset(leaves)) if document else {}
    said |= {one.path: one.sentence for one in asked if one.sentence}
    unit = Unit(str(opened.disclosure["金额单位"]))
    rows: dict[str, list[Row]] = {FIGURES: [], REASONS: reason_rows(opened, form, document, asked), TEXTS: []}
    for leaf in sorted(leaves.values(), key=lambda leaf: (leaf.path not in missing, order(leaf.path))):
        state = WANTING if leaf.path in missing else GIVEN
        part, name, sentence = section(leaf.path, form), name_within(leaf.path), said.get(leaf.path, "")
        if isinstance(leaf.shape, NumberShape):
            titles = {"表或部分": part, "哪个数": name, "用在哪句话里": sentence, "状态": state}
            value = None if leaf.path in missing else shown_number(leaf.value, leaf.shape)
            rows[FIGURES].append(
                Row(leaf.path, leaf.shape, titles | {"单位": unit_said(leaf.shape, unit)}, value)
            )
        else:
            titles = {"部分": part, "哪一处": name, "用在哪句话里": sentence, "状态": state}
            rows[TEXTS].append(Row(leaf.path, leaf.shape, titles, "\n".join(lines_of(leaf.value))))
    return rows, [name_within(path) for path in apart]


def walk(path: str, shape: Shape | None, raw: object) -> Iterator[Leaf]:
    """Yield the values of a part of the data, down to what is typed in one cell."""
    match shape, raw:
        case RecordShape(fields=fields), dict():
            for name, inner in fields.items():
                if name in raw and (path or name not in APART):
                    yield from walk(join_path(path, name), inner, raw[name])
        case CodedShape(row=row), dict():
            for code, inside in raw.items():
                yield from walk(join_path(path, str(code)), row, inside)
        case ListShape(item=NameShape() | ProseShape()), _:
            yield Leaf(path, shape, raw)
        case ListShape(item=item), list():
            for number, inside in enumerate(raw, 1):
                yield from walk(f"{path}[{number}]", item, inside)
        case TextsShape(), dict():
            for name, words in raw.items():
                yield Leaf(join_path(path, str(name)), None, words)
        case NumberShape() | NameShape() | ProseShape(), _:
            yield Leaf(path, shape, raw)


def empty_leaves(path: str, shape: Shape | None) -> Iterator[Leaf]:
    """Yield what must be typed where nothing stands yet at a path; nothing for what takes more than cells."""
    match shape:
        case RecordShape(fields=fields):
            for name, inner in fields.items():
                if inner.required:
                    yield from empty_leaves(join_path(path, name), inner)
        case ListShape(item=NameShape() | ProseShape()) | NumberShape() | NameShape() | ProseShape() | None:
            yield Leaf(path, shape, NOTHING)


def is_typed(leaf: Leaf, form: Form) -> bool:
    """Return whether a value has a row of its own: one that no public table shows."""
    if isinstance(leaf.shape, YearShape) or last_name(leaf.path) == NAME:
        return False
    return not (isinstance(leaf.shape, AmountShape) and is_printed(leaf.path, form))


def reason_rows(opened: Opened, form: Form, document: Document | None, asked: Sequence[Wanted]) -> list[Row]:
    """Return the rows of the reasons, in the order of the report; those that it does not ask for last."""
    found: list[Reason] = []
    if document is not None:
        found = status.find_reasons(opened.disclosure, document)
    known = {one.path for one in found}
    hints = {one.path: one.hint for one in next.hinted(opened.raw)}
    found += [
        Reason(one.path, one.sentence, "", State.MISSING)
        for one in asked
        if one.path.startswith(f"{status.REASONS}.") and one.path not in known
    ]
    rows = []
    for one in found:
        if one.path.startswith(f"{status.REASONS}."):
            words = lines_of(value_at(opened.raw, one.path))
            titles = {
                "哪一条": last_name(one.path),
                "句子": one.sentence + (f"※ {one.why}" if one.why else ""),
                "状态": one.state.value.strip("　"),
                "去年写的": one.hint or hints.get(one.path, ""),
            }
            rows.append(Row(one.path, None, titles, "\n".join(words)))
    return rows


def unit_said(shape: NumberShape, unit: Unit) -> str:
    """Return the unit in which a figure is typed."""
    match shape:
        case AmountShape():
            return unit.value
        case CountShape():
            return unit_of(shape)
        case ScoreShape():
            return "分"
        case PercentageShape():
            return "%"
    return ""
