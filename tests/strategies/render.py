"""The way from raw data to a report, and back to what the oracle reads: the tree (fast) and the .docx."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from oracle.report import Grid, Paragraph, Report

from narrator import build
from narrator.compose.composition import Composition
from narrator.data_file import Source
from narrator.disclosure import reading
from narrator.document import Contents, Document, Heading, Page, Spread, Table
from narrator.form import Form
from narrator.form import load as load_form
from narrator.readers.json import parse

SAMPLE = Path(__file__).parents[2] / "samples" / "朝阳市科学技术局2023"


def dumps(value: object) -> str:
    """VALUE as JSON text, every Decimal with the digits it has."""
    match value:
        case Decimal():
            return f"{value:f}"
        case dict():
            return "{" + ",\n".join(f"{dumps(key)}: {dumps(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(dumps, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def loads(text: str) -> dict[str, Any]:
    """TEXT as the oracle reads it: every number exact."""
    raw: dict[str, Any] = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return raw


def sample(lean: bool = False) -> dict[str, Any]:
    """The sample's raw data. lean: without its 绩效自评 of units and the indicators of projects, half of its bulk."""
    raw = loads(sample_text())
    if lean:
        del raw["预算绩效"]["整体自评"]
        for project in raw["预算绩效"]["项目"]:
            del project["指标"]
    return raw


@cache
def sample_text() -> str:
    return (SAMPLE / "data.json").read_text("utf-8")


@cache
def form() -> Form:
    return load_form("辽宁2023")


def composed(text: str) -> Composition:
    """The report on the data TEXT, by way of the text alone."""
    disclosure, problems = reading.read(parse(text), form().model)
    assert not problems, "\n".join(map(str, problems))
    return build.report(Source(Path("data.json"), text, disclosure, form()))


def finished(text: str, ending: str = ".docx") -> bytes:
    """The report on the data TEXT as a file, by way of a data file, as the command line makes it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "data.json")
        path.write_text(text, "utf-8")
        source = build.read(path)
    return build.write(build.report(source).document, source, ending)


def tree(raw: Mapping[str, Any]) -> Report:
    """The report on RAW as the oracle reads it, from the document's tree."""
    return list(blocks(composed(dumps(raw)).document))


def blocks(document: Document) -> Iterator[Paragraph | Grid]:
    for block in document.blocks:
        match block:
            case Heading():
                yield Paragraph(block.text.string, block.level)
            case Spread():
                yield Paragraph("\t".join(text.string for text in block.texts))
            case Table():
                yield grid(block)
            case Contents() | Page():
                pass
            case _ if block.text.string:
                yield Paragraph(block.text.string)


def grid(table: Table) -> Grid:
    rows = [*table.header, *table.body]
    places = [[""] * len(table.columns) for _ in rows]
    for number, row in enumerate(rows):
        for cell in row:
            text = "\n".join(part.string for part in cell.paragraphs)
            for line in places[number : number + cell.rows]:
                line[cell.column : cell.column + cell.columns] = [text] * cell.columns
    return Grid(tuple(map(tuple, places)))
