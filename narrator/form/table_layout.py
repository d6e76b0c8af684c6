"""The layout of a form's table: one file of its tables/, as people write it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from narrator import toml
from narrator.disclosure.public_tables import NUMBERED, renamed
from narrator.document import ALIGNMENTS
from narrator.problem import Problem, Unusable
from narrator.regex import compile_later
from narrator.spans import GAP

MOST_COLUMNS = 63  # as Word has it
ASKS = compile_later(r"原因\s*=")  # how a template asks for a reason
NUMBERING = compile_later(r"\[[^\[\]]*\]\s*")  # the mark that numbers a heading: [一、]
FILLED_IN = compile_later(r"\{\{[^{}]*\}\}")  # by the data
# What a layout file holds: key → (field of Layout, type, whether it must be there).
LAYOUT_KEYS: dict[str, tuple[str, type, bool]] = {
    "表号": ("number", str, False),
    "标题": ("title", str, False),
    "版面": ("page", str, False),
    "标题样式": ("style", str, False),
    "目录编号": ("listed", str, False),
    "表格样式": ("look", str, True),
    "表头行": ("line", list, False),
    "列宽": ("widths", list, True),
    "对齐": ("aligns", list, True),
    "零值": ("zeros", list, False),
    "表头": ("header", str, False),
    "表体": ("body", str, True),
    "表注": ("notes", list, False),
}
TOGETHER = ({"列宽", "对齐", "零值"}, {"标题", "标题样式", "目录编号"})  # what is judged by one another


@dataclass(frozen=True)
class Layout:
    """A table's layout: one file of the form's tables/.

    number: the number that the form prints (公开02表), or "".
    title: its heading, with its numbering mark, or "".
    page: the page layout that it begins, or "" for a table among the text.
    style: the heading's style.
    listed: the mark that numbers the heading in the contents only, or "".
    look: the table's style.
    line: the texts of the line above the table.
    widths: mm, a column each.
    aligns: 左, 中 or 右, a column each.
    zeros: what an amount of zero prints, a column each; () for what the form prints.
    header, body: grids (see `compose.grid_notation`).
    notes: below the table.
    source: the file's text, to tell lines in messages.
    base: the layout of the same table in the form that this one goes on from, or None.
    """

    path: Path
    number: str
    title: str
    page: str
    style: str
    listed: str
    look: str
    line: tuple[str, ...]
    widths: tuple[float, ...]
    aligns: tuple[str, ...]
    zeros: tuple[str, ...]
    header: str
    body: str
    notes: tuple[str, ...]
    source: str
    base: Layout | None = None

    @property
    def words_of_title(self) -> str:
        """The title as messages say it: without its numbering mark, with … for what the data fill in."""
        return FILLED_IN.sub(GAP, NUMBERING.sub("", self.title))

    @property
    def label(self) -> str:
        """What messages call the table: its number, else its title; "" when it has neither."""
        return self.number or self.words_of_title

    @cached_property
    def asks_for_reasons(self) -> bool:
        """Whether what it prints may hold the reason for a change."""
        texts = (self.title, *self.line, self.header, self.body, *self.notes)
        return any(ASKS.search(text) for text in texts)

    def zeros_in(self, zero: str) -> Sequence[str]:
        """Return what an amount of zero prints, a column each, in a form whose tables print that for it."""
        return self.zeros or (zero,) * len(self.aligns)

    def place(self, text: str) -> tuple[Path, int]:
        """Return the file in which a text of this layout stands, and the line on which it begins; line 1 when it is
        empty, or written in another way."""
        line = line_in(self.source, text)
        return (self.path, line or 1) if line or self.base is None else self.base.place(text)

    def key_place(self, key: str) -> tuple[Path, int]:
        """Return the file that states a key for this layout, and the line of it."""
        lines = toml.line_numbers_of(self.source)
        if key not in lines and self.base:
            return self.base.key_place(key)
        return self.path, toml.nearest_line(key, lines)


@lru_cache(maxsize=1000)
def line_in(text: str, source: str) -> int:
    """Return the line of a text on which a string begins behind a quotation mark; 0 when it is not found."""
    at = text.find(source) if source else -1
    while at > 0 and text[at - 1] not in "\"'\n":
        at = text.find(source, at + 1)
    return text.count("\n", 0, at) + 1 if at > 0 else 0


def read_layout(path: Path, folder: Path, base: Layout | None = None) -> Layout:
    """Return the layout in a file of the form in that folder. Raises Unusable.

    base: the layout that has what this one does not state.
    """
    data, source = toml.read_within(path, folder)
    values: dict[str, object] = {"path": path, "source": source, "base": base}
    problems: list[Problem] = []
    if path.stem in NUMBERED:
        hint = "把文件名改成表的名称（名称.toml）；它的表号写在“表号”里"
        problems.append(Problem("", renamed(path.stem), hint))
    for key in data.keys() - LAYOUT_KEYS.keys():
        problems.append(Problem(key, "表样没有这一项", f"从{'、'.join(LAYOUT_KEYS)}中选", file=str(path)))
    for key, (field, kind, required) in LAYOUT_KEYS.items():
        inherited = getattr(base, field) if base else kind() if not required else None
        value = data.get(key, list(inherited) if isinstance(inherited, tuple) else inherited)
        if not isinstance(value, kind):
            what = "缺少这一项" if key not in data else "这一项的写法不对"
            problems.append(Problem(key, what, "照别的表样写", file=str(path)))
            value = kind()
        values[field] = tuple(value) if isinstance(value, list) else value
    layout = Layout(**values)  # type: ignore[arg-type]
    wrong = {problem.where for problem in problems}
    doubtful = {key for keys in (*TOGETHER, *({key} for key in wrong)) if keys & wrong for key in keys}
    misfits = (one for one in find_misfits(layout) if one[0] not in doubtful)
    problems += [Problem(key, what, hint) for key, what, hint in misfits]
    if problems:
        raise Unusable(toml.with_lines(problems, source, str(path)))
    return layout


def find_misfits(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """Return what is wrong with the values of a layout: the key, what, and what to do."""
    if not all(type(width) in (int, float) and 1 <= width <= 500 for width in layout.widths):
        yield "列宽", "有一列的宽不是合理的数", "写毫米数，例如25"
    if not all(isinstance(align, str) and align in ALIGNMENTS for align in layout.aligns):
        yield "对齐", "有一列的对齐写得不对", f"从{'、'.join(ALIGNMENTS)}中选"
    if len(layout.widths) != len(layout.aligns):
        yield "对齐", "与列宽的个数不同", "每列写一个"
    if layout.zeros and len(layout.zeros) != len(layout.aligns):
        yield "零值", "与对齐的个数不同", '每列写一个，写成["", "0.00"]的样子；各列都照格式的，删去这一项'
    if not all(isinstance(text, str) for text in layout.zeros):
        yield "零值", "有一项不是文字", "两边加引号"
    if not 1 <= len(layout.widths) <= MOST_COLUMNS:
        yield "列宽", f"表有{len(layout.widths)}列", f"写1到{MOST_COLUMNS}列"
    for key, texts in (("表头行", layout.line), ("表注", layout.notes)):
        if not all(isinstance(text, str) for text in texts):
            yield key, "有一项不是文字", "两边加引号"
    if len(layout.line) > 3:
        yield "表头行", f"有{len(layout.line)}处", "写左、中、右三处"
    if bool(layout.title) != bool(layout.style):
        yield "标题样式", "有标题才有标题样式", "两项都写，或者都不写"
    if layout.listed and not layout.title:
        yield "目录编号", "没有标题，目录里没有这张表", "写上标题，或者删去目录编号"
