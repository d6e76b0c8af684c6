"""Takes from last year's data what this year's report asks for: last year's figures, and texts that stay the same.

Last year's reasons are no reasons of this year: they go beside the empty ones, as hints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from narrator.disclosure.branch_shapes import ListShape, RecordShape
from narrator.disclosure.last_years import find_this_year
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.model import OWN_TEXTS
from narrator.disclosure.relation import LastYear
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.disclosure.value import join_path, split_path
from narrator.files.patch import Value, last_name, put_all
from narrator.intake.amounts import exact_amount
from narrator.intake.merging import NOTHING, value_at
from narrator.number import MoneyUnit
from narrator.texts.situation import LAST_YEAR
from narrator.texts.status import REASONS, RECORDS, reason_on_one_line

YEARLY = ("预算绩效", "原因", "已核实", RECORDS, OWN_TEXTS)  # told anew every year


@dataclass
class Carried:
    """Data with what last year's said. text: data.json. figures: last year's figures, texts: texts that were taken
    over, hints: reasons of last year that stand beside the empty ones: all by path."""

    text: str
    figures: dict[str, Decimal] = field(default_factory=dict)
    texts: dict[str, Value] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)

    def after(self, earlier: Carried) -> Carried:
        """Return these data with all that was taken before, too."""
        return Carried(
            self.text, earlier.figures | self.figures, earlier.texts | self.texts, earlier.hints | self.hints
        )


def carry_last_year(
    text: str,
    asked: Iterable[str],
    last: Mapping[str, object],
    model: RecordShape,
    unit: MoneyUnit,
    own: Sequence[LastYear] = (),
) -> Carried:
    """Return the text of data.json with what last year's data have for the paths that this year's report asks for.

    last: parsed data of last year, as far as they are known. unit: of this year's data. own: which figures are last
    year's of which, as the form declares besides.
    """
    carried = Carried(text)
    theirs = (
        MoneyUnit(last["金额单位"])
        if last.get("金额单位") in (MoneyUnit.YUAN.value, MoneyUnit.WAN.value)
        else MoneyUnit.WAN
    )
    for path in asked:
        steps = [str(step) for step in split_path(path)]
        if steps[0] == REASONS:
            words = reason_on_one_line(value_at(last, path))
            if words:
                carried.hints[path] = words
        elif now := find_this_year(path, own):
            amount = figure_at(last, now)
            if amount is not None:
                carried.figures[path] = exact_amount(amount, theirs, unit)[0]
        elif steps[0] not in YEARLY:
            for place, value in texts_at(path, value_at(last, path), shape_at(model, steps)):
                carried.texts[place] = value
    records = {
        join_path(RECORDS, last_name(path)): f"{LAST_YEAR}{words}" for path, words in carried.hints.items()
    }
    blanks = dict.fromkeys(carried.hints, "")
    carried.text = put_all(text, {**carried.figures, **carried.texts, **blanks, **records})
    return carried


def figure_at(last: Mapping[str, object], path: str) -> Decimal | None:
    """Return the figure that last year's data have at a path; None when the table is not there. A blank of a table that
    is there is zero.
    """
    value = value_at(last, path)
    if isinstance(value, Decimal):
        return value
    return None if value_at(last, str(split_path(path)[0])) is NOTHING else Decimal(0)


def texts_at(path: str, value: object, shape: Shape | None) -> Iterator[tuple[str, Value]]:
    """Yield the texts in a part of last year's data, with their paths; figures there are of last year and stay there."""
    match shape:
        case RecordShape(fields=fields) if isinstance(value, dict):
            for name, inner in fields.items():
                if inner.required and name in value:
                    yield from texts_at(join_path(path, name), value[name], inner)
        case ListShape(item=NameShape() | ProseShape()) if isinstance(value, list) and value:
            yield path, [str(item) for item in value if isinstance(item, str)]
        case NameShape(yearly=True) | ProseShape(yearly=True):
            pass
        case NameShape() | ProseShape() | None if isinstance(value, str) and value:
            yield path, value
        case ProseShape() if isinstance(value, list) and value:
            yield path, [str(item) for item in value]
        case _:
            pass


def take_budgets(figures: Mapping[str, Decimal], asked: Iterable[str]) -> dict[str, Decimal]:
    """Return the initial budgets that a report asks for, from the table of the 部门预算 by function, by path.

    figures: that table, read as 一般公共预算支出表, in the unit of the data.
    """
    total = "一般公共预算支出表.合计."
    spent = "财政拨款收支总表.支出.本年支出合计."
    known = {
        f"{spent}年初预算数": figures.get(f"{total}小计"),
        f"{spent}基本支出年初预算数": figures.get(f"{total}基本支出"),
        f"{spent}项目支出年初预算数": figures.get(f"{total}项目支出"),
    }
    found: dict[str, Decimal] = {}
    for path in asked:
        holder, _, name = path.rpartition(".")
        amount = known.get(path)
        if amount is None and name == "年初预算数" and holder.startswith("一般公共预算支出表."):
            amount = figures.get(f"{holder}.小计", Decimal(0))
        if amount is not None:
            found[path] = amount
    return found
