"""Lines that stand where some of the form's stand and are none of them: which of them they are in other words, and what of
them is read (gaps.txt).

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from narrator.checks.printed.alignment import read_gap
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Piece, skeleton
from narrator.checks.printed.prose import Wanted

from ..telling import Golden
from .test_printed import free, number, words

GOLDEN = Golden(Path(__file__).with_name("gaps.txt"))


def wanted(*pieces: Piece, heading: bool = False) -> Wanted:
    return Wanted("".join(one.literal or "5" for one in pieces), list(pieces), heading)


UNITS = wanted(
    words("组织对"), number("数"), words("个单位开展整体绩效自评,涉及资金"), number("资"), words("万元。")
)
PROJECTS = wanted(
    words("组织对"), number("个"), words("个项目开展重点绩效评价,平均得分"), number("分"), words("分。")
)
OTHER = wanted(words("其他重要事项没有需要说明的内容。"))
REASON = wanted(words("与上年相比减少的主要原因是"), free())
HEADING = wanted(words("其他重要事项的情况说明"), heading=True)
FORM = (UNITS, PROJECTS, OTHER, REASON)
ALONE = (UNITS,)
HEADED = (UNITS, HEADING, PROJECTS)
UNIT, PROJECT = (
    "组织对2个单位开展整体绩效自评,涉及资金5万元。",
    "组织对3个项目开展重点绩效评价,平均得分90分。",
)
CASES: dict[str, tuple[tuple[Wanted, ...], list[str]]] = {
    "都照格式": (FORM, [UNIT, PROJECT]),
    "两段并成一段": (FORM, [UNIT + PROJECT]),
    "换了说法的两段并成一段": (FORM, [f"共{UNIT[:-1]};并{PROJECT}"]),
    "只像第一段的一段": (FORM, [f"{UNIT}评价得分90分。"]),
    "一段拆成两段": (FORM, ["组织对2个单位开展", "整体绩效自评,涉及资金5万元。", PROJECT]),
    "一段拆成三段": (FORM, ["组织对2个单位开展整体", "绩效自评,涉及", "资金5万元。"]),
    "一句拆在两段里": (FORM, ["组织对2个单位开展整体绩效自评,", "涉及资金5万元。", PROJECT]),
    "拆开的一段后面有别的话": (FORM, ["2个单位整体绩效自评,涉及", "组织对开展,涉及资金5万元。", "另外说的话。"]),
    "拆开的是标题": (HEADED, ["组织对2个单位开展", "其他重要事项的情况说明", "整体绩效自评,涉及资金5万元。"]),
    "第一段没有": (FORM, [PROJECT]),
    "次序不同": (FORM, [PROJECT, UNIT]),
    "别的话": (FORM, ["另外说的话。", "  另有5.00万元。 "]),
    "别的话在中间": (FORM, [UNIT, "另外说的话。", "其他重要事项没有要说明的。"]),
    "只有一段可以是它": (ALONE, ["对2个单位开展了绩效的自评工作,涉及的资金5万元。"]),
    "可以是几段的一段": (FORM, ["对2个单位开展了绩效的自评工作,涉及的资金5万元。"]),
    "没有原因": (FORM, ["与上年相比减少的原因是"]),
    "标题不是并成的一段": (HEADED, [f"{UNIT}其他重要事项的情况说明{PROJECT}"]),
    "格式里没有": ((), ["另外说的话。"]),
}  # fmt: skip


@pytest.mark.parametrize("title", CASES)
def test_a_gap_is_read_as_it_was_reviewed(title: str, accept: bool) -> None:
    form, texts = CASES[title]
    prose = read_gap([Line(at, one, False) for at, one in enumerate(texts, 1)], form, {})
    told = [
        *texts,
        *(f"    读懂 第{one.line.number}段 {one.text}" for one in prose.claims),
        *(f"    换了说法 第{line.number}段 {have} ／ {want}" for line, have, want in prose.reworded),
        *(f"    不同 第{line.number}段 {have} ／ {want}" for line, have, want in prose.differs),
        *(f"    没有读懂 第{line.number}段 {text}" for line, text in prose.unread),
        *(f"    没有 {skeleton(one.pieces)}" for one in prose.absent),
    ]
    GOLDEN.holds(title, "".join(f"{one}\n" for one in told), accept, list(CASES))
