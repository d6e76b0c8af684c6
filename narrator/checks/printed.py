"""The tables of a printed report, read into the same data that data.json holds.

What could not be read is told, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.grid import Grid, common, grid, plain, unnumbered
from narrator.checks.layout import Backwards, Line, backwards
from narrator.disclosure.shape import (
    AmountShape,
    CodedShape,
    CountShape,
    ListShape,
    NameShape,
    NumberShape,
    RecordShape,
    ScoreShape,
    Shape,
)
from narrator.disclosure.value import join_path
from narrator.document import Block, Contents, Document, Heading, Page, Paragraph, Spread, Table, Text
from narrator.form import Form
from narrator.number import Unit

NUMBER = re.compile(r"-?\d+(?:,\d{3})*(?:\.\d+)?")
DASHES = frozenset(["", "-", "--", "/", "无"])
CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
FAR = 40  # how many rows may stand between two rows of the form
ALIKE = 0.6  # how many of a layout's words a table must have to be that table


@dataclass
class Reading:
    """What the tables of a report say.

    raw: the data, as data.json would hold it. cells: the path of everything that a table prints, blank cells
    too → what a reader calls the place. shown: what is printed there, by path. grids: the tables by layout.
    used: the numbers of the blocks that belong to tables that were recognised (titles, lines, notes).
    """

    raw: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    found: list[tuple[Backwards, Grid, tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def line_texts(block: Block) -> tuple[Text, ...]:
    """The texts of a block that is no table."""
    match block:
        case Heading() | Paragraph():
            return (block.text,)
        case Spread():
            return block.texts
        case Table() | Contents() | Page():
            return ()


def texts_of(block: Block) -> list[str]:
    """The same as strings."""
    return [text.string for text in line_texts(block)]


def read(document: Document, form: Form) -> Reading:
    """The tables of DOCUMENT by the layouts of FORM."""
    reading = Reading({"金额单位": Unit.WAN.value, "格式": form.name})
    layouts = [backwards(name, layout) for name, layout in form.layouts.items()]
    before: list[str] = []
    pending: list[tuple[Backwards, Grid, list[str], list[str]]] = []
    counts: Counter[str] = Counter()
    for block in document.blocks:
        if not isinstance(block, Table):
            before += texts_of(block)
            if pending:
                pending[-1][3].extend(texts_of(block))
            continue
        rows = grid(block)
        layout = recognised(rows, before, layouts)
        if layout is not None and layout.table and layout.table in counts:
            what = f"{layout.table}不止一张"
            reading.findings.append(Finding(Level.ERROR, layout.table, what, "留下一张", rule="ST-1"))
        elif layout is not None:
            counts[layout.name] += 1
            pending.append((layout, rows, before[-8:], []))
        elif rows:
            what = f"没有认出这张表（{excerpt(rows)}）"
            reading.findings.append(unchecked(f"{block.name}", what, "核对表的标题和表头"))
        before = []
    reading.found = [(layout, rows, tuple(up), tuple(down)) for layout, rows, up, down in pending]
    starts = [unnumbered(plain(text)).lstrip('"') for block in document.blocks for text in texts_of(block)]
    for name in counts:
        tables = [(layout, rows) for layout, rows, *_ in pending if layout.name == name]
        owner = () if tables[0][0].table else owner_of(form.model, tables[0][0])
        numbers = ranks([about(rows, layout, form.model, owner) for layout, rows in tables], starts)
        for at, ((layout, rows), number) in enumerate(zip(tables, numbers, strict=True), 1):
            each = () if layout.table else ("项", str(number))
            Rows(reading, layout, form.model, each, at, owner).read(rows)
    for layout in layouts:
        for path in fixed_rows(layout):
            create(reading.raw, path)
    return reading


def fixed_rows(layout: Backwards) -> Iterator[tuple[str, ...]]:
    """The rows for fixed codes (公开06表) that LAYOUT prints always: composing asks for them, printed or not."""
    for line in layout.body if layout.table else ():
        for place in line.places:
            if not line.loop and len(place.path) == 4 and place.path[1] == "各科目":
                yield place.path[:3]


def about(rows: Grid, layout: Backwards, model: RecordShape, owner: tuple[str, ...]) -> str:
    """The name of the item that the table ROWS is about; "" when it is about none."""
    if layout.table:
        return ""
    scratch = Reading()
    Rows(scratch, layout, model, ("项", "1"), 1, owner).read(rows)
    return next((plain(text) for path, text in scratch.shown.items() if path.endswith("名称")), "")


def ranks(names: Sequence[str], starts: Sequence[str]) -> list[int]:
    """Which item each of the tables about NAMES is, from 1 on: in the order in which the prose, whose paragraphs
    begin with STARTS, tells of them; where it tells of none of them by name, in the order of the tables."""
    places = [place_of(name, starts) for name in names]
    if len(names) < 2 or None in places:
        return list(range(1, len(names) + 1))
    order = sorted(range(len(names)), key=lambda at: (places[at], at))
    return [order.index(at) + 1 for at in range(len(names))]


def place_of(name: str, starts: Sequence[str]) -> int | None:
    """Which of STARTS begins most like NAME, with half of its letters at least."""
    best, most = None, max(1, len(name) // 2)
    for number, start in enumerate(starts):
        same = common(name, start)
        if same > most:
            best, most = number, same
    return best


def excerpt(rows: Grid) -> str:
    return " ".join(dict.fromkeys(plain(cell) for cell in rows[0] if cell.strip()))[:40]


def recognised(rows: Grid, before: Sequence[str], layouts: Sequence[Backwards]) -> Backwards | None:
    """The layout that the table ROWS has: by its number and title, which stand BEFORE it, and by its words."""
    words = {plain(cell) for row in rows for cell in row if cell.strip()}
    near = [part for text in before[-8:] for part in (plain(text), unnumbered(plain(text)))]
    best: tuple[float, Backwards] | None = None
    for layout in layouts:
        share = len(words & layout.words) / max(len(layout.words), 1)
        header = {place.literal for line in layout.header for place in line.places if place.literal}
        top = {plain(cell) for row in rows[: len(layout.header) + 1] for cell in row}
        share = max(share, len(header & top) / len(header)) if header else share
        numbered = bool(layout.number) and layout.number in near
        titled = layout.title in near
        score = share + 2 * numbered + titled
        if share >= (0.3 if numbered and titled else ALIKE) and (best is None or score > best[0]):
            best = score, layout
    return best[1] if best else None


@dataclass
class Place:
    """A record of the data that a table prints: its names, its path, what a reader calls it, its shape, and what
    was read into it."""

    where: tuple[str, ...]
    path: str
    called: str
    shape: Shape | None
    raw: dict[str, Any] | None = None


@dataclass
class Rows:
    """Reads the rows of one table. each: of which item it is; owner: of which list; at: which of several of its
    kind it is."""

    reading: Reading
    layout: Backwards
    model: RecordShape
    each: tuple[str, ...]
    at: int = 1
    owner: tuple[str, ...] = ()
    rows: dict[tuple[str, ...], Place] = field(default_factory=dict)

    def read(self, rows: Grid) -> None:
        at = self.after_header(rows)
        lines = self.layout.body
        width = len(lines[0].places) if lines else 0
        if not rows or len(rows[0]) != width:
            what = f"这张表有{len(rows[0]) if rows else 0}列，格式是{width}列"
            self.reading.findings.append(unchecked(self.label, what, "核对表的列"))
            return
        for number, line in enumerate(lines):
            if line.loop:
                following = next((one for one in lines[number + 1 :] if not one.loop), None)
                at = self.loop(rows, at, line, following)
                continue
            place = self.find(rows, at, line)
            if place is None:
                self.missing(line)
                continue
            for skipped in range(at, place):
                self.strange(rows[skipped])
            self.fixed(rows[place], line)
            at = place + 1
        for skipped in range(at, len(rows)):
            self.strange(rows[skipped])

    @property
    def label(self) -> str:
        """What a reader calls this table."""
        return self.layout.table or f"{self.layout.title or self.layout.name}（第{self.at}张）"

    def after_header(self, rows: Grid) -> int:
        """How many rows at the top are the header."""
        at = 0
        for line in self.layout.header:
            wanted = {place.literal for place in line.places if place.literal and place.own}
            if at < len(rows) and wanted:
                have = {plain(cell) for cell in rows[at]}
                if len(wanted & have) * 2 >= len(wanted) or at + 1 == len(rows):
                    for word in sorted(wanted - have):
                        what = f"表头里没有“{word}”"
                        finding = Finding(
                            Level.ERROR, f"{self.label} 表头 {word}", what, "照格式改正表头", rule="ST-4"
                        )
                        self.reading.findings.append(finding)
                    at += 1
        return at

    def find(self, rows: Grid, at: int, line: Line) -> int | None:
        """The row of ROWS, from AT on, that LINE is: all its labels agree, or else more than half of them."""
        labels = line.labels
        if not labels:
            return at if at < len(rows) else None
        best: tuple[int, int] | None = None
        for number in range(at, min(at + FAR, len(rows))):
            score = sum(plain(rows[number][column]) == word for column, word in labels.items())
            if score == len(labels):
                return number
            if score * 2 >= len(labels) and score and (best is None or score > best[0]) and number == at:
                best = score, number
        return best[1] if best else None

    def fixed(self, row: Sequence[str], line: Line) -> None:
        wrong = {column: word for column, word in line.labels.items() if plain(row[column]) != word}
        if wrong:
            words = "、".join(wrong.values())
            sides = (
                Side(self.label, "、".join(plain(row[column]) or "（空白）" for column in wrong)),
                Side("格式", words),
            )
            what = f"这里应当是“{words}”"
            self.reading.findings.append(
                Finding(Level.ERROR, f"{self.label} {words}", what, "照格式改正", sides, rule="ST-4")
            )
        for column, place in enumerate(line.places):
            if place.path and place.own:
                self.put(place.path, row[column])
                # A row for a fixed code (公开06表): its name stands beside the code.
                if (
                    len(place.path) == 4
                    and place.path[1] == "各科目"
                    and column
                    and line.places[column - 1].literal
                ):
                    self.put((*place.path[:3], "科目名称"), row[column - 1])

    def loop(self, rows: Grid, at: int, line: Line, following: Line | None) -> int:
        """Read the rows from AT on that LINE prints, up to the row FOLLOWING; where they end."""
        stop = following.labels if following else {}
        coded = any(place.path == ("科目编码",) for place in line.places)
        item = 0
        while at < len(rows):
            row = rows[at]
            if stop and all(plain(row[column]) == word for column, word in stop.items()):
                break
            values = {
                place.path: row[column]
                for column, place in enumerate(line.places)
                if place.path and place.own
            }
            if coded:
                number = plain(values[("科目编码",)])
                if CODE.fullmatch(number):
                    key = number
                    if self.below(line.loop).get(number) is not None:
                        what = f"编码{number}不止一行"
                        finding = Finding(
                            Level.ERROR, f"{self.label} {number}", what, "留下一行", rule="AD-1"
                        )
                        self.reading.findings.append(finding)
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
            at += 1
        return at

    def below(self, path: Sequence[str]) -> dict[str, Any]:
        value: Any = self.reading.raw
        for name in path:
            value = value.get(name, {})
        return value if isinstance(value, dict) else {}

    def put(self, path: tuple[str, ...], text: str) -> None:
        """TEXT is what a table prints for the figure or text at PATH."""
        head, last = path[:-1], path[-1]
        row = self.rows.get(head)
        if row is None:
            row = self.rows[head] = self.row(head)
        shape = row.shape.fields.get(last) if isinstance(row.shape, RecordShape) else None
        if shape is None:
            return
        if row.raw is None:
            row.raw = create(self.reading.raw, row.where)
        name = join_path(row.path, last)
        value = text.strip()
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
            row.raw[last] = Decimal(digits.replace(",", ""))
        else:
            what, side = f"“{printed[:20]}”不是数", Side("表中", printed)
            self.reading.findings.append(unchecked(self.reading.cells[name], what, "填数字", side))

    def row(self, head: tuple[str, ...]) -> Place:
        """The record at HEAD, where the table's own item (项) is the one of its list that it is about."""
        own = head[:1] == ("项",) and bool(self.each)
        where = (*self.owner, self.each[1], *head[1:]) if own else head
        label = " ".join([self.label, *map(counted, where[len(self.owner) + 1 if own else 1 :])])
        return Place(where, path_of(where), label, shape_at(self.model, where))

    def strange(self, row: Sequence[str]) -> None:
        """A row that the form does not have; one that is blank says nothing."""
        if any(cell.strip() for cell in row):
            shown = " ".join(dict.fromkeys(plain(cell) for cell in row if cell.strip()))[:40]
            self.reading.findings.append(
                unchecked(f"{self.label} “{shown}”", "格式里没有这一行", "核对这一行")
            )

    def missing(self, line: Line) -> None:
        words = "、".join(dict.fromkeys(line.labels.values())) or "数据行"
        what = f"没有“{words[:40]}”这一行"
        self.reading.findings.append(
            Finding(Level.ERROR, f"{self.label} {words[:40]}", what, "照格式补上", rule="ST-4")
        )


def counted(name: str) -> str:
    """A step of a path as a reader calls it: the items of a list are counted."""
    return f"第{name}项" if name.isdigit() and len(name) < 3 else name


def owner_of(model: RecordShape, layout: Backwards) -> tuple[str, ...]:
    """The list in MODEL whose items LAYOUT prints, a table for each: what 项 stands for there."""
    wanted = {
        path[1]
        for line in layout.body
        for path in (line.loop, *(place.path for place in line.places))
        if path[:1] == ("项",)
    }
    for where, shape in lists(model, ()):
        if isinstance(shape.item, RecordShape) and wanted <= shape.item.fields.keys():
            return where
    return ("项",)


def lists(shape: Shape, at: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ListShape]]:
    """The lists of records in SHAPE, those in items not included."""
    if isinstance(shape, RecordShape):
        for name, inner in shape.fields.items():
            yield from lists(inner, (*at, name))
    elif isinstance(shape, ListShape) and isinstance(shape.item, RecordShape):
        yield at, shape


def shape_at(shape: Shape, path: Sequence[str]) -> Shape | None:
    """The shape of what stands at PATH below SHAPE, or None."""
    for name in path:
        match shape:
            case RecordShape(fields=fields) if name in fields:
                shape = fields[name]
            case CodedShape(row=row):
                shape = row
            case ListShape(item=item):
                shape = item
            case _:
                return None
    return shape


def path_of(names: Sequence[str]) -> str:
    """NAMES as a path of the data; numbers count the items of a list, codes are names."""
    path = ""
    for name in names:
        path = f"{path}[{name}]" if name.isdigit() and len(name) < 3 else join_path(path, name)
    return path


def create(raw: dict[str, Any], names: Sequence[str]) -> Any:
    """The record at NAMES below RAW, made when it is not there; numbers count the items of a list."""
    here: Any = raw
    for at, name in enumerate(names):
        listed = at + 1 < len(names) and names[at + 1].isdigit() and len(names[at + 1]) < 3
        if isinstance(here, list):
            while len(here) < int(name):
                here.append({})
            here = here[int(name) - 1]
        else:
            here = here.setdefault(name, [] if listed else {})
    return here


def store(raw: dict[str, Any], names: Sequence[str], value: object) -> None:
    create(raw, names[:-1])[names[-1]] = value


def completed(shape: Shape, raw: Any, cells: Mapping[str, str], at: tuple[str, ...] = ()) -> Any:
    """RAW with something in every place that a report prints and RAW does not have, for composing alone.

    某某 for a name, and a 1 for an amount or a count that no table prints (CELLS), so that the sentences that
    are there only when there is something are composed too.
    """
    match shape:
        case RecordShape(fields=fields):
            given: Mapping[str, Any] = raw if isinstance(raw, dict) else {}
            whole = dict(given)
            for name, inner in fields.items():
                if name in given or isinstance(inner, RecordShape):
                    whole[name] = completed(inner, given.get(name, {}), cells, (*at, name))
                elif isinstance(inner, AmountShape) and not inner.blank:
                    whole[name] = Decimal(1)
                elif isinstance(inner, (AmountShape, CountShape)):
                    if not at[:1] or not at[0].startswith("公开") or isinstance(inner, CountShape):
                        whole[name] = Decimal(path_of((*at, name)) not in cells)
                elif isinstance(inner, ScoreShape):
                    whole[name] = Decimal(0)
                elif isinstance(inner, NameShape) and name != "自评表中的名称":
                    whole[name] = inner.choices[0] if inner.choices else "某某"
            return whole
        case CodedShape(row=row) if isinstance(raw, dict):
            return {code: completed(row, one, cells, (*at, code)) for code, one in raw.items()}
        case ListShape(item=item) if isinstance(raw, list):
            return [completed(item, one, cells, (*at, str(number))) for number, one in enumerate(raw, 1)]
        case _:
            return raw


def lenient(shape: Shape) -> Shape:
    """SHAPE with nothing in it required."""
    match shape:
        case RecordShape(fields=fields):
            return replace(
                shape, required=False, fields={name: lenient(inner) for name, inner in fields.items()}
            )
        case CodedShape(row=row):
            inner = lenient(row)
            assert isinstance(inner, RecordShape)
            return replace(shape, required=False, row=inner)
        case ListShape(item=item):
            return replace(shape, required=False, item=lenient(item))
        case _:
            return replace(shape, required=False)
