"""docxtpl filling a template that is the seed report itself, with a {{ variable }} for every value in it.

The functions run in a process of their own (timing.apart), so narrator and docxtpl are imported inside
them.
"""

from __future__ import annotations

import gc
import io
import json
import re
import sys
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree
from zipfile import ZipFile

from timing import SEED, Times, repeat

if TYPE_CHECKING:
    from narrator.document import Block, Cell, Document
    from narrator.spans import Text

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VARIABLE = re.compile(r"\{\{ (\w+) \}\}")


class Filling(NamedTuple):
    """docxtpl at work.

    times: from the template's bytes to those of the filled .docx. swapping: the part of it in which the
    filled body takes the place of the template's (map_tree): half of the time, which lxml takes for it.
    values: how many; empty: how many of them print nothing.
    """

    times: Times
    swapping: Times
    values: int
    empty: int

    @classmethod
    def together(cls, every: Sequence[Filling]) -> Filling:
        """EVERY measure of the same template as one."""
        times = Times.together(one.times for one in every)
        swapping = Times.together(one.swapping for one in every)
        return cls(times, swapping, every[0].values, every[0].empty)


def fill(times: int, *, with_empty: bool = True, warm_up: int = 2) -> Filling:
    """Fill the template of the seed report, from its bytes to those of the filled .docx.

    All values are there beforehand, as the strings that the report prints; docxtpl reads and parses the
    template anew each time, as it always does. WITH_EMPTY: also values that print nothing (the zeros of
    the tables) have their variables, as in a template that is to serve next year; otherwise they have
    none. Raises AssertionError when the text that comes out is not the report's.
    """
    from docxtpl import DocxTemplate

    gc.disable()  # as for narrator
    template, report, values = made(with_empty)
    swapping: list[float] = []

    class Template(DocxTemplate):  # type: ignore[misc]
        def map_tree(self, tree: object) -> None:
            start = time.perf_counter()
            super().map_tree(tree)
            swapping.append(time.perf_counter() - start)

    def filled() -> bytes:
        document = Template(io.BytesIO(template))
        document.render(values, autoescape=True)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    assert paragraphs(filled()) == paragraphs(report), "docxtpl's report is not narrator's"
    assert len(set(VARIABLE.findall(main_part(template).decode()))) == len(values), "a variable was lost"
    whole = repeat(filled, times, warm_up)
    empty = sum(not value for value in values.values())
    return Filling(whole, Times(tuple(swapping[-times:])), len(values), empty)


def made(with_empty: bool) -> tuple[bytes, bytes, dict[str, str]]:
    """The template, the seed report itself, and the values that make the one the other."""
    from narrator import build
    from narrator.writers import WRITERS

    source = build.read(SEED)
    document = build.report(source).document
    blanks = Blanks(with_empty)
    # Without the snapshot: docxtpl has no use for it, and would have to copy it.
    template, report = (
        WRITERS[".docx"](each, source.form.styles, ()) for each in (blanks.document(document), document)
    )
    return template, report, blanks.values


FILL = """
import gc, json, sys
gc.disable()
from docxtpl import DocxTemplate
document = DocxTemplate(sys.argv[1])
document.render(json.load(open(sys.argv[2], encoding="utf-8")), autoescape=True)
document.save(sys.argv[3])
"""


def prepare(folder: Path) -> list[str]:
    """Write the template and the values into a folder, and return the command that fills it as a process of its own."""
    template, _, values = made(with_empty=False)
    (folder / "模板.docx").write_bytes(template)
    (folder / "值.json").write_text(json.dumps(values, ensure_ascii=False), "utf-8")
    return [
        sys.executable,
        "-c",
        FILL,
        *(str(folder / name) for name in ("模板.docx", "值.json", "填好.docx")),
    ]


class Blanks:
    """Puts a variable in the place of every value of a document. values: variable → what was there."""

    def __init__(self, with_empty: bool) -> None:
        self.with_empty = with_empty
        self.values: dict[str, str] = {}

    def document(self, document: Document) -> Document:
        return document._replace(blocks=tuple(map(self.block, document.blocks)))

    def block(self, block: Block) -> Block:
        from narrator.document import Heading, Paragraph, Spread, Table

        match block:
            case Heading() | Paragraph():
                return block._replace(text=self.text(block.text))
            case Spread():
                return block._replace(texts=tuple(map(self.text, block.texts)))
            case Table():
                return block._replace(header=self.rows(block.header), body=self.rows(block.body))
            case _:
                return block

    def rows(self, rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
        return tuple(
            tuple(cell._replace(paragraphs=tuple(map(self.text, cell.paragraphs))) for cell in row)
            for row in rows
        )

    def text(self, text: Text) -> Text:
        """TEXT with variables: one for every figure, name, year, derived number and writer's text.

        Words that the phrasebook chose stay as they are, though a template would need a variable for
        them too. A cell that was merged from several rows is one value.
        """
        from narrator.sources import Said, Slot
        from narrator.spans import Text, join

        spans = sorted(
            span for span in ((s.start, s.end) for s in text.spans if not isinstance(s.source, Said))
        )
        slots = {(s.start, s.end): s.source for s in text.spans if isinstance(s.source, Slot)}
        pieces: list[Text | str] = []
        at = 0
        for (start, end), _ in groupby(spans):
            if start == end and not self.with_empty:
                continue
            assert start >= at, "values do not overlap"
            variable = Text(self.variable(text.string[start:end]))
            slot = slots.get((start, end))
            pieces += [text.string[at:start], variable.from_source(slot) if slot else variable]
            at = end
        return join([*pieces, text.string[at:]])

    def variable(self, value: str) -> str:
        # A name in Chinese for a value in Chinese: the run around it then gets the properties that it has
        # in the report.
        name = f"{'v' if value.isascii() else '值'}{len(self.values)}"
        self.values[name] = value
        return f"{{{{ {name} }}}}"


def main_part(docx: bytes) -> bytes:
    with ZipFile(io.BytesIO(docx)) as archive:
        return archive.read("word/document.xml")


def paragraphs(docx: bytes) -> list[str]:
    """The text of every paragraph of DOCX."""
    tree = ElementTree.fromstring(main_part(docx))
    return ["".join(text.text or "" for text in one.iter(f"{WORD}t")) for one in tree.iter(f"{WORD}p")]
