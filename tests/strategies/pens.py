"""Who writes a disclosure: one that states what adds up, and one that states anything.

Amounts are drawn in 分 (0.01 元); a pen states them in the unit of its disclosure.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from . import texts

CENT = 10_000  # 分 in 0.01 万元
# Money that an item may have, in 分: nothing, what prints as 0.00, halves of what prints, round sums, any sum.
MONEY = st.one_of(
    st.just(0),
    st.integers(1, 3 * CENT),
    st.integers(0, 10**5).map(lambda n: n * CENT + CENT // 2),
    st.integers(1, 10**6).map(lambda n: n * CENT),
    st.integers(1, 10**11),
)
NEAR = ("same", "zero", "cent", "less", "tiny", "double", "many", "other", "null")
EDGES = [
    0,
    1,
    2,
    *(at + by for at in (50, 100, 5000, 10_000) for by in (-1, 0, 1)),
    10**9,
    10**18 - 5000,
    10**18 - 1,
]
FEN = st.one_of(
    st.sampled_from(EDGES + [-edge for edge in EDGES]),
    st.integers(1 - 10**18, 10**18 - 1),
    st.integers(-(10**7), 10**7),
)
WILD = {
    "元": FEN.map(lambda fen: Decimal(fen).scaleb(-2)),
    "万元": FEN.map(lambda fen: Decimal(fen).scaleb(-6)),
}


# Names with marks that prose and tables print alike, and that plain texts have in one form only.
SPELLINGS = (
    "{}",
    "{}",
    "{}（二期）",
    "{}(二期)",
    "“两节”{}",
    "{}，含装修",
    "{}、装修",
    "{}：装修",
    "{} 二期",
    "《{}》",
    "{}Ａ",
)


class Pen:
    """Writes what a disclosure holds. rounded: 万元 with two decimals in every cell, as software exports it."""

    def __init__(self, draw: DrawFn, unit: str, rounded: bool) -> None:
        self.draw, self.unit, self.rounded = draw, unit, rounded
        self.spelled: dict[tuple[str, str], str] = {}

    def exact(self, fen: int) -> Decimal:
        return Decimal(fen).scaleb(-2 if self.unit == "元" else -6)

    def cell(self, fen: int) -> Decimal:
        """FEN as a cell of a table states it."""
        rounds = self.rounded and self.unit == "万元"
        return self.exact(fen).quantize(Decimal("0.01"), ROUND_HALF_UP) if rounds else self.exact(fen)

    def budget(self, fen: int | None) -> Decimal | None:
        """A budget that no table prints: exact."""
        return None if fen is None else self.exact(fen)

    def asked(self, fen: int | None) -> Decimal | None:
        return None if fen is None else self.cell(fen)

    def money(self) -> int:
        return self.draw(MONEY)

    def near(self, fen: int, null: bool = True) -> int | None:
        """What FEN may be compared with: the same, nothing, nearly the same, anything."""
        kind = self.draw(st.sampled_from(NEAR if null else NEAR[:-1]))
        match kind:
            case "same":
                return fen
            case "zero":
                return 0
            case "cent":
                return fen + CENT
            case "less":
                return max(0, fen - CENT)
            case "tiny":
                return max(0, fen + self.draw(st.integers(-CENT // 2, CENT // 2)))
            case "double":
                return fen * 2
            case "many":
                return fen // 13
            case "null":
                return None
            case _:
                return self.money()

    def prose(self) -> str | list[str]:
        return self.draw(st.sampled_from(texts.PLAIN))

    def reason(self) -> str | list[str]:
        return self.draw(texts.REASON)

    def name(self, usual: str, code: str = "") -> str:
        """What something is called that is usually called USUAL; the name of a 类 is prescribed."""
        if len(code) == 3:
            return usual
        if (usual, code) not in self.spelled:
            self.spelled[usual, code] = self.draw(st.sampled_from(SPELLINGS)).format(usual)
        return self.spelled[usual, code]


class WildPen(Pen):
    """Writes figures that have nothing to do with one another, and texts that look like something else."""

    def __init__(self, draw: DrawFn, unit: str) -> None:
        super().__init__(draw, unit, False)
        self.pool = st.sampled_from(draw(st.lists(WILD[unit], min_size=2, max_size=8)))
        self.names: dict[str, str] = {}
        self.wild = draw(st.booleans())

    def cell(self, fen: int) -> Decimal:
        return self.draw(self.pool)

    def budget(self, fen: int | None) -> Decimal | None:
        return None if fen is None else self.draw(self.pool)

    def prose(self) -> str | list[str]:
        return self.draw(texts.ANY)

    def reason(self) -> str | list[str]:
        return self.draw(texts.ANY)

    def name(self, usual: str, code: str = "") -> str:
        if not self.wild or len(code) == 3:
            return usual
        if usual not in self.names:
            self.names[usual] = self.draw(texts.NAME)
        return self.names[usual]
