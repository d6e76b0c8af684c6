"""The paragraphs of the base that a report does not have, though the base would print them: a learned form leaves them out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from narrator.checks.printed.possible_data import completed, lenient_model
from narrator.disclosure import reading
from narrator.learning.inventory import (
    Branch,
    ComposedBlock,
    Element,
    Inventory,
    Node,
    TemplateParagraph,
    compose_marked,
    paragraphs_in,
)
from narrator.phrases.entries import Book

PAGE = "@页"


def paragraphs_always_printed(several: Sequence[Sequence[ComposedBlock]]) -> Iterator[TemplateParagraph]:
    """Yield the paragraphs of the base that it prints whatever the data are. several: what it composes of different ones."""
    printed = [
        {one.paragraph for one in lines if one.paragraph and one.text.string.strip()} for lines in several
    ]
    yield from sorted(set.intersection(*printed), key=lambda paragraph: paragraph.number)


def said_of_data(
    data: Mapping[str, Any], cells: Mapping[str, str], book: Book, inventory: Inventory
) -> Iterator[TemplateParagraph]:
    """Yield the paragraphs that the base prints of last year's data, whatever stands where they have nothing. cells: what the
    tables of the report print, by path."""
    model = lenient_model(inventory.form)
    whole = (completed(model, data, cells, made_up) for made_up in (1, 0))
    return paragraphs_always_printed(
        [compose_marked(reading.read(one, model)[0], book, inventory) for one in whole]
    )


def paragraphs_under_heading(
    elements: Sequence[Element], matched: Collection[int]
) -> Iterator[TemplateParagraph]:
    """Yield the paragraphs of the base that stand, with their heading, in a loop or condition within another one of which the
    report has something: a part of the base that the report does not have. matched: the numbers of what it has."""
    for element in elements:
        if isinstance(element.node, Branch) and any(
            paragraph.number in matched for paragraph in element.paragraphs
        ):
            yield from paragraphs_of_branches(element.node.nodes, matched)


def paragraphs_of_branches(nodes: Sequence[Node], matched: Collection[int]) -> Iterator[TemplateParagraph]:
    """Yield the paragraphs of those branches among nodes and below them that begin with a heading and of which nothing is
    matched."""
    for node in nodes:
        if isinstance(node, Branch):
            paragraphs = list(paragraphs_in([node]))
            first = next(
                (paragraph for paragraph in paragraphs if not paragraph.source.startswith(PAGE)), None
            )
            lost = not any(paragraph.number in matched for paragraph in paragraphs)
            if lost and first is not None and first.source.startswith("#"):
                yield from paragraphs
            else:
                yield from paragraphs_of_branches(node.nodes, matched)
