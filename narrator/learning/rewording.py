"""One paragraph that is being written as one of a template: its letters, and what stands in the place of some."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrator.learning.data_place import DataPlace
from narrator.learning.notebook import Notebook
from narrator.learning.place_words import HEADING
from narrator.learning.plain_letters import narrow_marks
from narrator.regex import HAN, HAN_LETTER, YEAR_OF_ACCOUNTS
from narrator.tables.plain import PRINTED_NUMBER

if TYPE_CHECKING:
    from narrator.learning.stated_facts import ComparedPair

NUMBER = re.compile(rf"(?<![\d.A-Za-z-])(?<!\d,)-?{PRINTED_NUMBER}(?![\d.])")
BOUNDARY = re.compile(r"[,。;:(]|、")
PARENTHESES = re.compile(r"\(([^()\d]{1,12})\)")  # 因公出国(境)费: no words of their own
OF_COUNT = re.compile(rf"(?<=[{HAN}]\|)(?:批次|批|人次|人|个|次)$")
YEAR = re.compile(rf"(?<=的){YEAR_OF_ACCOUNTS}")
# 单价100万元(含)以上设备: no figure, and no words before one
OF_NAME = re.compile(r"(?<!\d)\d++万元(?=含?以[上下内])")
MASK = str.maketrans("0123456789万", "⓪①②③④⑤⑥⑦⑧⑨萬")
UNMASK = {new: old for old, new in MASK.items()}
NAMELESS = re.compile("“{2,}+”?")  # what is left of a name
# What is counted; 9大类, 3月, 12号 and the like are names, and so is what stands behind 第 or in the title of a rule.
COUNTER = (
    "个|人次|人|辆|台|批次|批|次|家|项|套|件|期|场|名|位|户|所|座|栋|幢|间|处|片|块|条|份|册|本|篇|部|张|幅|支|只|头|匹|棵|株"
    "|艘|架|组|队|趟|班|节|门|例|宗|起|笔|桶|盒|箱|袋|包|吨|公斤|千克|克|公里|千米|平方米|平方公里|亩|公顷|立方米|米|升"
    "|千瓦时|学时|课时|小时|天|类|种|车次|床|站|道|根|段|卷|集|首|轮|幕|对|字|倍|成|折"
)
COUNTED = re.compile(
    rf"(?<!\s)\s*+(?P<many>[余多]?[万亿]?[余多]?)(?P<thing>元|{COUNTER})(?!以?之?[内外上下前后])"
)


@dataclass
class WrittenPiece:
    """What stands in a paragraph instead of its letters from one place to another."""

    start: int
    end: int
    source: str


class Rewording:
    """One paragraph that is being written. flat: its letters, marks of full width as those of half. pieces: what is
    written already. inside: whether it is part of another one. row, item: the path of the row that it tells of, ""
    for none, and where its name stands."""

    def __init__(
        self, notebook: Notebook, text: str, section: str, row: str, item: re.Match[str] | None
    ) -> None:
        self.notebook, self.text, self.section = notebook, text, section
        self.flat = narrow_marks(text)
        self.pieces: list[WrittenPiece] = []
        self.subject: DataPlace | None = None  # the amount that was said last, and the words before it
        self.subject_words = ""
        self.facts: list[tuple[str, ComparedPair]] = []  # those that were written, by their kinds
        self.row, self.item = row, item
        self.inside = False
        self.unnamed = self.flat  # the letters without names of projects, after which nothing is called

    def joined(self) -> str:
        """Return the text with its pieces in their places."""
        shown, end = "", 0
        for piece in sorted(self.pieces, key=lambda one: (one.start, one.end)):
            if piece.start < end:
                continue
            shown += escape_braces(self.text[end : piece.start]) + piece.source
            end = piece.end
        return shown + escape_braces(self.text[end:])

    def free(self, start: int, end: int) -> bool:
        """Return whether nothing is written yet between two places."""
        return all(piece.end <= start or end <= piece.start for piece in self.pieces)

    def put(self, start: int, end: int, source: str) -> None:
        """Put something in the place of the letters between two places."""
        if self.free(start, end):
            self.pieces.append(WrittenPiece(start, end, source))

    def leave_unnamed(self, start: int, end: int) -> None:
        """Take the letters between two places out of the words by which numbers are called."""
        self.unnamed = f"{self.unnamed[:start]}{'“' * (end - start)}{self.unnamed[end:]}"

    def words_before(self, at: int) -> tuple[str, str]:
        """Return the words right before a place, and those of its sentence with the heading."""
        sentence = max(self.flat.rfind("。", 0, at), self.flat.rfind(";", 0, at)) + 1
        said = PARENTHESES.sub(lambda found: found[1], self.unnamed[sentence:at])
        if self.notebook.department:  # whose figure it is says nothing of which
            said = said.replace(narrow_marks(self.notebook.department), "")
        said = OF_NAME.sub(lambda found: found[0].translate(MASK), said)
        said = YEAR.sub("", said)  # 绩效自评的2024年度项目: what it is of goes on behind the year
        clauses = [NUMBER.sub("|", one).replace("%", "|").rstrip("|:为是") for one in BOUNDARY.split(said)]
        near = clauses[-1]
        if not HAN_LETTER.search(near) and len(clauses) > 1:
            near = OF_COUNT.sub("", clauses[-2])  # 公务接待3批次、16人: 公务接待
        words = [
            one for one in near.replace("万元", "|").replace("|元", "|").split("|") if HAN_LETTER.search(one)
        ]
        return (
            NAMELESS.sub("", words[-1]).translate(UNMASK) if words else ""
        ), f"{self.section}{HEADING}{NUMBER.sub('', self.flat[:at])}"


def has_figure(text: str) -> bool:
    """Return whether words print a number of something: an amount, a rate or what is counted."""
    flat = narrow_marks(text)
    return any(
        flat[found.end() :][:1] == "%" or (COUNTED.match(flat, found.end()) and not is_ordinal(flat, found))
        for found in NUMBER.finditer(flat)
    )


def is_ordinal(flat: str, found: re.Match[str]) -> bool:
    """Return whether a number is that of a thing in its order (第3批), or stands in the title of a rule."""
    before = flat[: found.start()]
    return before.rstrip().endswith("第") or before.rfind("《") > before.rfind("》")


def escape_braces(text: str) -> str:
    """Return words of a report as a template prints them: braces that would mean something are said."""
    return re.sub(r"\{(?=[{%#])", '{{ "{" }}', text)
