"""The notation of the tests of facts: figures as short texts, facts as short texts.

    851.17   an amount of data.json that the document prints      ~0.50838   one that it does not print
    null     no such figure                                       95.9分     a score
    3个      a count                                              1+2        a sum, as 求和 makes it
    95.5%    a percentage

A fact is told as its situation and the numbers that it was given to print: change("851.17", "878.16") is
"减少 26.99 3.07". `cents` and `rate` round on paper: with fractions and whole numbers, half up.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from narrator.disclosure.value import Count, Figure, Percentage
from narrator.facts.change import CHANGE
from narrator.facts.completion import COMPLETION
from narrator.facts.kind import Kind
from narrator.facts.operand import Publication, total
from narrator.facts.share import SHARE
from narrator.number import Amount, Score
from narrator.sources import Derived, Fact, Operand

PUBLICATION = Publication(["没印.*"])


def figure(text: str) -> Operand:
    """The figure that TEXT means."""
    if "+" in text:
        return total([figure(part) for part in text.split("+")], PUBLICATION)
    path = f"没印.{text[1:]}" if text.startswith("~") else f"数.{text}"
    number = text.lstrip("~")
    if number == "null":
        return Figure(None, path)
    if number.endswith("个"):
        return Figure(Count(int(number[:-1])), path)
    if number.endswith("%"):
        return Figure(Percentage(Decimal(number[:-1])), path)
    if number.endswith("分"):
        return Figure(Score.of(Decimal(number[:-1])), path)
    return Figure(Amount.of(Decimal(number)), path)


def fact(kind: Kind, *texts: str) -> Fact:
    return kind.fact(PUBLICATION, *map(figure, texts))


def told(kind: Kind, *texts: str) -> str:
    """The situation of the fact that TEXTS state and the numbers derived for it."""
    found = fact(kind, *texts)
    return " ".join(
        [
            found.situation,
            *map(str, derived(found)),
        ]
    )


def change(now: str, before: str) -> str:
    return told(CHANGE, now, before)


def completion(final: str, budget: str) -> str:
    return told(COMPLETION, final, budget)


def share(part: str, whole: str) -> str:
    return told(SHARE, part, whole)


def formulas(kind: Kind, *texts: str) -> dict[str, str]:
    """The formulas of the numbers derived for a fact, by the blanks that they fill."""
    blanks = fact(kind, *texts).blanks
    return {
        name: one.formula
        for name, one in blanks.items()
        if isinstance(one, Derived) and not one.formula.count(" + ")
    }


# ---- on paper ----


def half_up(value: Fraction) -> int:
    """VALUE as a whole number, half away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return -whole if value < 0 else whole


def cents(number: str) -> int:
    """An amount in 万元 as printed, in hundredths."""
    return half_up(Fraction(number) * 100)


def printed(hundredths: int) -> str:
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"


def rate(part: Fraction | int, whole: Fraction | int) -> str:
    """PART in WHOLE, in per cent."""
    return printed(half_up(Fraction(part) / Fraction(whole) * 10000))


def derived(found: Fact) -> list[Derived]:
    """The numbers derived for a fact."""
    return [one for one in found.blanks.values() if isinstance(one, Derived) and one not in found.operands]


NEAR = [
    f"{sign}{digits}"
    for sign in ("", "-")
    for digits in ("0", "0.004999", "0.005", "0.01", "0.014999", "0.015", "0.02", "1", "100", "200.005")
]
FAR = ["999999999999.99", "-999999999999.99", "1000000", "0.000001"]
# Amounts in 万元 as clerks have them and as a hostile file could; many that are equal, near or nought.
AMOUNTS = st.one_of(
    st.sampled_from(NEAR + FAR),
    st.integers(-300, 300).map(lambda n: f"{n / 100:.2f}"),
    st.decimals(-1000, 1000, places=6).map(str),
    st.decimals(0, 10**9, places=2).map(str),
)
