"""The shapes in data.json that hold others: records, lists, rows by code, texts by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache

from narrator.bounds import MOST_ITEMS
from narrator.disclosure.clean_text import clean, clean_text, leading_number, strip_numbers, tell_codes
from narrator.disclosure.number_shapes import AmountShape
from narrator.disclosure.shape import ABSENT, BlankRecord, DataReading, Repeated, Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.disclosure.value import Coded, Listing, Record, Value, Words, join_path
from narrator.number import MONEY, Money
from narrator.problem import excerpt

RENAMED = ("的名称里有{}，按通常的字认", "核对；在数据里也可以重新输入这个名称")
PASTED = ("每条开头写了序号{}…，报告自己编号，没有用写的", "核对；在数据里也可以删掉序号")
DOUBLED = ("开头写了序号{}，报告自己编号，印出来会有两个", "在数据里删掉序号；不是序号的不用管")
ANY = "_"  # a path, whichever
MOST_BLANKS = 2_000  # records; those of a report of the usual size are 400


@dataclass(frozen=True)
class RecordShape(Shape):
    """Named fields, each of its own shape; other names are not allowed."""

    fields: Mapping[str, Shape] = field(default_factory=dict)

    @cached_property
    def blanks(self) -> dict[str, BlankRecord | None]:
        """See `DataReading.blanks`, where this is the shape of the whole."""
        return {}

    @property
    def wanting(self) -> str:
        """What to do where it is missing, with the fields that it must have."""
        return f"补上，里面要有{self.needed}" if self.needed else "补上"

    @property
    def needed(self) -> str:
        """The fields that must be given, each with those that it needs itself: 甲、乙（丙、丁）."""
        inside = {name: getattr(shape, "needed", "") for name, shape in self.fields.items() if shape.required}
        return "、".join(f"{name}（{needed}）" if needed else name for name, needed in inside.items())

    def read(self, raw: object, path: str, reading: DataReading) -> Record:
        """Return a JSON object as a record; an empty one when there is none. See `Shape.read`."""
        if raw is ABSENT:
            self.tell_missing(path, reading)
            return self.blank(path, reading)
        if type(raw) is dict and raw.keys() <= self.fields.keys():  # as nearly all are
            return Record(self.values(raw, path, reading), path)
        found = members(raw, path, reading, self.fields)
        return (
            Record(self.values(found, path, reading), path)
            if isinstance(raw, dict)
            else self.blank(path, reading)
        )

    def blank(self, path: str, reading: DataReading) -> Record:
        """Return the record of which nothing is given; that its parts are missing as well is not told again."""
        return self.blank_with_places(path, reading).record

    def blank_with_places(self, path: str, reading: DataReading) -> BlankRecord:
        """Return the record of which nothing is given, with the places of its fields."""
        kept = reading.blanks.get(path)
        if kept is None:
            places = [
                (name, shape, path + step if path else join_path("", name))
                for name, shape, step in self.steps
            ]
            silent = DataReading(reading.unit, reading.money, blanks=reading.blanks)
            fields = {name: shape.read(ABSENT, place, silent) for name, shape, place in places}
            kept = BlankRecord(Record(fields, path), places)
            if len(reading.blanks) < MOST_BLANKS or path in reading.blanks:
                reading.blanks[path] = kept
        return kept

    def values(self, raw: Mapping[str, object], path: str, reading: DataReading) -> dict[str, Value]:
        """Return the fields of a record of raw values, each read by its own shape, in the order of the model."""
        if path in reading.blanks:  # read before: what is not given now is as in the blank one
            blank, places = self.blank_with_places(path, reading)
            given = {
                name: shape.read(raw.get(name, ABSENT), place, reading)
                for name, shape, place in places
                if name in raw or shape.required
            }
            return {**blank.fields, **given}
        if len(reading.blanks) < MOST_BLANKS:
            reading.blanks[path] = None
        return {
            name: shape.read(raw.get(name, ABSENT), path + step if path else join_path("", name), reading)
            for name, shape, step in self.steps
        }

    @cached_property
    def steps(self) -> tuple[tuple[str, Shape, str], ...]:
        """The fields, in the order of the model: the name of each, its shape, and what it adds to the path."""
        return tuple(
            (name, shape, join_path(ANY, name).removeprefix(ANY)) for name, shape in self.fields.items()
        )

    @cached_property
    def besides_blanks(self) -> tuple[tuple[str, Shape], ...]:
        """The fields by name, but for the amounts that are zero where nothing is given."""
        return tuple(
            (name, shape)
            for name, shape in self.fields.items()
            if not (type(shape) is AmountShape and shape.blank)
        )

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of an object with these fields and no others."""
        required = [name for name, shape in self.fields.items() if shape.required]
        return {
            "type": "object",
            "properties": {name: described(shape) for name, shape in self.fields.items()},
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }


@dataclass(frozen=True)
class DataShape(RecordShape):
    """The whole of data.json as a form asks for it. money: how that form prints amounts. titles: gives what the headings of its
    tables call those that data.json has; they are read once a name is not known."""

    money: Money = MONEY
    titles: Callable[[], Mapping[str, str]] = dict

    def values(self, raw: Mapping[str, object], path: str, reading: DataReading) -> dict[str, Value]:
        """Return the members of the data, those that are as they were before from the reading's cache."""
        return {
            name: reading.read(shape, raw.get(name, ABSENT), join_path(path, name))
            for name, shape in self.fields.items()
        }


def members(
    raw: object, path: str, reading: DataReading, allowed: Mapping[str, object] | None
) -> dict[str, object]:
    """Return the raw value as a JSON object; {} after telling that it is none.

    Names that are repeated, or not among the allowed ones, are told as well. allowed: None when any name
    is.
    """
    if not isinstance(raw, dict):
        reading.kind_problem(path, raw, "一组数据{…}", "按“名称: 值”的样子填，两边加花括号")
        return {}
    if isinstance(raw, Repeated):
        for name in raw.repeated:
            reading.problem(join_path(path, name), "这个名称在同一组里写了不止一次", "留下一个，删掉其余的")
    if allowed is None or raw.keys() <= allowed.keys():
        return raw
    free = [name for name in allowed if name not in raw]
    for name in raw:
        if name not in allowed:
            if clean(name.strip()) in free:
                odd = tell_codes(clean_text(name).odd)
                what = f"没有这个名称的数据项，{f'里面有{odd}' if odd else '前后有空格'}"
                reading.problem(join_path(path, name), what, f"改成“{clean(name.strip())}”，重新输入")
                continue
            near = [] if reading.is_full else get_close_matches(name[:60], free, 1, 0.5)
            hint = f"改成“{near[0]}”，或者删掉" if near else "删掉，或者查一下名称（narrator schema）"
            reading.problem(join_path(path, name), "没有这个名称的数据项", hint)
    return raw


@dataclass(frozen=True)
class ListShape(Shape):
    """Items of one shape, in order. numbered: whether every form numbers them by itself."""

    item: Shape = field(default_factory=NameShape)
    numbered: bool = False

    def read(self, raw: object, path: str, reading: DataReading) -> Listing:
        """Return a JSON list as a listing, each item read by itself; an empty one when there is none.

        See `Shape.read`.
        """
        if raw is ABSENT:
            self.tell_missing(path, reading)
            return Listing()
        if not isinstance(raw, list):
            reading.kind_problem(path, raw, "列表[…]", "写成[…, …]，两边加方括号")
            return Listing()
        if not raw and self.required:
            reading.problem(path, f"列表是空的（{self.description}）", "至少填一项")
        if len(raw) > MOST_ITEMS:
            reading.problem(
                path, f"这里有{len(raw)}项，一个列表最多{MOST_ITEMS}项", "检查是不是贴错了，删去多余的"
            )
            return Listing()
        items = self.without_numbers(raw, path, reading) if self.numbered else raw
        return Listing(
            self.item.read(item, f"{path}[{number}]", reading) for number, item in enumerate(items, 1)
        )

    def without_numbers(self, raw: list[object], path: str, reading: DataReading) -> Sequence[object]:
        """Return the items without the numbers that somebody pasted with them: the report would have two."""
        texts = [item.strip() if isinstance(item, str) else "" for item in raw]
        if (bare := strip_numbers(texts)) is not None:
            reading.note(PASTED, path, f"“{leading_number(texts[0])}”")
            return bare
        for number, text in enumerate(texts, 1):
            if pasted := leading_number(text):
                reading.note(DOUBLED, f"{path}[{number}]", f"“{pasted}”")
        return raw

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of a list of such items."""
        return {"type": "array", "items": described(self.item), **({"minItems": 1} if self.required else {})}


CODE_LENGTHS = (3, 5, 7)
LEVELS = {3: "类", 5: "款", 7: "项"}
# The parts of a code that some tables print in a column each, by their levels: how the path of one ends, and its digits.
CODE_PARTS = {"类": ("类码", slice(3)), "款": ("款码", slice(3, 5)), "项": ("项码", slice(5, 7))}
OF_CODE = ("科目编码", *(name for name, _ in CODE_PARTS.values()))


def code_above(code: str) -> str:
    """Return the code of the level above: of 2060101 20601, of 20601 206, and of 206 "", which is 合计."""
    return code[: length_above(len(code))]


@lru_cache
def length_above(length: int) -> int:
    """Return how many digits the codes of the level above those of a length have."""
    return max((one for one in LEVELS if one < length), default=0)


def codes_below(codes: Iterable[str]) -> dict[str, list[str]]:
    """Return the codes one level below each of some codes that has any; those at the top are below ""."""
    below: dict[str, list[str]] = defaultdict(list)
    for code in filter(None, codes):
        below[code_above(code)].append(code)
    return below


@dataclass(frozen=True)
class CodedShape(Shape):
    """Rows by code: a JSON object whose keys are codes of a classification and whose values are rows.

    lengths: how many digits a code may have, from the highest level down. A code needs the row of the
    level above it (RULES T2-2: 类 = its 款, 款 = its 项). Rows come out in order of their codes, whatever
    the order in the file, each with 科目编码, 级次 (类, 款, 项) and the rows above it as 类 and 款.
    names: what the rows that the public table lists are called, by code.
    """

    row: RecordShape = field(default_factory=RecordShape)
    lengths: tuple[int, ...] = CODE_LENGTHS
    names: Mapping[str, str] = field(default_factory=dict)

    def read(self, raw: object, path: str, reading: DataReading) -> Listing:
        """Return a JSON object of rows by code as a listing in order of the codes. See `Shape.read`."""
        if raw is ABSENT:
            self.tell_missing(path, reading)
            return Listing()
        rows: dict[str, Record] = {}
        below: dict[str, list[str]] = {}  # a code without a row → the codes of the rows below it
        for code, cells in sorted(members(raw, path, reading, None).items()):
            here = join_path(path, code)
            if not (code.isascii() and code.isdigit() and len(code) in self.lengths):
                lengths = "、".join(map(str, self.lengths))
                reading.problem(here, f"“{excerpt(code)}”不是科目编码", f"填{lengths}位数字的编码")
                continue
            record = self.row.read(cells, here, reading)
            fields = {"科目编码": Words(code, here), "级次": Words(LEVELS[len(code)], here), **record.fields}
            for length in self.lengths:
                if length < len(code):
                    above = rows.get(code[:length])
                    if above is None:
                        below.setdefault(code[:length], []).append(code)
                    else:
                        fields[LEVELS[length]] = above
            rows[code] = Record(fields, here)
        for upper, codes in below.items():
            these = codes[0] if len(codes) == 1 else f"{codes[0]}等{len(codes)}行"
            reading.problem(
                join_path(path, codes[0]),
                f"有{these}，却没有它{'' if len(codes) == 1 else '们'}上级的{upper}这一行",
                f"补上{upper}这一行，或者改正{codes[0]}的编码",
            )
        return Coded(rows, lambda code: self.row.blank(join_path(path, code), reading))

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of an object whose names are codes of these lengths."""
        digits = "|".join(f"[0-9]{{{length}}}" for length in self.lengths)
        row = self.row.schema()
        asked = [name for name in self.row.fields if self.row.fields[name].required and name != "科目名称"]
        return {
            "type": "object",
            # The name of a code that the classification lists may be left out (see completion).
            "patternProperties": {f"^({digits})$": {**row, "required": asked} if "required" in row else row},
            "additionalProperties": False,
        }


PROSE = ProseShape()


@dataclass(frozen=True)
class TextsShape(Shape):
    """Texts under names that are not known beforehand: the reasons, one for each slot of the form."""

    def read(self, raw: object, path: str, reading: DataReading) -> Record:
        """Return a JSON object of texts as a record under the same names, without odd characters in them.

        See `Shape.read`.
        """
        if raw is ABSENT:
            self.tell_missing(path, reading)
            return Record({}, path)
        texts: dict[str, Value] = {}
        for name, text in members(raw, path, reading, None).items():
            here = join_path(path, name)
            known = clean(name.strip())
            if known in texts:
                what = "这个名称同前面一个只差看不出来的字符，不知道用哪一个"
                reading.problem(here, what, "留下一个，删掉另一个")
            if known != name:
                odd = tell_codes(clean_text(name).odd) or "前后的空格"
                reading.note(RENAMED, here, odd)
            texts[known] = reading.read(PROSE, text, here)
        return Record(texts, path)

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of an object of texts under any names."""
        return {"type": "object", "additionalProperties": ProseShape().schema()}


def described(shape: Shape) -> dict[str, object]:
    """Return the JSON Schema of a shape with its description."""
    return {**({"description": shape.description} if shape.description else {}), **shape.schema()}
