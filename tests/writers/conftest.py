"""What tests of writers share: the styles of a form, tables drawn as text, and packages taken apart."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest

from narrator.document import Block, Cell, Column, Document, Table
from narrator.spans import Text
from narrator.writers import WRITERS

ROOT = Path(__file__).parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALIGNED = {"<": "左", "=": "中", ">": "右"}


@pytest.fixture(scope="session")
def styles() -> Mapping[str, object]:
    """The styles of the form 辽宁2023, as parsed."""
    return tomllib.loads((ROOT / "templates" / "辽宁2023" / "styles.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def table() -> Callable[..., Table]:
    """Draws a table: a line a row, | between columns; ← belongs to the cell at the left, ↑ to the one above.

    A text that begins with = is centred, with > right-aligned. Rows above a line of --- are the header.
    """

    def draw(drawing: str, widths: tuple[float, ...] = (), style: str = "公开表", name: str = "表") -> Table:
        rows = [line.strip() for line in drawing.strip().splitlines()]
        heads = rows.index("---") if "---" in rows else 0
        grid = [[field.strip() for field in row.split("|")] for row in rows if row != "---"]
        drawn = tuple(tuple(_cells(grid, number)) for number in range(len(grid)))
        columns = tuple(Column(width, "左") for width in widths or (20,) * len(grid[0]))
        return Table(name, columns, drawn[:heads], drawn[heads:], style)

    return draw


def _cells(grid: list[list[str]], row: int) -> list[Cell]:
    cells = []
    for column, text in enumerate(grid[row]):
        if text in ("←", "↑"):
            continue
        columns = rows = 1
        while column + columns < len(grid[row]) and grid[row][column + columns] == "←":
            columns += 1
        while row + rows < len(grid) and grid[row + rows][column] == "↑":
            rows += 1
        align = ALIGNED.get(text[:1])
        cells.append(Cell(column, (Text(text[1:] if align else text),), align or "左", columns, rows))
    return cells


class Package:
    """A .docx taken apart."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
            self.entries = archive.infolist()

    def xml(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[name])

    @property
    def body(self) -> ElementTree.Element:
        body = self.xml("word/document.xml").find(f"{W}body")
        assert body is not None
        return body

    @property
    def paragraphs(self) -> list[str]:
        """The text of every paragraph outside tables and the contents."""
        return [self.text(paragraph) for paragraph in self.body.findall(f"{W}p")]

    @staticmethod
    def text(element: ElementTree.Element) -> str:
        """The text of ELEMENT as Word shows it."""
        shown = {f"{W}tab": "\t", f"{W}br": "\n"}
        parts = [part for run in element.iter(f"{W}r") for part in run]
        return "".join(shown.get(part.tag, part.text or "") for part in parts if part.tag != f"{W}instrText")

    def all(self, *path: str) -> list[ElementTree.Element]:
        """Every element of the body at PATH, given by names without the prefix w."""
        return self.within(self.body, *path)

    @staticmethod
    def within(element: ElementTree.Element, *path: str) -> list[ElementTree.Element]:
        """Every element in ELEMENT at PATH."""
        return element.findall(".//" + "/".join(W + step for step in path))

    def values(self, *path: str, attribute: str = "val") -> list[str | None]:
        """The ATTRIBUTE of every element of the body at PATH."""
        return [found.get(W + attribute) for found in self.all(*path)]


@pytest.fixture(scope="session")
def write(styles: Mapping[str, object]) -> Callable[..., Package]:
    """Writes BLOCKS as a .docx and takes it apart again."""

    def write_blocks(*blocks: Block, title: str = "题", snapshot: Sequence[bytes] = ()) -> Package:
        return Package(WRITERS[".docx"](Document(title, blocks), styles, snapshot))

    return write_blocks
