"""The shapes that data.json is made of: how each is read, what is wrong with one that does not fit.

`model.py` builds the whole of data.json from these; a form adds fields of its own with them. A shape
reads raw JSON (dict, list, str, Decimal, bool, None) into values and appends every problem it finds.
"""

from __future__ import annotations

import re
import unicodedata
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import cached_property
from typing import ClassVar

from narrator.disclosure.value import (
    Coded,
    Count,
    Figure,
    Listing,
    Percentage,
    Record,
    Value,
    Words,
    Year,
    join_path,
)
from narrator.number import EXACT, ZERO, Amount, Score, Unit, plain
from narrator.problem import Problem

KINDS = {
    dict: "一组数据{…}",
    list: "列表[…]",
    str: "文字",
    Decimal: "数",
    bool: "true/false",
    type(None): "null",
}
# Characters that XML 1.0 can not hold; a document with one of them would not open.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# And in a name no characters that nobody sees, which would make two equal names differ.
UNSEEN = re.compile(f"{UNPRINTABLE.pattern[:-1]}\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
# A number as clerks write it (after NFKC): 1,234.50万元, ¥12, (3.00), 62%, 3辆.
WRITTEN = re.compile(
    r"(?P<minus>\(|-)?[¥+]?(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?)\)?\s*(?P<unit>[^0-9\s.,()-]{0,2})"
)


class Absent:
    """The raw value of a key that data.json does not hold."""


ABSENT = Absent()


class Repeated(dict[str, object]):
    """A JSON object that held some names more than once; REPEATED says which. The last value counts."""

    def __init__(self, members: Mapping[str, object], repeated: Sequence[str]) -> None:
        super().__init__(members)
        self.repeated = tuple(repeated)


@dataclass
class Reading:
    """What one reading knows and finds: the unit of its amounts, and the problems so far."""

    unit: Unit
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: str, what: str, hint: str) -> None:
        self.problems.append(Problem(path, what, hint))

    def kind_problem(self, path: str, raw: object, wanted: str, hint: str) -> None:
        shown = ""
        if isinstance(raw, str):
            shown = f"“{excerpt(raw)}”"
        elif isinstance(raw, Decimal):
            shown = digits(raw)
        elif isinstance(raw, bool):
            shown = str(raw).lower()
        kind = "" if isinstance(raw, bool) else KINDS.get(type(raw), "一组数据{…}")
        self.problem(path, f"这里是{kind}{shown}，应当是{wanted}", hint)


def excerpt(text: str, most: int = 20) -> str:
    """The beginning of TEXT for a message: on one line, and nothing in it that a terminal would obey."""
    shown = "".join(char if char.isprintable() else "□" for char in text[:most])
    return f"{shown}…" if len(text) > most else shown


def digits(number: Decimal) -> str:
    """NUMBER for a message, shortened in the middle when it is long."""
    shown = str(number)
    return shown if len(shown) <= 24 else f"{shown[:12]}…{shown[-8:]}"


@dataclass(frozen=True)
class Shape:
    """What may stand at one place of data.json.

    description: what the place holds, in Chinese, for the JSON Schema and for messages.
    required: whether data.json must hold it.
    """

    description: str = ""
    required: bool = False

    @abstractmethod
    def read(self, raw: object, path: str, reading: Reading) -> Value:
        """RAW as a value; problems go to READING, and the value is then the nearest harmless one."""

    @abstractmethod
    def schema(self) -> dict[str, object]:
        """The JSON Schema (2020-12) of this shape."""

    @property
    def note(self) -> str:
        """The description in brackets, for messages."""
        return f"（{self.description}）" if self.description else ""

    @property
    def wanting(self) -> str:
        """What to do where it is missing, for messages."""
        return "补上"

    def missing(self, raw: object, path: str, reading: Reading) -> bool:
        """Whether RAW is absent; it is a problem when the shape is required."""
        if raw is not ABSENT:
            return False
        if self.required:
            reading.problem(path, f"缺少这一项{self.note}", self.wanting)
        return True


@dataclass(frozen=True)
class NumberShape(Shape):
    """A shape that a JSON number fills."""

    @property
    def nothing(self) -> str:
        """What to do where there is no such number, for messages."""
        return "没有就删掉这一项"

    def number(self, raw: object, path: str, reading: Reading, wanted: str) -> Decimal | None:
        """RAW as a Decimal, or None after telling what else it is."""
        if isinstance(raw, Decimal):
            if raw.is_finite():
                return raw
            reading.problem(path, f"这里是{raw}，不是一个确定的数", f"填{wanted}，只写数字；{self.nothing}")
            return None
        meant = self.meant(raw, reading) if isinstance(raw, str) else None
        hint = (
            f"填{wanted}，只写数字，不加引号；{self.nothing}"
            if meant is None
            else f"写成{meant}，不加引号、千分位和单位"
        )
        reading.kind_problem(path, raw, wanted, hint)
        return None

    def meant(self, text: str, reading: Reading) -> str | None:
        """The number that a clerk meant who wrote TEXT, as JSON writes it; None when that is not certain."""
        found = WRITTEN.fullmatch(unicodedata.normalize("NFKC", text[:60]).strip())
        if found is None:
            return None
        number = Decimal(found["digits"].replace(",", ""))
        meant = self.in_unit(number.copy_negate() if found["minus"] else number, found["unit"], reading)
        return None if meant is None else f"{meant:f}"

    def in_unit(self, number: Decimal, unit: str, reading: Reading) -> Decimal | None:
        """NUMBER, behind which stood UNIT (辆, %, or nothing), as it is written here; None for units like 亿."""
        return None if set(unit) & set("十百千万亿") else number

    def whole(
        self, raw: object, path: str, reading: Reading, wanted: str, low: int, high: int, hint: str
    ) -> int | None:
        """RAW as a whole number from LOW to HIGH, or None after telling what is wrong."""
        number = self.number(raw, path, reading, wanted)
        if number is None:
            return None
        if number < low or number > high or number != number.to_integral_value():
            reading.problem(path, f"{digits(number)}不是{wanted}", hint)
            return None
        return int(number)


@dataclass(frozen=True)
class AmountShape(NumberShape):
    """An amount of money in the unit that data.json declares.

    blank: what an absent key means. True: zero, as an empty cell of a public table does. False: nobody
        has filled it in; a sentence that needs it says so. null always means: there is no such figure.
    """

    blank: bool = True

    @property
    def nothing(self) -> str:
        return "没有发生的填0" if self.blank else "没有发生的填0，没有可比的数填null"

    @property
    def wanting(self) -> str:
        return f"补上；{self.nothing}"

    def read(self, raw: object, path: str, reading: Reading) -> Figure:
        if raw is ABSENT:
            self.missing(raw, path, reading)
            return Figure(ZERO if self.blank else None, path, False)
        if raw is None:
            if self.blank:
                reading.problem(path, "这里是null，应当是金额", f"填金额；{self.nothing}")
            return Figure(None, path)
        number = self.number(raw, path, reading, "金额")
        if number is not None:
            try:
                return Figure(Amount.of(number, reading.unit), path)
            except ValueError as error:
                reading.problem(
                    path,
                    f"{digits(number)}：{error}",
                    f"核对金额，再看“金额单位”（现在是{reading.unit.value}）对不对",
                )
        return Figure(Amount(Decimal(0)), path)

    def in_unit(self, number: Decimal, unit: str, reading: Reading) -> Decimal | None:
        if unit in ("", reading.unit.value):
            return number
        if unit not in (Unit.YUAN.value, Unit.WAN.value):
            return None
        factor = Decimal(10000) if reading.unit is Unit.YUAN else Decimal("0.0001")
        return Decimal(plain(EXACT.multiply(number, factor)))

    def schema(self) -> dict[str, object]:
        if self.blank:
            return {"type": "number"}
        return {
            "type": ["number", "null"],
            "description": f"{self.description}；没有可比的数（例如新设立的单位）填null",
        }


@dataclass(frozen=True)
class CountShape(NumberShape):
    """A number of things: 0 or more, whole."""

    most: ClassVar[int] = 10**9

    @property
    def nothing(self) -> str:
        return "没有的填0"

    @property
    def wanting(self) -> str:
        return f"补上；{self.nothing}"

    def read(self, raw: object, path: str, reading: Reading) -> Figure:
        if self.missing(raw, path, reading):
            return Figure(Count(0), path, given=False)
        hint = "填不带小数的数，不能是负数，也不超过10亿"
        return Figure(Count(self.whole(raw, path, reading, "个数", 0, self.most, hint) or 0), path)

    def schema(self) -> dict[str, object]:
        return {"type": "integer", "minimum": 0, "maximum": self.most}


@dataclass(frozen=True)
class YearShape(NumberShape):
    """A year of accounts, in four digits."""

    first: ClassVar[int] = 2000
    last: ClassVar[int] = 2999

    @property
    def nothing(self) -> str:
        return "例如2023"

    @property
    def wanting(self) -> str:
        return f"补上，{self.nothing}"

    def read(self, raw: object, path: str, reading: Reading) -> Year:
        if self.missing(raw, path, reading):
            return Year(self.first, path)
        hint = f"填四位数的年份，{self.nothing}"
        return Year(
            self.whole(raw, path, reading, "决算年度", self.first, self.last, hint) or self.first, path
        )

    def schema(self) -> dict[str, object]:
        return {"type": "integer", "minimum": self.first, "maximum": self.last}


@dataclass(frozen=True)
class ScoreShape(NumberShape):
    """A score of a performance evaluation: 0 to 100, two decimals at most."""

    def read(self, raw: object, path: str, reading: Reading) -> Figure:
        if self.missing(raw, path, reading):
            return Figure(None, path, given=False)
        number = self.number(raw, path, reading, "分数")
        if number is not None:
            try:
                return Figure(Score.of(number), path)
            except ValueError as error:
                reading.problem(path, f"{digits(number)}：{error}", "核对分数")
        return Figure(None, path)

    def schema(self) -> dict[str, object]:
        return {"type": "number", "minimum": 0, "maximum": 100}


@dataclass(frozen=True)
class PercentageShape(NumberShape):
    """A percentage that a published table states: 62 prints as 62%, 100.00 as 100.00%."""

    largest: ClassVar[int] = 10**8

    def read(self, raw: object, path: str, reading: Reading) -> Figure:
        if self.missing(raw, path, reading):
            return Figure(None, path, given=False)
        number = self.number(raw, path, reading, "百分数")
        if number is not None:
            exponent = number.as_tuple().exponent
            # The digits are printed as they stand, so there must not be a million of them.
            if isinstance(exponent, int) and -14 <= exponent <= 8 and number.copy_abs() <= self.largest:
                return Figure(Percentage(number), path)
            reading.problem(path, f"{digits(number)}不是合理的百分数", "填百分号前面的数，例如62")
        return Figure(None, path)

    def schema(self) -> dict[str, object]:
        return {"type": "number", "minimum": -self.largest, "maximum": self.largest}


@dataclass(frozen=True)
class NameShape(Shape):
    """A name or another short text on one line; not empty.

    choices: the only names allowed here, when there are such.
    """

    choices: tuple[str, ...] = ()

    def read(self, raw: object, path: str, reading: Reading) -> Words:
        if self.missing(raw, path, reading):
            return Words("", path, given=False)
        if not isinstance(raw, str):
            reading.kind_problem(path, raw, "文字", "填文字，两边加引号")
            return Words("", path)
        text = raw.strip()
        if not text and self.required:
            reading.problem(path, f"这里是空的{self.note}", "填上文字")
        elif "\n" in text or "\r" in text or "\t" in text:
            reading.problem(path, f"“{excerpt(text)}”里有换行或制表符", "写在一行里")
        elif (bad := UNSEEN.search(text)) is not None:
            unprintable_problem(path, text, bad, reading)
        elif self.choices and text not in self.choices:
            # No nearest one: whoever wrote 亿元 must not be told to write 元.
            reading.problem(
                path, f"“{excerpt(text)}”不在可选的范围内", f"从{'、'.join(self.choices)}中选一个"
            )
        return Words(text, path)

    def schema(self) -> dict[str, object]:
        schema: dict[str, object] = {"type": "string"}
        if self.choices:
            schema["enum"] = list(self.choices)
        if self.required:
            schema["minLength"] = 1
        return schema


@dataclass(frozen=True)
class ProseShape(Shape):
    """A text of one or more paragraphs: a string, or a list of strings with one paragraph each."""

    def read(self, raw: object, path: str, reading: Reading) -> Words:
        if self.missing(raw, path, reading):
            return Words("", path, "文字", given=False)
        parts = raw if isinstance(raw, list) else [raw]
        lines: list[str] = []
        for number, part in enumerate(parts, 1):
            here = f"{path}[{number}]" if isinstance(raw, list) else path
            if not isinstance(part, str):
                reading.kind_problem(here, part, "文字", "填文字，两边加引号")
            elif (bad := UNPRINTABLE.search(part)) is not None:
                unprintable_problem(here, part, bad, reading)
            else:
                lines += (line.strip() for line in part.replace("\t", " ").splitlines())
        text = "\n".join(line for line in lines if line)
        if self.required and not text and all(isinstance(part, str) for part in parts):
            reading.problem(path, f"这里是空的{self.note}", "填上文字")
        return Words(text, path, "文字", given=raw is not None)

    def schema(self) -> dict[str, object]:
        string: dict[str, object] = {"type": "string", **({"minLength": 1} if self.required else {})}
        items: dict[str, object] = {"type": "array", "items": {"type": "string"}}
        return {"anyOf": [string, {**items, **({"minItems": 1} if self.required else {})}]}


def unprintable_problem(path: str, text: str, bad: re.Match[str], reading: Reading) -> None:
    before = text[max(0, bad.start() - 8) : bad.start()]
    place = f"“{excerpt(before)}”后面" if before else "开头"
    reading.problem(
        path,
        f"{place}有一个看不见的控制字符（U+{ord(bad.group()):04X}）",
        "删掉这个字符（多半是从别处粘贴来的），重新输入这几个字",
    )


ANY = "_"  # a path, whichever


@dataclass(frozen=True)
class RecordShape(Shape):
    """Named fields, each of its own shape; other names are not allowed."""

    fields: Mapping[str, Shape] = field(default_factory=dict)

    @property
    def wanting(self) -> str:
        return f"补上，里面要有{self.needed}" if self.needed else "补上"

    @property
    def needed(self) -> str:
        """The fields that must be given, each with those that it needs itself: 甲、乙（丙、丁）."""
        inside = {name: getattr(shape, "needed", "") for name, shape in self.fields.items() if shape.required}
        return "、".join(f"{name}（{needed}）" if needed else name for name, needed in inside.items())

    def read(self, raw: object, path: str, reading: Reading) -> Record:
        if raw is ABSENT:
            self.missing(raw, path, reading)
            return self.blank(path, reading)
        found = members(raw, path, reading, self.fields)
        return (
            Record(self.values(found, path, reading), path)
            if isinstance(raw, dict)
            else self.blank(path, reading)
        )

    def blank(self, path: str, reading: Reading) -> Record:
        """The record of which nothing is given; that its parts are missing as well is not told again."""
        return Record(self.values({}, path, Reading(reading.unit)), path)

    def values(self, raw: Mapping[str, object], path: str, reading: Reading) -> dict[str, Value]:
        return {
            name: shape.read(raw.get(name, ABSENT), path + step if path else join_path("", name), reading)
            for name, shape, step in self.steps
        }

    @cached_property
    def steps(self) -> tuple[tuple[str, Shape, str], ...]:
        """The fields, each with what it adds to the path of the record."""
        return tuple(
            (name, shape, join_path(ANY, name).removeprefix(ANY)) for name, shape in self.fields.items()
        )

    def schema(self) -> dict[str, object]:
        required = [name for name, shape in self.fields.items() if shape.required]
        return {
            "type": "object",
            "properties": {name: described(shape) for name, shape in self.fields.items()},
            "additionalProperties": False,
            **({"required": required} if required else {}),
        }


def members(
    raw: object, path: str, reading: Reading, allowed: Mapping[str, object] | None
) -> dict[str, object]:
    """RAW as a JSON object; tells of names that are repeated or not in ALLOWED (None: all are)."""
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
            near = get_close_matches(name[:60], free, 1, 0.5)
            hint = f"改成“{near[0]}”，或者删掉" if near else "删掉，或者查一下名称（narrator schema）"
            reading.problem(join_path(path, name), "没有这个名称的数据项", hint)
    return raw


@dataclass(frozen=True)
class ListShape(Shape):
    """Items of one shape, in order."""

    item: Shape = field(default_factory=NameShape)

    def read(self, raw: object, path: str, reading: Reading) -> Listing:
        if self.missing(raw, path, reading):
            return Listing()
        if not isinstance(raw, list):
            reading.kind_problem(path, raw, "列表[…]", "写成[…, …]，两边加方括号")
            return Listing()
        if not raw and self.required:
            reading.problem(path, f"列表是空的（{self.description}）", "至少填一项")
        return Listing(
            self.item.read(item, f"{path}[{number}]", reading) for number, item in enumerate(raw, 1)
        )

    def schema(self) -> dict[str, object]:
        return {"type": "array", "items": described(self.item), **({"minItems": 1} if self.required else {})}


CODE_LENGTHS = (3, 5, 7)
LEVELS = {3: "类", 5: "款", 7: "项"}


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

    def read(self, raw: object, path: str, reading: Reading) -> Listing:
        if self.missing(raw, path, reading):
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
        digits = "|".join(f"[0-9]{{{length}}}" for length in self.lengths)
        return {
            "type": "object",
            "patternProperties": {f"^({digits})$": self.row.schema()},
            "additionalProperties": False,
        }


@dataclass(frozen=True)
class TextsShape(Shape):
    """Texts under names that are not known beforehand: the reasons, one for each slot of the form."""

    def read(self, raw: object, path: str, reading: Reading) -> Record:
        if self.missing(raw, path, reading):
            return Record({}, path)
        item = ProseShape()
        texts = members(raw, path, reading, None)
        return Record(
            {name: item.read(text, join_path(path, name), reading) for name, text in texts.items()}, path
        )

    def schema(self) -> dict[str, object]:
        return {"type": "object", "additionalProperties": ProseShape().schema()}


def described(shape: Shape) -> dict[str, object]:
    """The JSON Schema of SHAPE with its description."""
    return {**({"description": shape.description} if shape.description else {}), **shape.schema()}
