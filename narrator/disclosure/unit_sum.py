"""The tables of a department as the sum of those of its units: by row and code, exactly; pure arithmetic on disclosures.

What can not be added is left out and told with who has what: texts and counts, and amounts that only some have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.classification import class_rows
from narrator.disclosure.model import MODEL
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.disclosure.shape import Shape
from narrator.disclosure.value import Coded, Figure, Record, Value, Words, join_path
from narrator.number import EXACT, Amount

ADDED = (*PUBLIC_TABLES, "机关运行经费", "政府采购", "国有资产占用")
ZERO = Decimal(0)
MOST_NAMED = 5  # units that a line names
# What is not listed as left to the department: what it has in common with its units, and notes of the program.
TAKEN_CARE_OF = (
    "格式",
    "短语",
    "年度",
    "金额单位",
    "部门.名称",
    "部门.级次",
    "部门.决算单位",
    "原因记录",
    "已核实",
    "停用",
)
UNIT_MONEY = {"上级补助收入": "对附属单位补助支出", "附属单位上缴收入": "上缴上级支出"}


class UnitData(NamedTuple):
    """The disclosure of a unit by its name. missing: the paths where it lacks a figure that it must have."""

    name: str
    disclosure: Record
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Unadded:
    """Something that was not added. path: where. why: in a few words. held: what each unit has there."""

    path: str
    why: str
    held: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        held = "，".join(f"{name} {value}" for name, value in self.held[:MOST_NAMED])
        more = f"……共{len(self.held)}个单位" if len(self.held) > MOST_NAMED else ""
        return f"{self.path}：{self.why}（{held}{more}）"


@dataclass
class UnitSum:
    """The sum. tables: as data.json holds them, amounts in 万元, exact. amounts: the same by path. left: what was not
    added."""

    tables: dict[str, object] = field(default_factory=dict)
    amounts: dict[str, Decimal] = field(default_factory=dict)
    left: list[Unadded] = field(default_factory=list)

    def add(self, shape: Shape, held: Sequence[tuple[UnitData, Value]], path: str) -> object:
        """Return the sum of what units have at a path; None when none of them has a figure there, ... when there is
        nothing to say."""
        match shape:
            case RecordShape():
                return self.add_records(shape, held, path)
            case CodedShape():
                return self.add_rows(shape, held, path)
            case ListShape():
                self.left += list_leaves(held)
                return ...
        figures = [(unit, one) for unit, one in held if isinstance(one, Figure)]
        if figures:
            return self.add_figures(figures, path)
        words = [(unit, one) for unit, one in held if isinstance(one, Words) and one]
        texts = {str(one) for _, one in words}
        if len(texts) == 1:
            return texts.pop()
        if texts:
            self.leave(path, "各单位写的不同", words)
        return ...

    def add_records(self, shape: RecordShape, held: Sequence[tuple[UnitData, Value]], path: str) -> object:
        """Return the sums of the members of records."""
        made: dict[str, object] = {}
        records = [(unit, one) for unit, one in held if isinstance(one, Record)]
        for name, inner in shape.fields.items():
            values = [(unit, one[name]) for unit, one in records if name in one]
            if (found := self.add(inner, values, join_path(path, name) if path else name)) is not ...:
                made[name] = found
        return made or ...

    def add_rows(self, shape: CodedShape, held: Sequence[tuple[UnitData, Value]], path: str) -> object:
        """Return the sums of rows by code; a unit without a row has nothing of it."""
        tables = [(unit, one) for unit, one in held if isinstance(one, Coded)]
        made: dict[str, object] = {}
        for code in sorted({code for _, one in tables for code in one.rows}):
            rows: list[tuple[UnitData, Value]] = [
                (unit, one.rows[code]) for unit, one in tables if code in one.rows
            ]
            if (found := self.add_records(shape.row, rows, join_path(path, code))) is not ...:
                made[code] = found
        # Which a department has to say, too
        is_empty = bool(tables) and not any(one.rows for _, one in tables)
        return made if made or is_empty else ...

    def add_figures(self, held: Sequence[tuple[UnitData, Figure]], path: str) -> object:
        """Return the sum of amounts. Counts are not added: two units may have seen the same guests."""
        given = [(unit, one) for unit, one in held if one.given]
        lacking = [(unit, one) for unit, one in held if is_not_filled_in(unit, one)]
        if not given:
            return ...
        amounts = [one.value.wan for _, one in held if isinstance(one.value, Amount)]
        if not amounts:
            if all(one.value is None for _, one in given) and not lacking:
                return None  # no unit has such a figure
            if any(one.value is not None and str(one) != "0" for _, one in given):
                self.leave(path, "个数不相加", given)
            elif all(one.value is not None for _, one in given):
                return 0
            return ...
        if lacking or len(amounts) < len(held):
            self.leave(path, "有的单位没有这个数", held)
            return ...
        total = ZERO
        for one in amounts:
            total = EXACT.add(total, one)
        self.amounts[path] = total
        return total

    def leave(self, path: str, why: str, held: Sequence[tuple[UnitData, Value]]) -> None:
        """Note what is not added, and what each unit has."""
        told = tuple(
            (
                unit.name,
                "没有填" if isinstance(one, Figure) and is_not_filled_in(unit, one) else str(one) or "没有",
            )
            for unit, one in held
        )
        self.left.append(Unadded(path, why, told))


def is_not_filled_in(unit: UnitData, figure: Figure) -> bool:
    """Return whether a unit has not filled in a figure that it has to."""
    return figure.path in unit.missing or (not figure.given and figure.value is None)


def add_units(units: Sequence[UnitData], model: RecordShape) -> UnitSum:
    """Return the sum of the tables of units, and of the amounts that they tell beside them; those of the form's own, too.
    model: of what they tell."""
    made = UnitSum()
    for name in parts_added(model):
        held = [(unit, unit.disclosure[name]) for unit in units if name in unit.disclosure]
        if (found := made.add(model.fields[name], held, name)) is not ...:
            made.tables[name] = found
    return made


def parts_added(model: RecordShape) -> tuple[str, ...]:
    """Return what of a model is added: the public tables and what stands with them, and records of a form's own."""
    own = (name for name, shape in model.fields.items() if isinstance(shape, RecordShape))
    return (*ADDED, *(name for name in own if name not in MODEL.fields))


def find_unadded(units: Sequence[UnitData], model: RecordShape) -> list[Unadded]:
    """Return what units have beside what is added, texts and numbers, each with who has what."""
    names = [name for name in model.fields if name not in parts_added(model)]
    held = [(unit, unit.disclosure[name]) for name in names for unit in units if name in unit.disclosure]
    return list(list_leaves(held))


def list_leaves(held: Sequence[tuple[UnitData, Value]]) -> Iterator[Unadded]:
    """Yield all texts and numbers that units give in what they have, each with who has what."""
    found: dict[str, list[tuple[str, str]]] = {}
    for unit, value in held:
        for one in find_leaves(value):
            if one.given and str(one) and not one.path.startswith(TAKEN_CARE_OF):
                found.setdefault(one.path, []).append((unit.name, str(one)))
    return (Unadded(path, "由部门自己写", tuple(those)) for path, those in found.items())


def find_leaves(value: Value) -> Iterator[Figure | Words]:
    """Return every figure and text in a value; no row twice."""
    match value:
        case Figure() | Words():
            yield value
        case Coded():
            for row in value.rows.values():
                for one in row.values():
                    if not isinstance(one, Record):  # the rows above it
                        yield from find_leaves(one)
        case Record():
            for one in value.values():
                yield from find_leaves(one)
        case tuple():
            for one in value:
                yield from find_leaves(one)


# ---- money that went from the department to its units, or back ----


class Transfer(NamedTuple):
    """Money that one unit states as income and another as expenditure, in 万元: both sides, and how they are called."""

    income: str
    received: Decimal
    expense: str
    paid: Decimal

    @property
    def is_even(self) -> bool:
        """Whether all that was received was paid within the department, so that it can be taken out."""
        return self.received == self.paid


def find_transfers(made: UnitSum) -> list[Transfer]:
    """Return what went between the units, where anything did."""
    found = [
        Transfer(
            income,
            made.amounts.get(f"收入决算表.合计.{income}", ZERO),
            expense,
            made.amounts.get(f"支出决算表.合计.{expense}", ZERO),
        )
        for income, expense in UNIT_MONEY.items()
    ]
    return [one for one in found if one.received or one.paid]


def find_reductions(made: UnitSum, transfers: Sequence[Transfer]) -> Mapping[str, Decimal]:
    """Return by how much figures of this year shrink when transfers are taken out, by path.

    Those of last year stay: what went between the units then is not in the data.
    """
    less: dict[str, Decimal] = {}
    names = class_rows()

    def reduce(path: str, amount: Decimal) -> None:
        """Keep that the figure at a path, if the sum has it, is to be less by an amount."""
        if amount and path in made.amounts:
            less[path] = EXACT.add(less.get(path, ZERO), amount)

    for one in transfers:
        for total in (one.income, "本年收入合计", "总计"):
            reduce(f"收入支出总表.收入.{total}.决算数", one.received)
        for total in ("本年支出合计", "总计"):
            reduce(f"收入支出总表.支出.{total}.决算数", one.paid)
        for path, amount in column_amounts(made, "收入决算表", one.income):
            reduce(path, amount)
            reduce(f"{path.rpartition('.')[0]}.本年收入合计", amount)
        for path, amount in column_amounts(made, "支出决算表", one.expense):
            reduce(path, amount)
            reduce(f"{path.rpartition('.')[0]}.本年支出合计", amount)
            code = path.split(".")[-2]
            if code in names:
                reduce(f"收入支出总表.支出.{names[code]}.决算数", amount)
    return less


def column_amounts(made: UnitSum, table: str, column: str) -> Iterator[tuple[str, Decimal]]:
    """Return the amounts of a column of a table, by path."""
    for path, amount in made.amounts.items():
        if path.startswith(f"{table}.") and path.endswith(f".{column}"):
            yield path, amount


def subtract_amount(made: UnitSum, less: Mapping[str, Decimal]) -> None:
    """Make the figures of a sum smaller by so much."""
    for path, amount in less.items():
        made.amounts[path] = EXACT.subtract(made.amounts[path], amount)
        *steps, last = path.split(".")
        here: object = made.tables
        for step in steps:
            here = here[step] if isinstance(here, dict) else {}
        if isinstance(here, dict):
            here[last] = made.amounts[path]
