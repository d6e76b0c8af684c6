"""How a number is written: the decimals and the separators of a CLDR pattern, such as 0.00, #,##0.00 or 0.##.

Only what official reports need of CLDR's patterns (UTS 35): whole digits without or with separators of thousands,
decimals that are always written (0) and decimals that are written when they are not zero (#).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from narrator.regex import compile_later

PATTERN = compile_later(r"(?P<whole>0|#,##0)(?:\.(?=[0#])(?P<always>0*)(?P<more>#*))?")
MOST_DECIMALS = 6


@dataclass(frozen=True)
class NumberFormat:
    """A pattern. places: the most decimals that are written. least: those that are written even when they are zero.
    grouped: whether thousands are separated. zero: what is written for zero; None for the format's own digits.
    """

    places: int = 2
    least: int = 2
    grouped: bool = False
    zero: str | None = None

    @classmethod
    def of(cls, pattern: str) -> NumberFormat:
        """Return the format that a pattern states. Raises ValueError, in Chinese, for one that is none of ours."""
        found = PATTERN.fullmatch(pattern)
        always, more = (found["always"] or "", found["more"] or "") if found else ("", "")
        if found is None or len(always + more) > MOST_DECIMALS:
            raise ValueError(
                f"数的格式写成0.00、0.0、0、0.##、#,##0.00的样子，小数最多{MOST_DECIMALS}位：0是一定印的，#是不为零才印的"
            )
        return cls(len(always + more), len(always), "," in found["whole"])

    def write(self, number: Decimal) -> str:
        """Return a number, which was rounded to the places of this format, as it is written."""
        if self.zero is not None and not number:
            return self.zero
        text = f"{number:{',' if self.grouped else ''}.{self.places}f}"
        surplus = self.places - self.least
        if not surplus:
            return text
        kept = text[: len(text) - surplus] + text[len(text) - surplus :].rstrip("0")
        return kept.rstrip(".")


def count_decimals(text: str) -> int:
    """Return how many decimals a printed number has, per cent or not."""
    return len(text.removesuffix("%").partition(".")[2])


TWO_DECIMALS = NumberFormat()
# What a wording may write out of a rate, each where the form prints as many decimals: the smallest rate, and none.
ZEROS = tuple(f"{0:.{places}f}" for places in range(MOST_DECIMALS + 1))
SMALLEST = tuple(f"{Decimal(1).scaleb(-places):f}" for places in range(MOST_DECIMALS + 1))
