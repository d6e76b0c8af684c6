"""The rows of a workbook to fill in: every figure, reason and text that is typed, with the sentence that asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from narrator import form_knowledge
from narrator.commands.wanted import (
    WantedText,
    first_sentences,
    heading_of_path,
    is_printed,
    name_within,
    order_of_section,
)
from narrator.compose.composition import sketch
from narrator.data_file import Opened
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.model import IDLE
from narrator.disclosure.number_shapes import (
    AmountShape,
    CountShape,
    NumberShape,
    PercentageShape,
    ScoreShape,
    YearShape,
)
from narrator.disclosure.relation import unit_of
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.disclosure.value import join_path, split_path
from narrator.document import Document
from narrator.files.patch import last_name
from narrator.filling.layout import FIGURES, REASONS, TEXTS, TypedRow
from narrator.filling.typed_cells import paragraphs_of, shown_number
from narrator.form import Form
from narrator.intake.merging import NOTHING, value_at
from narrator.number import MoneyUnit
from narrator.texts import status
from narrator.texts.reason_hints import reasons_with_hints
from narrator.texts.status import RECORDS, Reason, TextState

# Parts of data.json that are no texts to be typed in a row of their own.
APART = ("格式", "年度", "金额单位", "短语", "$schema", status.REASONS, RECORDS, "已核实", IDLE)
WANTING, GIVEN = "缺", "已填"


@dataclass(frozen=True)
class Leaf:
    """A value of the data. value: NOTHING when it is not there."""

    path: str
    shape: Shape | None
    value: object


def find_rows(
    opened: Opened, form: Form, asked: Sequence[WantedText]
) -> tuple[dict[str, list[TypedRow]], list[str]]:
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
    document = sketch(opened.disclosure, form, form_knowledge.book(form))
    said = first_sentences(document, frozenset(leaves)) if document else {}
    said |= {one.path: one.sentence for one in asked if one.sentence}
    unit = MoneyUnit(str(opened.disclosure["金额单位"]))
    rows: dict[str, list[TypedRow]] = {
        FIGURES: [],
        REASONS: reason_rows(opened, document, asked),
        TEXTS: [],
    }
    for leaf in sorted(
        leaves.values(), key=lambda leaf: (leaf.path not in missing, order_of_section(leaf.path))
    ):
        state = WANTING if leaf.path in missing else GIVEN
        part, name, sentence = (
            heading_of_path(leaf.path, form),
            name_within(leaf.path),
            said.get(leaf.path, ""),
        )
        if isinstance(leaf.shape, NumberShape):
            titles = {"表或部分": part, "哪个数": name, "用在哪句话里": sentence, "状态": state}
            value = None if leaf.path in missing else shown_number(leaf.value, leaf.shape)
            rows[FIGURES].append(
                TypedRow(leaf.path, leaf.shape, titles | {"单位": money_unit_said(leaf.shape, unit)}, value)
            )
        else:
            titles = {"部分": part, "哪一处": name, "用在哪句话里": sentence, "状态": state}
            rows[TEXTS].append(TypedRow(leaf.path, leaf.shape, titles, "\n".join(paragraphs_of(leaf.value))))
    return rows, [name_within(path) for path in apart]


def walk(path: str, shape: Shape | None, raw: object) -> Iterator[Leaf]:
    """Yield the values of a part of the data, down to what is typed in one cell; of an option that nobody has chosen, the
    one that it is then."""
    match shape, raw:
        case RecordShape(fields=fields), dict():
            for name, inner in fields.items():
                if name in raw and (path or name not in APART):
                    yield from walk(join_path(path, name), inner, raw[name])
                elif isinstance(inner, NameShape) and inner.default:
                    yield Leaf(join_path(path, name), inner, inner.default)
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
    if isinstance(leaf.shape, YearShape) or last_name(leaf.path) == ITEM_NAME:
        return False
    return not (isinstance(leaf.shape, AmountShape) and is_printed(leaf.path, form))


def reason_rows(opened: Opened, document: Document | None, asked: Sequence[WantedText]) -> list[TypedRow]:
    """Return the rows of the reasons, in the order of the report; those that it does not ask for last."""
    found: list[Reason] = []
    if document is not None:
        found = status.find_reasons(opened.disclosure, document)
    known = {one.path for one in found}
    hints = {one.path: one.hint for one in reasons_with_hints(opened.raw)}
    found += [
        Reason(one.path, one.sentence, "", TextState.MISSING)
        for one in asked
        if one.path.startswith(f"{status.REASONS}.") and one.path not in known
    ]
    stale = status.confirm_records([one for one in found if one.state is TextState.STALE])
    rows = []
    for one in found:
        if one.path.startswith(f"{status.REASONS}."):
            words = paragraphs_of(value_at(opened.raw, one.path))
            titles = {
                "哪一条": last_name(one.path),
                "句子": one.sentence + (f"※ {one.why}" if one.why else ""),
                "状态": one.state.value.strip("　"),
                "去年写的": one.hint or hints.get(one.path, ""),
            }
            rows.append(TypedRow(one.path, None, titles, "\n".join(words), stale.get(one.path, "")))
    return rows


def money_unit_said(shape: NumberShape, unit: MoneyUnit) -> str:
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
