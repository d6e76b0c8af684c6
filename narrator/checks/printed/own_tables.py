"""The tables of a report that no word over their columns tells of, read row by row: each cell by the form's row that it stands in.

They are what a form has besides the public tables, which `tables.public` reads by their meaning: tables of an item
(绩效自评表), lists of names, tables that print once more what another one holds; and those that the form knows by their rows
alone (机构运行信息表).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.printed.conformity import tell_disordered
from narrator.checks.printed.form_lines import (
    CODE_OF_ROW,
    cells_by_path,
    find_first,
    own_words,
    places_of_lines,
    prints_codes,
    stands_in_place,
    words_of_line,
)
from narrator.checks.printed.header_words import (
    compare_header,
    is_row,
    put_columns_in_order,
    tell_missing_word,
)
from narrator.checks.printed.ordering import find_in_order
from narrator.checks.printed.raw_data import create, path_of, within_limits
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import DataShape, ListShape, RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.number_shapes import AmountShape, NumberShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape
from narrator.disclosure.value import join_path, split_path
from narrator.number import given_decimals, in_wan, read_digits
from narrator.tables.blueprint import OWN, Blueprint, BlueprintRow, Names, is_inner
from narrator.tables.matrix import Matrix
from narrator.tables.plain import DASHES, LONE_CODE, plain
from narrator.tables.public import ENOUGH, NUMBER
from narrator.tables.row_tables import interpret_rows, lines_of_form, name_columns
from narrator.tables.table_as_read import Fault, Sheet

FAR = 40  # how many rows may stand between two rows of the form
LONG = 40  # how many letters of a row are told
MANY = 3  # rows one below the other that are missing are told together


@dataclass
class PrintedRecord:
    """A record of the data that a table prints: its names, its path, what a reader calls it, the fields that it
    has, and what was read into it."""

    where: Names
    path: str
    called: str
    fields: Mapping[str, Shape]
    raw: dict[str, Any] | None = None


@dataclass
class OwnTable:
    """Reads one table into a reading. model: of the data. item: of which item of the form's list it is, from 1 on. at: which of
    several of its kind it is, from 1 on.
    """

    reading: Reading
    blueprint: Blueprint
    model: RecordShape
    item: int = 1
    at: int = 1
    records: dict[Names, PrintedRecord] = field(default_factory=dict)
    # Rows of the form, as printed.
    met: list[tuple[BlueprintRow, Sequence[str]]] = field(default_factory=list)
    put_here: set[str] = field(default_factory=set)  # the paths of what this table printed

    def read(self, rows: Matrix) -> None:
        """Read rows, and tell of those that the form does not have."""
        rows, end = self.read_known(rows)
        for row in rows[end:]:
            self.tell_strange(row)

    def read_known(self, rows: Matrix) -> tuple[Matrix, int]:
        """Read rows as far as the form's go, and return the rows, but for those that stand in another order, and how many of them these
        are."""
        if self.blueprint.by_row and rows and self.read_by_names(rows):
            return rows, len(rows)
        rows, reordered = put_columns_in_order(rows, self.blueprint)
        if reordered:
            what, hint = "各列的次序与格式不同，数是照表头读的", "照格式的次序排"
            self.reading.deviations.append(Finding(Level.HINT, f"{self.label} 表头", what, hint, rule="ST-4"))
        at, findings = compare_header(rows, self.blueprint, self.label)
        self.reading.deviations += findings
        lines = self.blueprint.body
        width = len(lines[0].places) if lines else 0
        if not rows or len(rows[0]) != width:
            what = f"这张表有{len(rows[0]) if rows else 0}列，格式是{width}列"
            self.reading.findings.append(unchecked(self.label, what, "核对表的列"))
            return rows, len(rows)
        # The inner ones are read with the rows by code under which they stand.
        left = [line for line in lines if not is_inner(line.loop)]
        missing: list[BlueprintRow] = []
        in_order = False
        while left:
            line = left[0]
            if line.loop:
                end = find_first(rows, at, left[1:])
                self.read_loop(rows[at:end], line)
                missing += [line] if missing and end == at else []
                at, left = end, left[1:]
                continue
            place = self.find_row(rows, at, left)
            if place != at and not in_order:
                in_order = True
                rows, left = self.read_moved(rows, at, left)
                continue
            left = left[1:]
            if place is None and stands_in_place(rows, at, left, bool(self.met)):
                place = at
            if place is None:
                missing.append(line)
                continue
            self.tell_all_missing(missing)
            missing = []
            for skipped in rows[at:place]:
                self.tell_strange(skipped)
            self.read_fixed(rows[place], line)
            at = place + 1
        self.tell_all_missing(missing)
        return rows, at

    def read_moved(
        self, rows: Matrix, at: int, lines: list[BlueprintRow]
    ) -> tuple[Matrix, list[BlueprintRow]]:
        """Read the rows, from a place on, that stand in another order than the lines that are left of the form's table, as few as
        there may be, and tell of it once. Return the rows and the lines without them."""
        places = places_of_lines(rows, at, lines)
        in_order = find_in_order([*places.values()])
        moved = {number: lines[which] for number, which in places.items() if which not in in_order}
        for number, line in moved.items():
            self.read_fixed(rows[number], line)
        if moved:
            words = words_of_line(next(iter(moved.values())))
            self.reading.deviations.append(tell_disordered(f"{self.label} “{words}”"))
        rest = [line for line in lines if not any(line is one for one in moved.values())]
        return [row for number, row in enumerate(rows) if number not in moved], rest

    def read_by_names(self, rows: Matrix) -> bool:
        """Read the figures of a table that its rows alone tell of by the names of its rows and the words over its columns, and return
        whether that was done: it is where they do not stand as in the form, and most names are the form's.
        """
        known = lines_of_form(self.blueprint)
        body = self.blueprint.body
        own = sorted({at for line in body for at, word in line.labels.items() if word not in DASHES})
        if len(rows[0]) == len(body[0].places) and name_columns(rows, known) == own:
            return False
        table = interpret_rows(Sheet(rows), self.blueprint)
        if table.share < ENOUGH:
            return False
        what, hint = "行和列的排法与格式不同，数是照行名和表头读的", "照格式排"
        self.reading.deviations.append(Finding(Level.HINT, f"{self.label} 排法", what, hint, rule="ST-4"))
        for path, printed in table.figures.items():
            self.put(tuple(map(str, split_path(path))), printed.text, rows[printed.row])
        for left in table.unread:
            if left.kind != Fault.NUMBER:  # of which `put` has told
                what = f"格式里没有这一{'行' if left.kind == Fault.ROW else '列'}"
                self.reading.findings.append(
                    unchecked(f"{self.label} “{left.what}”", what, f"核对{what[-2:]}")
                )
        lines = [line for several in known.values() for line in several if line.figures]
        met = [
            line
            for line in lines
            if any(path_of(place.path) in table.figures for place in line.figures.values())
        ]
        for word in dict.fromkeys(word for line in met for word in line.figures):
            if not any(
                path_of(line.figures[word].path) in table.figures for line in met if word in line.figures
            ):
                self.reading.deviations.append(tell_missing_word(word, self.label))
        for line in lines:
            if line not in met:
                self.tell_missing(line.label, [place.path for place in line.figures.values()])
        return True

    @property
    def label(self) -> str:
        """What a reader calls this table."""
        one = self.blueprint
        return one.label if one.table else f"{one.title or one.name}（第{self.at}张）"

    def find_row(self, rows: Matrix, at: int, lines: Sequence[BlueprintRow]) -> int | None:
        """Return the row, from a place on, that the first of some lines of the form's table is: all its labels agree, or else half of
        them in the next row; of one that has none, the next row, where that is none of the others. None when it is none."""
        line, *following = lines
        if not line.labels:
            return at if find_first(rows, at, following) > at else None
        for number, row in enumerate(rows[at : at + FAR], at):
            if is_row(row, line):
                return number
        words = own_words(line)
        agreeing = [plain(rows[at][column]) == word for column, word in words.items() if at < len(rows)]
        return at if any(agreeing) and sum(agreeing) * 2 >= len(words) else None

    def read_fixed(self, row: Sequence[str], line: BlueprintRow) -> None:
        """Read a row that the form prints always, and tell of words in it that are not the form's."""
        self.met.append((line, row))
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
            self.put(path, row[column], row)

    def read_loop(self, rows: Matrix, line: BlueprintRow) -> None:
        """Read the rows that one line prints, each by its code, or as the next item of its list."""
        if prints_codes(line):
            self.read_coded(rows, line)
        else:
            self.read_listed(rows, line)

    def read_listed(self, rows: Matrix, line: BlueprintRow) -> None:
        """Read the rows that one line prints, each for the next item of its list."""
        for number, row in enumerate(rows, 1):
            self.put_row((*line.loop, str(number)), cells_by_path(row, line), row)
            for column, place in enumerate(line.places):
                if place.item:
                    self.add_name(line.loop, row[column])

    def read_coded(self, rows: Matrix, line: BlueprintRow) -> None:
        """Read the rows that one line prints, each for the code that stands in it, and below it those of the items of its
        list, where the form has one; tell of a code that stands there again."""
        inner = next(
            (one for one in self.blueprint.body if is_inner(one.loop) and one.loop[:2] == line.loop), None
        )
        codes: set[str] = set()
        code, items = "", 0
        for row in rows:
            cells = cells_by_path(row, line)
            printed = plain(cells[CODE_OF_ROW])
            if LONE_CODE.fullmatch(printed):
                code, items = printed, 0
                if code in codes:
                    subject, what = f"{self.label} {code}", f"编码{code}不止一行"
                    self.reading.findings.append(Finding(Level.ERROR, subject, what, "留下一行", rule="AD-1"))
                else:
                    codes.add(code)
                    self.put_row((*line.loop, code), cells, row)
            elif inner and code and not printed:
                items += 1
                self.put_row((*line.loop, code, inner.loop[-1], str(items)), cells_by_path(row, inner), row)
            else:
                self.tell_strange(row)

    def put_row(self, head: Names, cells: Mapping[Names, str], row: Sequence[str]) -> None:
        """Keep what the cells of a row print for the record at a path, each by its path below that."""
        for path, text in cells.items():
            if path != CODE_OF_ROW:
                self.put((*head, *path), text, row)

    def put(self, path: Names, text: str, row: Sequence[str]) -> None:
        """Keep a text as what a row of a table prints for the figure or text at a path."""
        head, last = path[:-1], path[-1]
        record = self.records.get(head)
        if record is None:
            record = self.records[head] = self.record_at(head)
        shape = record.fields.get(last)
        if shape is None:
            return
        if record.raw is None:
            record.raw = create(self.reading.raw, record.where)
        name = join_path(record.path, last)
        value = text.strip()
        if name in self.reading.shown and name not in self.put_here:
            self.compare(name, f"{record.called} {last}", value)
            return
        self.put_here.add(name)
        self.reading.cells[name] = f"{record.called} {last}"
        self.reading.shown[name] = value
        if not value:
            return
        self.reading.rows[name] = row
        if not isinstance(shape, NumberShape):
            record.raw[last] = "".join(value.split("\n")) if isinstance(shape, NameShape) else value
            return
        printed = plain(value)
        if printed in DASHES:
            return
        digits = printed.removesuffix("%") if "百分" in shape.description or "率" in last else printed
        if NUMBER.fullmatch(digits):
            number = read_digits(digits)
            if isinstance(shape, AmountShape) and isinstance(self.model, DataShape):
                if number:
                    self.reading.decimals.setdefault(self.blueprint.name, {})[name] = given_decimals(number)
                number = in_wan(number, self.model.money.unit)
            record.raw[last] = within_limits(number)
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

    def add_name(self, path: Names, text: str) -> None:
        """Keep a text as what a table prints for the next item of the list of names at a path."""
        shape = shape_at(self.model, path)
        if not isinstance(shape, ListShape) or not isinstance(shape.item, NameShape) or not text.strip():
            return
        names = create(self.reading.raw, path[:-1]).setdefault(path[-1], [])
        names.append("".join(text.strip().split("\n")))
        name = path_of((*path, str(len(names))))
        self.reading.cells[name] = f"{self.label} {counted(str(len(names)))}"
        self.reading.shown[name] = names[-1]

    def record_at(self, head: Names) -> PrintedRecord:
        """Return the record at the beginning of a path, where the table's own item (项) is the one of its
        list that it is about.
        """
        own, owner = head[:1] == (OWN,), self.blueprint.owner
        where = (*owner, str(self.item), *head[1:]) if own else head
        label = " ".join([self.label, *map(counted, where[len(owner) + 1 if own else 1 :])])
        shape = shape_at(self.model, where)
        fields = shape.fields if isinstance(shape, RecordShape) else {}
        return PrintedRecord(where, path_of(where), label, fields)

    def tell_strange(self, row: Sequence[str]) -> None:
        """Tell of a row that the form does not have, or not twice; one that is blank says nothing."""
        if not any(cell.strip() for cell in row):
            return
        shown = " ".join(dict.fromkeys(plain(cell) for cell in row if cell.strip()))[:40]
        name = f"{self.label} “{shown}”"
        # A table of an item may have rows of the same name, with other contents.
        if any(is_row(row, line) and (self.blueprint.table or row == one) for line, one in self.met):
            finding = Finding(Level.ERROR, name, "这一行重复了", "删去一行", rule="ST-4")
        else:
            finding = unchecked(name, "格式里没有这一行", "核对这一行")
        self.reading.findings.append(finding)

    def tell_all_missing(self, lines: Sequence[BlueprintRow]) -> None:
        """Tell that lines of the form's table are not there, that stand there one below the other: each by itself, and many at once."""
        fixed = [line for line in lines if not line.loop]
        if len(fixed) < MANY:
            for line in fixed:
                self.tell_missing(words_of_line(line) or "数据行", [path for _, path in line.printed])
            return
        words = [words[:LONG] for line in fixed if (words := words_of_line(line))] or ["数据行"]
        for line in lines:
            if line.loop and not prints_codes(
                line
            ):  # of its list nothing is known: as of an item that prints nothing
                head = (*line.loop, "1")
                create(self.reading.raw, self.record_at(head).where)
                self.note_lost((*head, *path) for _, path in line.printed)
            else:
                self.note_lost(path for _, path in line.printed)
        what = f"没有从“{words[0]}”到“{words[-1]}”的各行"
        self.tell_of_row(f"{words[0]}……{words[-1]}", what)

    def tell_missing(self, words: str, paths: Iterable[Names]) -> None:
        """Tell that the row of the form that has those words is not there, and keep that what it prints at some paths is not known."""
        self.note_lost(paths)
        self.tell_of_row(words[:LONG], f"没有“{words[:LONG]}”这一行")

    def note_lost(self, paths: Iterable[Names]) -> None:
        """Keep that what is printed at some paths is not known, as its rows are not there."""
        for *head, last in paths:
            record = self.record_at(tuple(head))
            if isinstance(record.fields.get(last), NumberShape):
                self.reading.lost.add(join_path(record.path, last))

    def tell_of_row(self, words: str, what: str) -> None:
        """Tell what is not as in the form where a row with those words should be."""
        subject = f"{self.label} {words}"
        self.reading.deviations.append(Finding(Level.ERROR, subject, what, "照格式补上", rule="ST-4"))


def number_of(text: str) -> Decimal | str:
    """Return the number that a cell prints, a blank or a dash as zero; its words in plain form when it prints none."""
    printed = plain(text)
    if printed in DASHES:
        return Decimal(0)
    return read_digits(printed) if NUMBER.fullmatch(printed) else printed


def counted(name: str) -> str:
    """Return a step of a path as a reader calls it: the items of a list are counted."""
    return f"第{name}项" if name.isdigit() and len(name) < 3 else name
