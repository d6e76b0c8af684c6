"""百分点变动, 比重变动: how many percentage points (个百分点) a percentage, or a share, is more or less than last year's."""

from __future__ import annotations

from narrator.facts.kind import Kind, Situation
from narrator.facts.operand import Publication
from narrator.facts.share import SHARE
from narrator.number import Points
from narrator.sources import Derived, Fact, Operand

NOW, BEFORE = PERCENTAGES = ("本年百分数", "上年百分数")
POINTS = (*PERCENTAGES, "变动点数")
PARTS = ("部分", "整体", "上年部分", "上年整体")
SHARES = (*PARTS, "比例", "上年比例")

SITUATIONS = {
    "增加": Situation("本年印出来的百分数比上年的大", POINTS, 1),
    "减少": Situation("本年印出来的百分数比上年的小", POINTS, -1),
    "持平": Situation("两年的百分数印出来一样", PERCENTAGES, 0),
    "无上年数": Situation("没有可以相比的上年百分数（上年的百分数填null）", PERCENTAGES[:1]),
}
SHARE_SITUATIONS = {
    "增加": Situation("本年的比例印出来比上年的大", (*SHARES, "变动点数"), 1),
    "减少": Situation("本年的比例印出来比上年的小", (*SHARES, "变动点数"), -1),
    "持平": Situation("两年的比例印出来一样", SHARES, 0),
    "无上年比例": Situation(
        "上年没有比例（整体为零、部分小于零，或者填了null），本年有", (*PARTS[:2], "比例")
    ),
    "无比例": Situation("本年没有比例（整体为零，或者部分小于零）", PARTS[:2]),
}


def derive(publication: Publication, now: Operand, before: Operand) -> Fact:
    """Return by how many percentage points this year's percentage differs from last year's, as both are printed."""
    if before.value is None:
        return Fact("无上年数", {NOW: now}, (now, before))
    return compare_percentages(publication, now, before, {NOW: now, BEFORE: before}, (now, before))


def derive_of_shares(
    publication: Publication, part: Operand, whole: Operand, part_before: Operand, whole_before: Operand
) -> Fact:
    """Return by how many percentage points the share that a part has of a whole differs from last year's, as both are
    printed.
    """
    operands = (part, whole, part_before, whole_before)
    blanks = {"部分": part, "整体": whole}
    parts = {**blanks, "上年部分": part_before, "上年整体": whole_before}
    now = share_of_whole(publication, part, whole)
    before = share_of_whole(publication, part_before, whole_before)
    if now is None:
        return Fact("无比例", blanks, operands)
    if before is None:
        return Fact("无上年比例", {**blanks, "比例": now}, operands)
    return compare_percentages(publication, now, before, {**parts, "比例": now, "上年比例": before}, operands)


def share_of_whole(publication: Publication, part: Operand, whole: Operand) -> Operand | None:
    """Return which share of a whole a part is; None when it is none, or one of them is not there."""
    if part.value is None or whole.value is None:
        return None
    found = SHARE.derive(publication, part, whole).blanks.get("比例")
    return found if isinstance(found, Derived) else None


def compare_percentages(
    publication: Publication,
    now: Operand,
    before: Operand,
    blanks: dict[str, Operand],
    operands: tuple[Operand, ...],
) -> Fact:
    """Return how two percentages differ, with the blanks that are known and the points between them."""
    this, last = publication.per_cent(now), publication.per_cent(before)
    if this == last:
        return Fact("持平", blanks, operands)
    low, high = sorted((now, before), key=publication.per_cent)
    points = Points(abs(this - last) / 100, publication.rates)
    blanks["变动点数"] = Derived(
        points, f"{per_cent_in_formula(high)} − {per_cent_in_formula(low)}", (now, before)
    )
    return Fact("增加" if high is now else "减少", blanks, operands)


def per_cent_in_formula(percentage: Operand) -> str:
    """Return a percentage as it stands in a formula: 45.67%."""
    return f"{str(percentage).removesuffix('%')}%"


POINT_CHANGE = Kind(
    "百分点变动", PERCENTAGES, SITUATIONS, derive, ("百分数", "可比百分数"), moves=True, clause=True
)
SHARE_CHANGE = Kind(
    "比重变动",
    PARTS,
    SHARE_SITUATIONS,
    derive_of_shares,
    ("数", "数", "可比数", "可比数"),
    moves=True,
    clause=True,
)
