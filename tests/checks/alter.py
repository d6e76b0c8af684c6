"""Alterations of a report: one printed figure, one direction word, one name or one title becomes another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from narrator.disclosure.value import Figure, Words, Year
from narrator.document import Block, Document, Heading, Paragraph, Spread, Table
from narrator.sources import Derived, Said, Slot
from narrator.spans import Span, Text

Choose = Callable[[Sequence[Any]], Any]
NUMBER = re.compile(r"\d+(?:\.\d+)?")
WORDS = {
    "增加": "减少",
    "减少": "增加",
    "增长": "降低",
    "降低": "增长",
    "大于": "小于",
    "小于": "大于",
    "持平": "减少",
}


@dataclass(frozen=True)
class Spot:
    """Where something may be altered: the characters START to END of a text. kind: what it is."""

    kind: str
    block: int
    part: tuple[int, ...]
    start: int
    end: int


def spots(document: Document) -> Iterator[Spot]:
    """The figures, direction words, names and titles that DOCUMENT prints, those of writers' texts left out."""
    for number, block in enumerate(document.blocks):
        for part, text in parts(block):
            taken = [(span.start, span.end) for span in text.spans if isinstance(span.source, Slot)]

            def free(start: int, end: int, taken: list[tuple[int, int]] = taken) -> bool:
                return not any(start < last and first < end for first, last in taken)

            for span in text.spans:
                source, start, end = span.source, span.start, span.end
                if isinstance(source, (Figure, Derived, Year)) and NUMBER.search(text.string[start:end]):
                    kind = "表中的数" if isinstance(block, Table) else "正文的数"
                    yield Spot(kind, number, part, start, end)
                elif (
                    isinstance(source, Words)
                    and source.kind == "名称"
                    and end > start + 1
                    and not isinstance(block, Table)
                ):
                    yield Spot("名称", number, part, start, end)
                elif isinstance(source, Said):
                    for word in WORDS:
                        at = text.string.find(word, start, end)
                        if at >= 0 and free(at, at + len(word)):
                            yield Spot("增减词", number, part, at, at + len(word))
            if isinstance(block, Heading) and len(text.string) > 3:
                end = len(text.string.rstrip("。"))  # with or without it is the same heading
                yield Spot("标题", number, part, end - 2, end)


def parts(block: Block) -> Iterator[tuple[tuple[int, ...], Text]]:
    match block:
        case Heading() | Paragraph():
            yield (), block.text
        case Spread():
            for number, text in enumerate(block.texts):
                yield (number,), text
        case Table():
            for number, row in enumerate(block.body):
                for place, cell in enumerate(row):
                    for at, text in enumerate(cell.paragraphs):
                        yield (number, place, at), text


def altered(document: Document, spot: Spot, new: str) -> Document:
    """DOCUMENT with NEW at SPOT."""
    block = document.blocks[spot.block]
    changed: Block

    def put(text: Text) -> Text:
        longer = len(new) - (spot.end - spot.start)
        controls = tuple(
            span if span.end <= spot.start else Span(span.start + longer, span.end + longer, span.source)
            for span in text.spans
            if isinstance(span.source, Slot) and (span.end <= spot.start or span.start >= spot.end)
        )
        return Text(text.string[: spot.start] + new + text.string[spot.end :], controls)

    match block:
        case Heading() | Paragraph():
            changed = block._replace(text=put(block.text))
        case Spread():
            [at] = spot.part
            changed = block._replace(texts=(*block.texts[:at], put(block.texts[at]), *block.texts[at + 1 :]))
        case Table():
            row, place, at = spot.part
            cell = block.body[row][place]
            texts = (*cell.paragraphs[:at], put(cell.paragraphs[at]), *cell.paragraphs[at + 1 :])
            cells = (*block.body[row][:place], cell._replace(paragraphs=texts), *block.body[row][place + 1 :])
            changed = block._replace(body=(*block.body[:row], cells, *block.body[row + 1 :]))
        case _:
            raise AssertionError(block)
    return document._replace(
        blocks=(*document.blocks[: spot.block], changed, *document.blocks[spot.block + 1 :])
    )


def other(choose: Choose, document: Document, spot: Spot) -> str:
    """Something else for SPOT, of the same kind; CHOOSE takes one of several."""
    block = document.blocks[spot.block]
    text = dict(parts(block))[spot.part]
    old = text.string[spot.start : spot.end]
    if spot.kind == "增减词":
        return WORDS[old]
    if spot.kind in ("名称", "标题"):
        return choose([old[:-1], f"{old}费", old[1:], "某项" + old[2:]])
    found = NUMBER.search(old)
    assert found is not None
    return f"{old[: found.start()]}{another_number(choose, found.group())}{old[found.end() :]}"


def another_number(choose: Choose, old: str) -> str:
    """Another number with as many decimals as OLD: a little more or less or, in a quarter of the cases, one of which
    two digits changed places."""
    number = Decimal(old)
    step = Decimal(1).scaleb(number.as_tuple().exponent)  # type: ignore[arg-type]
    new = number + choose([1, 2, 7, 90, 1000, -1]) * step
    if new < 0:
        new = number + step
    if choose([True, False, False, False]):
        new = swapped(old) or new
    return f"{new:f}"


def swapped(old: str) -> Decimal | None:
    """The first number that is OLD with two digits beside each other in each other's place; None when there is none."""
    for at, (one, after) in enumerate(pairwise(old)):
        if one.isdigit() and after.isdigit() and one != after and (at or after != "0"):
            return Decimal(old[:at] + after + one + old[at + 2 :])
    return None
