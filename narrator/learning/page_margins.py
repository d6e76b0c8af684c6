"""The margins of a report's pages, where they are others than the base's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

PAGES = "页面版式"
MARGINS = ("上", "右", "下", "左")  # in the order in which a section has them
TWIPS = 56.6929  # to the millimetre
NEAR = 1.0  # mm


def find_margins(
    sections: Sequence[tuple[int, ...]], styles: Mapping[str, Any]
) -> dict[tuple[str, str], dict[str, float]]:
    """Return the margins of pages in mm, as styles.toml has them, by the kind and the name of their entry: those of most sections
    of the same direction, for each page of the base whose own margins no section has.

    Those at the sides are taken only when they leave as much room as the base's, for which its tables are made. Covers, which
    stand in the middle of their page, stay. sections: of the report, as `readers.docx.blocks.Layout` has them.
    """
    across: dict[bool, list[tuple[float, ...]]] = {True: [], False: []}
    for width, height, *margins in sections:
        if all(margins):
            across[width > height].append(tuple(round(one / TWIPS, 1) for one in margins))
    found: dict[tuple[str, str], dict[str, float]] = {}
    for name, entry in styles.get(PAGES, {}).items():
        seen = across[entry.get("方向") == "横"]
        had = tuple(float(entry[side]) for side in MARGINS)
        if not seen or entry.get("垂直居中") or any(is_near(one, had) for one in seen):
            continue
        most = dict(zip(MARGINS, Counter(seen).most_common(1)[0][0], strict=True))
        if most["左"] + most["右"] > entry["左"] + entry["右"] + NEAR:
            most = {side: most[side] for side in ("上", "下")}
        found[PAGES, name] = most
    return found


def is_near(one: Sequence[float], other: Sequence[float]) -> bool:
    """Return whether margins are the same but for what is lost in rounding them."""
    return all(abs(mine - theirs) <= NEAR for mine, theirs in zip(one, other, strict=True))
