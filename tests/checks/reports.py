"""Reports to check: the sample's of each form, as a tree, and what becomes of it when words in it change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from forms import documents
from forms.documents import LIAONING, SHANGHAI, composed, raw

from narrator import form
from narrator.checks.finding import Finding, Level
from narrator.checks.report.inspection import Basis, check, read_to_judge
from narrator.checks.report.report_rules import RULES, ReadReport
from narrator.commands.report_check import basis_of
from narrator.document import Block, Cell, Document, Heading, Paragraph, Spread, Table
from narrator.spans import Text

HOME = "辽宁2023"
SAMPLES = {HOME: LIAONING, "上海2024": SHANGHAI}


def made(data: dict[str, Any], name: str = HOME) -> Document:
    """The report on DATA in the form NAME."""
    return composed(data, name).document


@cache
def original(name: str = HOME) -> Document:
    return made(raw(documents.SAMPLES[name]), name)


def basis(origin: Document | None = None, name: str = HOME) -> Basis:
    """What a report in the form NAME is judged by."""
    return replace(basis_of(form.load(name)), made=origin)


def findings(document: Document, origin: Document | None = None, name: str = HOME) -> list[Finding]:
    return check(document, basis(origin, name))


def as_read(document: Document, origin: Document | None = None, name: str = HOME) -> ReadReport:
    """DOCUMENT as the rules on reports see it."""
    return read_to_judge(document, basis(origin, name))


def assert_catalogued(report: ReadReport) -> None:
    """Each rule on reports finds in REPORT only what the catalogue says that it tells."""
    for rule in RULES:
        assert {one.rule for one in rule.find(report)} <= {text.id for text in rule.texts}, rule.id


def told(found: list[Finding]) -> set[tuple[str, str, tuple[str, ...]]]:
    """What FOUND says, without tails; to see what is new."""
    return {(one.key, one.what, tuple(map(str, one.sides))) for one in found if one.level is not Level.TAIL}


@cache
def before(name: str = HOME) -> frozenset[tuple[str, str, tuple[str, ...]]]:
    return frozenset(told(findings(original(name), name=name)))


@cache
def sound(name: str = HOME) -> frozenset[tuple[str, str]]:
    """What is told of the sample in the form NAME, wherever it stands; tails too."""
    return frozenset((one.subject, one.what) for one in findings(original(name), name=name))


def replaced(document: Document, old: str, new: str) -> Document:
    """DOCUMENT with NEW instead of OLD where it first stands; an OLD that is nowhere is a mistake of the test."""
    blocks: list[Block] = []
    done = False

    def put(text: Text) -> Text:
        nonlocal done
        if done or old not in text.string:
            return text
        done = True
        return Text(text.string.replace(old, new, 1))

    for block in document.blocks:
        match block:
            case Heading() | Paragraph():
                block = block._replace(text=put(block.text))
            case Spread():
                block = block._replace(texts=tuple(map(put, block.texts)))
            case Table():
                block = block._replace(header=cells(block.header, put), body=cells(block.body, put))
            case _:
                pass
        blocks.append(block)
    assert done, old
    return document._replace(blocks=tuple(blocks))


def pack(document: Document, pairs: Iterable[tuple[str, str]]) -> list[tuple[Document, list[int]]]:
    """DOCUMENT with as many of PAIRS (what stands there, and what is printed in its place) replaced at once as stand in
    blocks of their own, again and again until each has been; with the numbers of those that were."""
    left = [(number, *changed(document, replaced(document, *pair))) for number, pair in enumerate(pairs)]
    found: list[tuple[Document, list[int]]] = []
    while left:
        blocks, done, later = list(document.blocks), {}, []
        for number, at, block in left:
            if at in done:
                later.append((number, at, block))
            else:
                blocks[at], done[at] = block, number
        found.append((document._replace(blocks=tuple(blocks)), list(done.values())))
        left = later
    return found


def changed(document: Document, other: Document) -> tuple[int, Block]:
    """Where OTHER is another than DOCUMENT, and what stands there."""
    pairs = enumerate(zip(document.blocks, other.blocks, strict=True))
    return next((at, new) for at, (old, new) in pairs if old is not new and old != new)


def cells(rows: tuple[tuple[Cell, ...], ...], put: Any) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(cell._replace(paragraphs=tuple(map(put, cell.paragraphs))) for cell in row) for row in rows
    )


def without(document: Document, *starts: str) -> Document:
    """DOCUMENT without the paragraphs, headings and tables that begin with one of STARTS."""

    def goes(block: Block) -> bool:
        match block:
            case Heading() | Paragraph():
                return block.text.string.startswith(starts)
            case Table():
                return block.name.startswith(starts)
            case _:
                return False

    return document._replace(blocks=tuple(block for block in document.blocks if not goes(block)))
