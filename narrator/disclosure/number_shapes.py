"""The shapes of numbers in data.json: amounts, counts, years, scores, percentages."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from narrator.disclosure.shape import ABSENT, DataReading, Shape, digits
from narrator.disclosure.value import Count, Figure, Percentage, Year
from narrator.number import EXACT, Amount, MoneyUnit, Score, plain_digits
from narrator.regex import compile_later

# A number as clerks write it (after NFKC): 1,234.50万元, ¥12, (3.00), 62%, 3辆.
WRITTEN = compile_later(
    r"(?P<minus>\(|-)?[¥+]?(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)?)\)?\s*(?P<unit>[^0-9\s.,()-]{0,2})"
)


@dataclass(frozen=True)
class NumberShape(Shape):
    """A shape that a JSON number fills."""

    @property
    def nothing(self) -> str:
        """What to do where there is no such number, for messages."""
        return "没有就删掉这一项"

    def number(self, raw: object, path: str, reading: DataReading, wanted: str) -> Decimal | None:
        """Return the raw value as a number; None after telling what else it is."""
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

    def meant(self, text: str, reading: DataReading) -> str | None:
        """Return the number that a clerk meant who wrote a text, as JSON writes it; None when that is not
        certain.
        """
        found = WRITTEN.fullmatch(unicodedata.normalize("NFKC", text[:60]).strip())
        if found is None:
            return None
        number = Decimal(found["digits"].replace(",", ""))
        meant = self.in_unit(number.copy_negate() if found["minus"] else number, found["unit"], reading)
        return None if meant is None else f"{meant:f}"

    def in_unit(self, number: Decimal, unit: str, reading: DataReading) -> Decimal | None:
        """Return a number, behind which stood a unit (辆, %, or nothing), as it is written here; None when its
        unit changes the number, such as 亿.
        """
        return None if set(unit) & set("十百千万亿") else number

    def whole(
        self, raw: object, path: str, reading: DataReading, wanted: str, low: int, high: int, hint: str
    ) -> int | None:
        """Return the raw value as a whole number from `low` to `high`; None after telling what is wrong."""
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
        """What to fill in where there is no such money, or none to compare with."""
        return "没有发生的填0" if self.blank else "没有发生的填0，没有可比的数填null"

    @property
    def wanting(self) -> str:
        """What to do where it is missing."""
        return f"补上；{self.nothing}"

    def read(self, raw: object, path: str, reading: DataReading) -> Figure:
        """Return a number in the unit of the data as a figure in 万元; null as one without a value. See `Shape.read`."""
        if raw is ABSENT:
            if self.required:
                self.tell_missing(path, reading)
            return Figure(reading.zero if self.blank else None, path, False)
        if raw is None:
            if self.blank:
                reading.problem(path, "这里是null，应当是金额", f"填金额；{self.nothing}")
            return Figure(None, path)
        number = raw if type(raw) is Decimal and raw.is_finite() else self.number(raw, path, reading, "金额")
        if number is not None:
            try:
                return Figure(Amount.of(number, reading.unit, reading.money), path)
            except ValueError as error:
                reading.problem(
                    path,
                    f"{digits(number)}：{error}",
                    f"核对金额，再看“金额单位”（现在是{reading.unit.value}）对不对",
                )
        return Figure(reading.zero, path)

    def in_unit(self, number: Decimal, unit: str, reading: DataReading) -> Decimal | None:
        """Return the number converted from 元 or 万元 to the unit of data.json; None for any other unit."""
        if unit in ("", reading.unit.value):
            return number
        if unit not in (MoneyUnit.YUAN.value, MoneyUnit.WAN.value):
            return None
        factor = Decimal(10000) if reading.unit is MoneyUnit.YUAN else Decimal("0.0001")
        return Decimal(plain_digits(EXACT.multiply(number, factor)))

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of an amount, null allowed where it means something."""
        if self.blank:
            return {"type": "number"}
        return {
            "type": ["number", "null"],
            "description": f"{self.description}；没有可比的数（例如新设立的单位）填null",
        }


@dataclass(frozen=True)
class CountShape(NumberShape):
    """A number of things: 0 or more, whole.

    blank: what an absent key means, as for an amount. True: none. False: nobody has filled it in; null says that there
        is no such figure.
    """

    blank: bool = True
    most: ClassVar[int] = 10**9

    @property
    def nothing(self) -> str:
        """What to fill in where there are none, or none to compare with."""
        return "没有的填0" if self.blank else "没有的填0，没有可比的数填null"

    @property
    def wanting(self) -> str:
        """What to do where it is missing."""
        return f"补上；{self.nothing}"

    def read(self, raw: object, path: str, reading: DataReading) -> Figure:
        """Return a whole number as a figure; null as one without a value, where it means something.

        See `Shape.read`.
        """
        if raw is ABSENT:
            if self.required:
                self.tell_missing(path, reading)
            return Figure(Count(0) if self.blank else None, path, given=False)
        if raw is None and not self.blank:
            return Figure(None, path)
        hint = "填不带小数的数，不能是负数，也不超过10亿"
        return Figure(Count(self.whole(raw, path, reading, "个数", 0, self.most, hint) or 0), path)

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of a number of things."""
        kind: object = "integer" if self.blank else ["integer", "null"]
        return {"type": kind, "minimum": 0, "maximum": self.most}


@dataclass(frozen=True)
class YearShape(NumberShape):
    """A year of accounts, in four digits."""

    first: ClassVar[int] = 2000
    last: ClassVar[int] = 2999

    @property
    def nothing(self) -> str:
        """An example of what to fill in."""
        return "例如2023"

    @property
    def wanting(self) -> str:
        """What to do where it is missing."""
        return f"补上，{self.nothing}"

    def read(self, raw: object, path: str, reading: DataReading) -> Year:
        """Return four digits as a year; the first year that there may be in the place of what is none.

        See `Shape.read`.
        """
        if raw is ABSENT:
            if self.required:
                self.tell_missing(path, reading)
            return Year(self.first, path)
        hint = f"填四位数的年份，{self.nothing}"
        return Year(
            self.whole(raw, path, reading, "决算年度", self.first, self.last, hint) or self.first, path
        )

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of a year."""
        return {"type": "integer", "minimum": self.first, "maximum": self.last}


@dataclass(frozen=True)
class ScoreShape(NumberShape):
    """A score of a performance evaluation: 0 to 100, two decimals at most."""

    def read(self, raw: object, path: str, reading: DataReading) -> Figure:
        """Return a number of points as a figure, one without a value when it is none. See `Shape.read`."""
        if raw is ABSENT:
            if self.required:
                self.tell_missing(path, reading)
            return Figure(None, path, given=False)
        number = self.number(raw, path, reading, "分数")
        if number is not None:
            try:
                return Figure(Score.of(number), path)
            except ValueError as error:
                reading.problem(path, f"{digits(number)}：{error}", "核对分数")
        return Figure(None, path)

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of a score."""
        return {"type": "number", "minimum": 0, "maximum": 100}


@dataclass(frozen=True)
class PercentageShape(NumberShape):
    """A percentage that a published table states: 62 prints as 62%, 100.00 as 100.00%.

    blank: False where null says that there is no such percentage to compare with.
    """

    blank: bool = True
    largest: ClassVar[int] = 10**8

    def read(self, raw: object, path: str, reading: DataReading) -> Figure:
        """Return a number of per cent as a figure, one without a value when it is none. See `Shape.read`."""
        if raw is ABSENT:
            if self.required:
                self.tell_missing(path, reading)
            return Figure(None, path, given=False)
        if raw is None and not self.blank:
            return Figure(None, path)
        number = self.number(raw, path, reading, "百分数")
        if number is not None:
            exponent = number.as_tuple().exponent
            # The digits are printed as they stand, so there must not be a million of them.
            if isinstance(exponent, int) and -14 <= exponent <= 8 and number.copy_abs() <= self.largest:
                return Figure(Percentage(number), path)
            reading.problem(path, f"{digits(number)}不是合理的百分数", "填百分号前面的数，例如62")
        return Figure(None, path)

    def schema(self) -> dict[str, object]:
        """Return the JSON Schema of a percentage."""
        kind: object = "number" if self.blank else ["number", "null"]
        return {"type": kind, "minimum": -self.largest, "maximum": self.largest}
