"""The margins of a report's pages and its paper, where they are others than the base's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from narrator.compose.outline import PAGES
from narrator.writers.styles_file import PAPERS

PAPER, FOOTER = "纸张", "页码距下边"
USUAL, USUAL_FOOTER = "A4", 15.0  # where an entry states no paper, and no distance
MARGINS = ("上", "右", "下", "左")  # in the order in which a section has them
TWIPS = 56.6929  # to the millimetre
NEAR = 1.0  # mm
NEAR_PAPER = 3.0  # mm


def find_margins(
    sections: Sequence[tuple[int, ...]], styles: Mapping[str, Any]
) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the margins of pages in mm and their paper, as styles.toml has them, by the kind and the name of their entry: those of
    most sections of the same direction, for each page of the base whose own margins no section has.

    Those at the sides are taken only when they leave as much room as the base's, for which its tables are made. Covers, which
    stand in the middle of their page, stay. sections: of the report, as `readers.docx.blocks.ReportLayout` has them.
    """
    across: dict[bool, list[tuple[float, ...]]] = {True: [], False: []}
    papers: dict[bool, list[str]] = {True: [], False: []}
    for width, height, *margins in sections:
        if all(margins):
            across[width > height].append(tuple(round(one / TWIPS, 1) for one in margins))
        papers[width > height].append(paper_of(width, height))
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for name, entry in styles.get(PAGES, {}).items():
        if seen_papers := [one for one in papers[entry.get("方向") == "横"] if one]:
            paper = Counter(seen_papers).most_common(1)[0][0]
            if paper != entry.get(PAPER, USUAL):
                found[PAGES, name] = {PAPER: paper}
        seen = across[entry.get("方向") == "横"]
        had = tuple(float(entry[side]) for side in MARGINS)
        if not seen or entry.get("垂直居中") or any(same_but_for_rounding(one, had) for one in seen):
            continue
        most = dict(zip(MARGINS, Counter(seen).most_common(1)[0][0], strict=True))
        if most["左"] + most["右"] > entry["左"] + entry["右"] + NEAR and (PAGES, name) not in found:
            most = {side: most[side] for side in ("上", "下")}
        if entry.get("页码") and most["下"] <= entry.get(FOOTER, USUAL_FOOTER):
            most[FOOTER] = round(most["下"] / 2, 1)  # or the number would stand in the text
        found[PAGES, name] = found.get((PAGES, name), {}) | most
    return found


def paper_of(width: int, height: int) -> str:
    """Return the name of a paper, as styles.toml knows it, by its width and height in twentieths of a point; "" for another, on
    which nobody here prints: it is what a program was set to."""
    sides = tuple(sorted((width / TWIPS, height / TWIPS)))
    return next((name for name, one in PAPERS.items() if same_but_for_rounding(sides, one, NEAR_PAPER)), "")


def same_but_for_rounding(one: Sequence[float], other: Sequence[float], near: float = NEAR) -> bool:
    """Return whether measures are the same but for what is lost in rounding them. near: how much that is, in mm."""
    return all(abs(mine - theirs) <= near for mine, theirs in zip(one, other, strict=True))
