"""One printed table, row by row: each cell by the layout's row that it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.printed.raw_data import create, path_of, within_limits
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import DataShape, ListShape, RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.number_shapes import AmountShape, NumberShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape
from narrator.disclosure.value import join_path
from narrator.number import in_wan, read_digits
from narrator.tables.blueprint import Blueprint, BlueprintRow, is_inner
from narrator.tables.header import is_line
from narrator.tables.matrix import Matrix
from narrator.tables.plain import DASHES, ITEM_CODE, plain
from narrator.tables.public import NUMBER
from narrator.tables.row_names import part_label
from narrator.tables.vocabulary import LINE, without_unit

CODE = re.compile(ITEM_CODE)
NO_DATA = RecordShape()  # for whoever asks for the header alone
FAR = 40  # how many rows may stand between two rows of the form


@dataclass
class PrintedRecord:
    """A record of the data that a table prints: its names, its path, what a reader calls it, the fields that it
    has, and what was read into it."""

    where: tuple[str, ...]
    path: str
    called: str
    fields: Mapping[str, Shape]
    raw: dict[str, Any] | None = None


@dataclass
class Rows:
    """Reads the rows of one table. model: of its data. each: of which item it is; owner: of which list; at: which of several of
    its kind it is. by_meaning: whether its figures were read by the words over their columns already, in whatever order these
    stand.
    """

    reading: Reading
    layout: Blueprint
    model: RecordShape = NO_DATA
    each: tuple[str, ...] = ()
    at: int = 1
    owner: tuple[str, ...] = ()
    by_meaning: bool = False
    rows: dict[tuple[str, ...], PrintedRecord] = field(default_factory=dict)
    met: list[BlueprintRow] = field(default_factory=list)  # the rows of the layout that were read
    put_here: set[str] = field(default_factory=set)  # the paths of what this table printed

    def read(self, rows: Matrix) -> None:
        """Read rows, and tell of those that the form does not have."""
        for row in rows[self.known(rows) :]:
            self.strange(row)

    def known(self, rows: Matrix) -> int:
        """Read rows as far as the layout goes, and return where it ends."""
        at = self.after_header(rows)
        lines = self.layout.body
        width = len(lines[0].places) if lines else 0
        if not rows or len(rows[0]) != width:
            what = f"这张表有{len(rows[0]) if rows else 0}列，格式是{width}列"
            self.reading.findings.append(unchecked(self.label, what, "核对表的列"))
            return len(rows)
        for number, line in enumerate(lines):
            if is_inner(line.loop):
                continue  # with the rows by code under which they stand
            if line.loop:
                following = next((one for one in lines[number + 1 :] if not one.loop), None)
                at = self.loop(rows, at, line, following)
                continue
            place = self.find(rows, at, line)
            if place is None:
                self.missing(line)
                continue
            for skipped in rows[at:place]:
                self.strange(skipped)
            self.fixed(rows[place], line)
            at = place + 1
        return at

    @property
    def label(self) -> str:
        """What a reader calls this table."""
        return (
            self.layout.table and self.layout.label
        ) or f"{self.layout.title or self.layout.name}（第{self.at}张）"

    def after_header(self, rows: Matrix) -> int:
        """Return how many rows at the top are the header, and tell where it is not as the form has it."""
        at = 0
        moved: list[tuple[int, str, str]] = []
        for line in self.layout.header:
            wanted = {place.literal for place in line.places if place.literal and place.own}
            numbers_alone = is_line([*wanted])  # 栏次, with which a table may do without
            if at < len(rows) and wanted and not (numbers_alone and not is_line([*map(plain, rows[at])])):
                have = {word for cell in rows[at] for word in (plain(cell), without_unit(cell))}
                if numbers_alone and any(have - wanted - {LINE, ""}):
                    have |= wanted  # the columns are numbered otherwise: （1）, A, 1=2+3
                last = at + 1 == len(rows) and not self.is_body(rows[at])
                if len(wanted & have) * 2 >= len(wanted) or last:
                    for word in sorted(wanted - have):
                        what = f"表头里没有“{word}”"
                        finding = Finding(
                            Level.ERROR, f"{self.label} 表头 {word}", what, "照格式改正表头", rule="ST-4"
                        )
                        self.reading.deviations.append(finding)
                    moved += self.exchanged(rows[at], line)
                    at += 1
        self.tell_order(moved)
        return at

    def is_body(self, row: Sequence[str]) -> bool:
        """Return whether a row is one of the layout's that stand below the header, as the sum of an empty table is."""
        return any(len(row) == len(line.places) and is_row(row, line) for line in self.layout.body)

    def exchanged(self, row: Sequence[str], line: BlueprintRow) -> list[tuple[int, str, str]]:
        """Return the words of a line of the header instead of which others of its words stand in a row: the column
        from 0, what stands there, and what the form has.

        What stands elsewhere only because its cells are merged otherwise is not told, nor are the numbers of columns.
        """
        have = [plain(cell) for cell in row]
        wanted = line.spans
        found: list[tuple[int, str, str]] = []
        for columns, word in wanted.items() if len(row) == len(line.places) else ():
            here = [have[column] for column in columns]
            other = next((one for one in here if one in wanted.values()), "")
            if other and word in have and word not in here and not word.isdigit():
                found.append((columns[0], other, word))
        return found

    def tell_order(self, found: Sequence[tuple[int, str, str]]) -> None:
        """Tell that columns stand in another order than in the form: once, with all of them. Where what stands in them is
        known by their words alone, that is no error."""
        if not found:
            return
        columns, have, words = zip(*dict.fromkeys(sorted(found)), strict=True)
        at = "、".join(str(column + 1) for column in dict.fromkeys(columns))
        sides = Side(f"{self.label} 第{at}列", "、".join(have)), Side("格式", "、".join(words))
        shown = "、".join(words)
        if self.by_meaning and sorted(have) == sorted(words):
            level, hint = Level.HINT, "照格式的次序排"
            what = f"这几列的次序与格式不同，格式是“{shown}”，数是照表头读的"
        else:
            level, hint = Level.ERROR, "照格式改正表头"
            what = f"表头的这{'几' if len(words) > 1 else '一'}列应当是“{shown}”"
        finding = Finding(level, f"{self.label} 表头 {words[0]}", what, hint, sides, rule="ST-4")
        self.reading.deviations.append(finding)

    def find(self, rows: Matrix, at: int, line: BlueprintRow) -> int | None:
        """Return the row, from a place on, that a line of the layout is: all its labels agree, or else half
        of them in the next row.
        """
        labels = line.labels
        if not labels:
            return at if at < len(rows) else None
        for number, row in enumerate(rows[at : at + FAR], at):
            if is_row(row, line):
                return number
        agreeing = [plain(rows[at][column]) == word for column, word in labels.items() if at < len(rows)]
        return at if any(agreeing) and sum(agreeing) * 2 >= len(labels) else None

    def fixed(self, row: Sequence[str], line: BlueprintRow) -> None:
        """Read a row that the form prints always, and tell of words in it that are not the form's."""
        self.met.append(line)
        wrong = {column: word for column, word in line.labels.items() if plain(row[column]) != word}
        if wrong:
            words = "、".join(wrong.values())
            sides = (
                Side(self.label, "、".join(plain(row[column]) or "（空白）" for column in wrong)),
                Side("格式", words),
            )
            what = f"这里应当是“{words}”"
            self.reading.deviations.append(
                Finding(Level.ERROR, f"{self.label} {words}", what, "照格式改正", sides, rule="ST-4")
            )
        for column, path in line.printed:
            self.put(path, row[column])
            # A row for a fixed code (基本支出表): its name stands beside the code.
            if len(path) == 4 and path[1] == "各科目" and column and line.places[column - 1].literal:
                self.put((*path[:3], "科目名称"), row[column - 1])

    def loop(self, rows: Matrix, at: int, line: BlueprintRow, following: BlueprintRow | None) -> int:
        """Read the rows from a place on that one line prints, up to the row that follows it, and return where
        they end.
        """
        coded = any(place.path == ("科目编码",) or place.with_code for place in line.places)
        inner = next(
            (one for one in self.layout.body if is_inner(one.loop) and one.loop[:2] == line.loop), None
        )
        codes: set[str] = set()
        item, key = 0, ""
        while at < len(rows):
            row = rows[at]
            if following and is_row(row, following):
                break
            values = {path: row[column] for column, path in line.printed}
            for column, path in line.printed:
                if line.places[column].with_code:
                    values[("科目编码",)], values[path] = part_label(row[column])
            if coded:
                number = plain(values[("科目编码",)])
                if CODE.fullmatch(number):
                    key, item = number, 0
                    if number in codes:
                        what = f"编码{number}不止一行"
                        finding = Finding(
                            Level.ERROR, f"{self.label} {number}", what, "留下一行", rule="AD-1"
                        )
                        self.reading.findings.append(finding)
                        at += 1
                        continue
                    codes.add(number)
                elif inner and key and not number:
                    item += 1
                    for column, path in inner.printed:
                        self.put((*line.loop, key, inner.loop[-1], str(item), *path), row[column])
                    at += 1
                    continue
                else:
                    self.strange(row)
                    at += 1
                    continue
            else:
                item += 1
                key = str(item)
            for path, text in values.items():
                if path != ("科目编码",):
                    self.put((*line.loop, key, *path), text)
            for column, place in enumerate(line.places):
                if place.item:
                    self.add(line.loop, row[column])
            at += 1
        return at

    def put(self, path: tuple[str, ...], text: str) -> None:
        """Keep a text as what a table prints for the figure or text at a path."""
        head, last = path[:-1], path[-1]
        row = self.rows.get(head)
        if row is None:
            row = self.rows[head] = self.row(head)
        shape = row.fields.get(last)
        if shape is None:
            return
        if row.raw is None:
            row.raw = create(self.reading.raw, row.where)
        name = join_path(row.path, last)
        value = text.strip()
        if name in self.reading.shown and name not in self.put_here:
            self.compare(name, f"{row.called} {last}", value)
            return
        self.put_here.add(name)
        self.reading.cells[name] = f"{row.called} {last}"
        self.reading.shown[name] = value
        if not value:
            return
        if not isinstance(shape, NumberShape):
            row.raw[last] = "".join(value.split("\n")) if isinstance(shape, NameShape) else value
            return
        printed = plain(value)
        if printed in DASHES:
            return
        digits = printed.removesuffix("%") if "百分" in shape.description or "率" in last else printed
        if NUMBER.fullmatch(digits):
            number = read_digits(digits)
            if isinstance(shape, AmountShape) and isinstance(self.model, DataShape):
                number = in_wan(number, self.model.money.unit)
            row.raw[last] = within_limits(number)
        else:
            self.reading.unread.add(name)
            what, side = f"“{printed[:20]}”不是数", Side("表中", printed)
            self.reading.findings.append(unchecked(self.reading.cells[name], what, "填数字", side))

    def compare(self, name: str, called: str, value: str) -> None:
        """Tell where this table prints something else at a path than one before it did; a blank is zero."""
        other = self.reading.shown[name]
        if number_of(value) == number_of(other):
            return
        sides = Side(self.reading.cells[name], other or "（空白）"), Side(called, value or "（空白）")
        what, hint = "同一处，两张表印得不一样", "核对两张表，改正一处"
        rule = "AD-1" if name.endswith("名称") else "X-7"
        self.reading.findings.append(Finding(Level.ERROR, called, what, hint, sides, rule=rule))

    def add(self, path: tuple[str, ...], text: str) -> None:
        """Keep a text as what a table prints for the next item of the list of names at a path."""
        shape = shape_at(self.model, path)
        if not isinstance(shape, ListShape) or not isinstance(shape.item, NameShape) or not text.strip():
            return
        names = create(self.reading.raw, path[:-1]).setdefault(path[-1], [])
        names.append("".join(text.strip().split("\n")))
        name = path_of((*path, str(len(names))))
        self.reading.cells[name] = f"{self.label} {counted(str(len(names)))}"
        self.reading.shown[name] = names[-1]

    def row(self, head: tuple[str, ...]) -> PrintedRecord:
        """Return the record at the beginning of a path, where the table's own item (项) is the one of its
        list that it is about.
        """
        own = head[:1] == ("项",) and bool(self.each)
        where = (*self.owner, self.each[1], *head[1:]) if own else head
        label = " ".join([self.label, *map(counted, where[len(self.owner) + 1 if own else 1 :])])
        shape = shape_at(self.model, where)
        fields = shape.fields if isinstance(shape, RecordShape) else {}
        return PrintedRecord(where, path_of(where), label, fields)

    def strange(self, row: Sequence[str]) -> None:
        """A row that the form does not have, or not twice; one that is blank says nothing."""
        if not any(cell.strip() for cell in row):
            return
        shown = " ".join(dict.fromkeys(plain(cell) for cell in row if cell.strip()))[:40]
        name = f"{self.label} “{shown}”"
        if self.layout.table and any(is_row(row, line) for line in self.met):
            finding = Finding(Level.ERROR, name, "这一行重复了", "删去一行", rule="ST-4")
        else:
            finding = unchecked(name, "格式里没有这一行", "核对这一行")
        self.reading.findings.append(finding)

    def missing(self, line: BlueprintRow) -> None:
        """Tell that a row of the form is not there."""
        words = "、".join(dict.fromkeys(line.labels.values())) or "数据行"
        what = f"没有“{words[:40]}”这一行"
        self.reading.deviations.append(
            Finding(Level.ERROR, f"{self.label} {words[:40]}", what, "照格式补上", rule="ST-4")
        )


def number_of(text: str) -> Decimal | str:
    """Return the number that a cell prints, a blank or a dash as zero; its words in plain form when it prints none."""
    printed = plain(text)
    if printed in DASHES:
        return Decimal(0)
    return read_digits(printed) if NUMBER.fullmatch(printed) else printed


def is_row(row: Sequence[str], line: BlueprintRow) -> bool:
    """Return whether a row has all the labels of a line of the layout, which has some."""
    labels = line.labels
    return bool(labels) and all(plain(row[column]) == word for column, word in labels.items())


def counted(name: str) -> str:
    """A step of a path as a reader calls it: the items of a list are counted."""
    return f"第{name}项" if name.isdigit() and len(name) < 3 else name
