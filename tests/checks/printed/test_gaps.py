"""Lines that stand where some of the form's stand and are none of them: which of them they are in other words, and what of
them is read (gaps.txt).

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from narrator.checks.printed.alignment import read_gap
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Piece, skeleton
from narrator.checks.printed.prose import Wanted
from narrator.disclosure.value import Figure
from narrator.number import Amount

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
# Letters of which none stands there twice: a piece of n + 2 of them has n pieces of three letters.
LETTERS = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜金生丽水玉出昆冈剑号巨阙珠称夜光"
LINE, ELSEWHERE = LETTERS[:22], LETTERS[30:46]  # 20 such pieces, and what has none of them


def like(pieces: int) -> Wanted:
    """A line of the form that has so many pieces of LINE, and many others."""
    return wanted(words(f"{LINE[: pieces + 2]}{ELSEWHERE}。"))


def item(name: str, amount: str) -> Wanted:
    """What the form says of an item (科目) with an amount."""
    figure = Figure(Amount(Decimal(amount)), f"支出决算表.各科目.{name}.本年支出合计")
    pieces = [
        Piece("free", name, item=True),
        words("支出为"),
        Piece("number", source=figure),
        words("万元,用于日常运转。"),
    ]
    return Wanted(f"{name}支出为{amount}万元,用于日常运转。", pieces, False)


CLAUSES = [LETTERS[at : at + 4] for at in range(0, 40, 4)]  # ten clauses, each of five letters with its mark
TEN = wanted(words("".join(f"{one}," for one in CLAUSES[:9]) + f"{CLAUSES[9]}。"))
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
    # how much of a line's words is enough, where there are others, and where there is none
    "有几段，像一半稍多": ((like(11), OTHER), [LINE]),
    "有几段，像一半": ((like(10), OTHER), [LINE]),
    "只有一段，像三分之一稍多": ((like(7),), [LINE]),
    "只有一段，像三分之一": ((like(6),), [LINE]),
    "字太少，认不出": ((wanted(words(f"{LINE[:7]}{ELSEWHERE}")),), [LINE[:7]]),
    "字刚够，认得出": ((wanted(words(f"{LINE[:8]}{ELSEWHERE}")),), [LINE[:8]]),
    # a line that goes on in the next one, until the form's words are all there
    "说了八成，后面的不是它的": ((TEN, OTHER), [",".join(CLAUSES[:8]), ",".join(CLAUSES[8:])]),
    "说了七成，后面的是它的": ((TEN, OTHER), [",".join(CLAUSES[:7]), ",".join(CLAUSES[7:])]),
    "后面的是写的人的": ((TEN, OTHER), [",".join(CLAUSES[:5]), f"〔写〕{','.join(CLAUSES[5:])}"]),
    "后面的是标题": ((TEN, OTHER), [",".join(CLAUSES[:5]), f"〔标题〕{','.join(CLAUSES[5:])}"]),
    "写的人的话": ((TEN,), [f"〔写〕{','.join(CLAUSES[5:])}", "〔写〕别的话,说得长一些。"]),
    "后面的更像下一段": ((TEN, wanted(words(",".join(CLAUSES[5:]) + "!"))), [",".join(CLAUSES[:5]), ",".join(CLAUSES[5:])]),
    "后面的一样像下一段": ((TEN, wanted(words(f"{','.join(CLAUSES[5:])}{ELSEWHERE}"))), [",".join(CLAUSES[:5]), "".join(CLAUSES[5:])]),
    "很多段": ((TEN, OTHER), [f"{one}{two}," for one, two in pairwise(CLAUSES)]),
    # two lines in one: as far as the words by which they differ are there
    "并成一段，下一段有八成": ((UNITS, wanted(words(f"{LINE[:12]}。"))), [f"{UNIT[:-1]}{LINE[:10]}"]),
    "并成一段，下一段不到八成": ((UNITS, wanted(words(f"{LINE[:12]}。"))), [f"{UNIT[:-1]}{LINE[:9]}"]),
    "并成一段，下一段的字都在而次序不同": ((UNITS, wanted(words("甲乙丙丁戊,己庚辛壬癸。"))), [f"{UNIT[:-1]}己庚辛壬癸,甲乙丙丁戊"]),
    "并成三段": ((UNITS, PROJECTS, wanted(words("此外没有别的重要事项需要说明。"))), [f"{UNIT}{PROJECT}此外没有别的重要事项需要说明。"]),
    # a row of a table is known by its name or its amount
    "别的科目别的数": ((item("行政运行", "12.34"), OTHER), ["机构运行支出为56.78万元,用于日常运转。"]),
    "别的科目一样的数": ((item("行政运行", "12.34"), OTHER), ["机构运行支出为12.34万元,用于日常运转。"]),
    "一样的科目别的数": ((item("行政运行", "12.34"), OTHER), ["行政运行支出有56.78万元,用于日常运转。"]),
    "别的科目，数是零": ((item("行政运行", "0.00"), OTHER), ["机构运行支出为56.78万元,用于日常运转。"]),
    "两个科目，第二个": ((item("行政运行", "12.34"), item("机构运行", "56.78")), ["机构运行的支出为56.78万元,用于日常运转。"]),
    "两个科目，次序颠倒": ((item("行政运行", "12.34"), item("机构运行", "56.78")), ["机构运行的支出为56.78万元,用于日常运转。", "行政运行的支出为12.34万元,用于日常运转。"]),
    "数带千位": ((item("行政运行", "1234.50"), OTHER), ["某运行支出是1,234.50万元,用于日常运转。"]),
    "格式里没有": ((), ["另外说的话。"]),
}  # fmt: skip


def line(at: int, text: str) -> Line:
    bare = text.removeprefix("〔写〕").removeprefix("〔标题〕")
    return Line(at, bare, text.startswith("〔标题〕"), text.startswith("〔写〕"))


@pytest.mark.parametrize("title", CASES)
def test_a_gap_is_read_as_it_was_reviewed(title: str, accept: bool) -> None:
    form, texts = CASES[title]
    prose = read_gap([line(at, one) for at, one in enumerate(texts, 1)], form, {})
    told = [
        *texts,
        *(f"    读懂 第{one.line.number}段 {one.text}" for one in prose.claims),
        *(f"    换了说法 第{line.number}段 {have} ／ {want}" for line, have, want in prose.reworded),
        *(f"    不同 第{line.number}段 {have} ／ {want}" for line, have, want in prose.differs),
        *(f"    没有读懂 第{line.number}段 {text}" for line, text in prose.unread),
        *(f"    没有 {skeleton(one.pieces)}" for one in prose.absent),
    ]
    GOLDEN.holds(title, "".join(f"{one}\n" for one in told), accept, list(CASES))
