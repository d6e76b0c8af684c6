"""A report with what is wrong in it put right where check knows how, so that the right figure's place is learned and not the
fault: 占99.86% that is 99.87%, a rate of what was nothing the year before, another department's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from typing import Any

from narrator.checks.finding import Finding
from narrator.checks.printed.lines import numbered_texts
from narrator.checks.report.report_rules import ReadReport
from narrator.checks.wrong_figures import PARAGRAPH
from narrator.disclosure.value import split_path
from narrator.document import Block, Document, Heading, Paragraph
from narrator.learning.plain_letters import narrow_marks, without_gaps
from narrator.number import read_digits
from narrator.phrases.entries import Book
from narrator.spans import Text

NUMBER = re.compile(r"(-?[\d,]+(?:\.\d+)?)(?:%|倍)?")
UNLIKE = re.compile("与算得的不同|正文与表不同")  # the other side is the figure as it should be
OF_WHOLE_YEAR = "是对全年预算的"
JOINED = 4  # lines
AND, LEFT = "[和与及]", r"(?:部门[(（]单位[)）])?"
PRINTED = re.compile(r"(?<![\d.,])\d[\d,]*+\.\d++(?=万?元)")
PRINTED_RATE = re.compile(r"(?<![\d.,])\d[\d,]*+\.\d++(?=%)")
MOST = 60  # numbers of a paragraph that are held against one another
ROUNDED = Decimal("0.006")
NAME = re.compile(r"\D{3,}")
NAMED, DEPARTMENT = "ST-2", "部门 名称"


@dataclass(frozen=True)
class Amendment:
    """What should stand in a line. line: its number, as findings count them. wrong: a pattern of what stands there, in marks of
    half width. right: what should. everywhere: whether it is wrong in each place of the line; else it is left as it is where
    it stands there more than once."""

    line: int
    wrong: str
    right: str
    everywhere: bool = False


def amend(report: ReadReport, faults: Sequence[Finding]) -> Document:
    """Return a report that was read with what is wrong put right. faults: what was found wrong."""
    texts = {number: without_gaps(text.string) for number, _, text in numbered_texts(report.document)}
    for fault in faults:
        for one in amendments_of(fault, report.book) if not is_of_its_row(fault, report.tables.raw) else ():
            for number in range(one.line, one.line + JOINED):  # the line that was read may be several, joined
                if (text := texts.get(number, "")) and (right := put_right(text, one)) != text:
                    texts[number] = text if is_borne_out(text, right, fault.sides[0].value) else right
                    break
    if name := report.known.said.get("部门.名称", ("",))[0]:
        texts = {number: with_name(text, name) for number, text in texts.items()}
    found = {id(block): texts[number] for number, block, _ in numbered_texts(report.document)}
    blocks = report.document.blocks
    return report.document._replace(blocks=tuple(with_other_text(one, found.get(id(one))) for one in blocks))


def amendments_of(fault: Finding, book: Book) -> Iterator[Amendment]:
    """Yield what puts a fault right; nothing when check does not know how."""
    sides = fault.sides
    place = PARAGRAPH.fullmatch(sides[0].path) if sides else None
    if place is None:
        return
    line, wrong = int(place[1]), narrow_marks(sides[0].value)
    if fault.rule == NAMED and fault.subject.startswith(DEPARTMENT):
        if NAME.fullmatch(wrong):  # a year that stands where the base has a name is none
            yield Amendment(line, re.escape(wrong), sides[1].value, everywhere=True)
    elif OF_WHOLE_YEAR in fault.what:
        yield Amendment(line, f"(?<=完成)年初(?=预算数?的?{re.escape(wrong)})", "全年")
    elif len(sides) == 2 and not PARAGRAPH.match(sides[1].path):
        printed, right = (NUMBER.fullmatch(one.value) for one in sides)
        if UNLIKE.search(fault.what) and printed and right:
            yield Amendment(line, rf"(?<![\d.,]){re.escape(printed[1])}(?![\d.])", right[1])
        elif words := said_otherwise(wrong, sides[1].value, book):
            yield Amendment(line, re.escape(wrong), words, everywhere=True)


def is_of_its_row(fault: Finding, raw: Mapping[str, Any]) -> bool:
    """Return whether the number that is found wrong stands in another column of the row of the figure that should stand there: it
    may well be that one, called otherwise than check knows. raw: what the tables print."""
    number = NUMBER.fullmatch(fault.sides[0].value) if len(fault.sides) == 2 else None
    row: Any = raw
    for step in split_path(fault.sides[1].path)[:-1] if number else ():
        row = row.get(str(step), {}) if isinstance(row, Mapping) else {}
    return number is not None and isinstance(row, Mapping) and read_digits(number[1]) in row.values()


def is_borne_out(text: str, right: str, printed: str) -> bool:
    """Return whether a number that is found wrong agrees with its own paragraph: a rate follows from two of the amounts that
    that prints (their share, their change, or a change of what it leaves of the other), or such a rate from it and another
    amount. Check then held it against figures of something else. right: the paragraph put right; where the number stays, it
    was the words about it that were wrong."""
    number = NUMBER.fullmatch(printed)
    if number is None or number[0] in narrow_marks(right):
        return False
    flat, value = narrow_marks(text), read_digits(number[1])
    amounts, rates = (
        [read_digits(one) for one in found.findall(flat)[:MOST]] for found in (PRINTED, PRINTED_RATE)
    )
    meant = [value] if value in rates else rates
    return any(
        whole > 0 and any(abs(abs(part) * 100 / whole - rate) < ROUNDED for rate in meant)
        for one, other in permutations(amounts, 2)
        if value in (one, other) or value in rates
        for part, whole in ((one, other), (one - other, other), (one, other - one), (one, other + one))
    )


def said_otherwise(wrong: str, situation: str, book: Book) -> str:
    """Return how the base says a situation in the place of words that say another one; "" when it has no such words, or
    they print a figure. wrong: those words, with the figures that they print."""
    found = {
        str(right)
        for table in book.values()
        if (right := table.entries.get(situation)) and not right.blanks
        for one in table.entries.values()
        if one.blanks and re.fullmatch(re.escape(narrow_marks(one.literal)).replace("…", r"[\d.,]+"), wrong)
    }
    return found.pop() if len(found) == 1 else ""


def put_right(text: str, one: Amendment) -> str:
    """Return a text with what is wrong in it put right."""
    found = [*re.finditer(one.wrong, narrow_marks(text))]
    for place in reversed(found) if len(found) == 1 or one.everywhere else ():
        text = f"{text[: place.start()]}{one.right}{text[place.end() :]}"
    return text


def with_name(text: str, name: str) -> str:
    """Return a text with the name of the department as it is, where its 和 is another word of the kind or words of the form stand
    behind it."""
    letters = "".join(AND if letter in "和与及" else re.escape(letter) for letter in name)
    return re.sub(f"{letters}{LEFT}", name, text)


def with_other_text(block: Block, text: str | None) -> Block:
    """Return a block with another text; as it is for None, and where that says the same."""
    if text is None or not isinstance(block, Heading | Paragraph) or text == without_gaps(block.text.string):
        return block
    return block._replace(text=Text(text))
