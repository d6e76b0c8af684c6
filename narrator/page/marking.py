"""What is marked in a report on the page: texts to write, figures and words to explain, cells to correct.

Every place of the data has a number as long as the page is open, so that a figure in a sentence and its cell in a table
know each other; what can be explained is numbered within its block, so that a block in which nothing changed stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from narrator.cache import NO_CACHE, Cache
from narrator.commands.typed_values import value_as_typed
from narrator.disclosure.value import Figure, split_path
from narrator.document import Block, Cell, texts_in
from narrator.files.patch import last_name, take_step
from narrator.sources import Derived, Fact, Said, Slot
from narrator.spans import Span, Text
from narrator.texts.status import Reason, TextState
from narrator.trace import sentence_around, with_operands
from narrator.writers.html.inline import Marks, letters

Explained = tuple[Text, Span]  # what can be pointed at: a span, with the text in which it stands
STATES: Mapping[TextState, str] = {
    TextState.MISSING: "missing",
    TextState.WRITTEN: "written",
    TextState.UNNEEDED: "unneeded",
    TextState.STALE: "stale",
}


@dataclass
class PlaceNumbers:
    """The places of the data by number, and back; a number stays what it is."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, path: str) -> int:
        """Return the number of a path."""
        return self.numbers.setdefault(path, len(self.numbers) + 1)


class Shown(NamedTuple):
    """Which places of the data a block shows. paths: of all of them. slots: of the texts to write. parts: the members of the
    data in which its figures stand."""

    paths: frozenset[str]
    slots: tuple[str, ...]
    parts: tuple[str, ...]


class Marked(NamedTuple):
    """A block with its marks. explained, writable, situations: see `Marking`. shown: the places that have an element."""

    html: str
    explained: list[Explained]
    shown: Collection[str]
    writable: Collection[str]
    situations: Mapping[tuple[str, ...], tuple[str, str]]


class Marking(Marks):
    """The marks of one view.

    raw: the data, parsed. reasons: the texts that the report asks for, by slot. faults: the kind of what a check found,
    by path. writable: the paths that stand in a cell or as a text to write, as far as it was written.
    situations: of what is said, by the table of wordings and the figures, each with its sentence. cache: of the blocks of
    the view before: one of which nothing changed, the block itself and all that is marked in it, is not written again.
    """

    def __init__(
        self,
        raw: object,
        reasons: Mapping[str, Reason],
        faults: Mapping[str, str],
        places: PlaceNumbers,
        cache: Cache = NO_CACHE,
    ) -> None:
        self.raw = raw
        self.reasons = reasons
        self.faults = faults
        self.places = places
        self.cache = cache
        self.explained: list[Explained] = []
        self.seen: set[str] = set()
        self.writable: set[str] = set()
        self.situations: dict[tuple[str, ...], tuple[str, str]] = {}

    def take_explained(self) -> list[Explained]:
        """Return what can be pointed at in the block that was written last, by number, and begin the next one."""
        taken, self.explained = self.explained, []
        return taken

    def write(self, step: Callable[..., str], block: Block, *names: str) -> str:
        """Return a block as a step writes it with its marks, and note them."""
        shown = self.cache.call(find_shown, block)
        faults = [fault for fault in self.faults.items() if fault[0] in shown.paths]
        made = self.cache.call(
            write_marked, step, block, names, self.places, shown,
            tuple(sorted(self.seen & shown.paths)), tuple(faults),
            tuple([take_step(self.raw, name) for name in shown.parts]),
            tuple([self.reasons.get(slot) for slot in shown.slots]),
            tuple([value_as_typed(self.raw, slot) for slot in shown.slots]),
        )  # fmt: skip
        self.explained = made.explained
        self.seen.update(made.shown)
        self.writable.update(made.writable)
        for said, situation in made.situations.items():
            self.situations.setdefault(said, situation)
        return made.html


def find_shown(block: Block) -> Shown:
    """Return which places of the data a block shows."""
    spans = [span.source for text in texts_in([block]) for span in text.spans]
    figures = dict.fromkeys(one.path for one in spans if isinstance(one, Figure))
    slots = tuple(dict.fromkeys(one.name for one in spans if isinstance(one, Slot)))
    parts = dict.fromkeys(str(split_path(path)[0]) for path in figures)
    return Shown(frozenset((*figures, *slots)), slots, tuple(parts))


def write_marked(
    step: Callable[..., str],
    block: Block,
    names: tuple[str, ...],
    places: PlaceNumbers,
    shown: Shown,
    seen: tuple[str, ...],
    faults: tuple[tuple[str, str], ...],
    parts: tuple[object, ...],
    reasons: tuple[Reason | None, ...],
    written: tuple[str, ...],
) -> Marked:
    """Return a block as a step writes it with its marks.

    seen: which of the places that it shows blocks before it show. faults: what a check found of them, by path. parts: those
    of the data that `shown` names. reasons, written: the texts that the report asks for and what stands in the data, by its
    slots.
    """
    marks = BlockMarks(
        dict(zip(shown.parts, parts, strict=True)),
        {slot: one for slot, one in zip(shown.slots, reasons, strict=True) if one},
        dict(zip(shown.slots, written, strict=True)),
        dict(faults),
        places,
        seen,
    )
    html = step(block, *names, marks)
    return Marked(html, marks.explained, marks.shown, marks.writable, marks.situations)


class BlockMarks(Marks):
    """The marks of one block.

    raw: the parts of the data that it shows figures of, parsed. reasons, faults, writable, situations: see `Marking`.
    written: what stands in the data for each text to write. seen: the places that blocks before it show.
    """

    def __init__(
        self,
        raw: Mapping[str, object],
        reasons: Mapping[str, Reason],
        written: Mapping[str, str],
        faults: Mapping[str, str],
        places: PlaceNumbers,
        seen: Collection[str],
    ) -> None:
        self.raw = raw
        self.reasons = reasons
        self.written = written
        self.faults = faults
        self.places = places
        self.shown: set[str] = set()
        self.seen = {*seen}
        self.explained: list[Explained] = []
        self.writable: set[str] = set()
        self.situations: dict[tuple[str, ...], tuple[str, str]] = {}
        self._in_cells = _InCells(self)

    @property
    def in_cells(self) -> Marks:
        """In cells only texts of people are marked: a figure is its whole cell."""
        return self._in_cells

    def around(self, text: Text, span: Span) -> tuple[str, str] | None:
        """Return the tags around a text to write, a figure or a wording; None for other words."""
        source = span.source
        if isinstance(source, Slot):
            return self.write_slot(source), "</span>"
        if isinstance(source, (Said, Derived)) and span.start < span.end:
            kind = "said" if isinstance(source, Said) else "derived"
            paths = tuple(dict.fromkeys(figures_of(source)))
            cells = " ".join(str(self.places.number(path)) for path in paths)
            if isinstance(source, Said):
                table = source.wording.rule.rpartition(".")[0]
                told = sentence_around(text.string, span.start, span.end)
                self.situations.setdefault((table, *paths), (source.fact.situation, told))
            stop = "" if isinstance(source, Said) and holds_stop(text, span) else ' role="note" tabindex="0"'
            return (
                f'<span class="{kind}" data-explain="{self.explain(text, span)}" data-from="{cells}"{stop}>',
                "</span>",
            )
        if isinstance(source, Figure):
            begins = (
                f'<span class="figure" role="button" tabindex="0" data-explain="{self.explain(text, span)}"'
            )
            return f"{begins}{self.of_figure(source)}>", "</span>"
        return None

    def of_table(self) -> str:
        """Tables are sheets to type in."""
        return ' role="grid"'

    def of_cell(self, cell: Cell) -> str:
        """Return what says which figure of the data a cell shows; the keyboard comes to the first of a table, and from
        there to the others with arrows."""
        for text in cell.paragraphs:
            for span in text.spans:
                if isinstance(span.source, Figure):
                    self.writable.add(span.source.path)
                    stop = -1 if self.explained else 0
                    return f' tabindex="{stop}" data-explain="{self.explain(text, span)}"{self.of_figure(span.source)}'
        return ""

    def write_slot(self, slot: Slot) -> str:
        """Return how the element of a text of people begins; the first one of a text can be led to."""
        reason = self.reasons.get(slot.name)
        state = STATES[reason.state] if reason else "written"
        number = self.places.number(slot.name)
        name = self.name_first(slot.name, f"slot{number}")
        self.writable.add(slot.name)
        hint = f' data-hint="{letters(reason.hint)}"' if reason and reason.hint else ""
        why = f' data-why="{letters(reason.why)}"' if reason and reason.why else ""
        told = f"{last_name(slot.name)}：{reason.state.value.strip('　')}" if reason else ""
        return (
            f'<span{name} class="slot {state}" role="button" tabindex="0" title="{letters(told)}" data-slot="{number}" '
            f'data-path="{letters(slot.name)}" data-was="{letters(self.written[slot.name])}"{hint}{why}>'
        )

    def of_figure(self, figure: Figure) -> str:
        """Return the attributes of a figure: its place, its digits in the data, and whether a check found fault."""
        number = self.places.number(figure.path)
        name = self.name_first(figure.path, f"figure{number}")
        fault = f' data-fault="{self.faults[figure.path]}"' if figure.path in self.faults else ""
        was = letters(value_as_typed(self.raw, figure.path))
        return f'{name} data-cell="{number}" data-path="{letters(figure.path)}" data-was="{was}"{fault}'

    def name_first(self, path: str, name: str) -> str:
        """Return the attribute that names the first element of a place in the report, to lead to; "" for the others."""
        first = path not in self.seen and path not in self.shown
        self.shown.add(path)
        return f' id="{name}"' if first else ""

    def explain(self, text: Text, span: Span) -> int:
        """Return the number by which one asks for the explanation of a span."""
        self.explained.append((text, span))
        return len(self.explained) - 1


class _InCells(Marks):
    """The marks in cells."""

    def __init__(self, marks: BlockMarks) -> None:
        self.marks = marks

    def around(self, text: Text, span: Span) -> tuple[str, str] | None:
        """Return the tags around a text to write; None for other words."""
        return self.marks.around(text, span) if isinstance(span.source, Slot) else None


def holds_stop(text: Text, wording: Span) -> bool:
    """Return whether the keyboard comes to a number within a wording; its explanation tells of the wording, too."""
    return any(
        isinstance(span.source, (Derived, Figure)) and wording.start <= span.start < span.end <= wording.end
        for span in text.spans
    )


def find_wording(text: Text, pointed: Span) -> Span | None:
    """Return the innermost wording around a number in a text; None when the span itself is one, or none is around it."""
    around = [
        span
        for span in text.spans
        if isinstance(span.source, Said) and span.start <= pointed.start and pointed.end <= span.end
    ]
    if isinstance(pointed.source, Said) or not around:
        return None
    return min(around, key=lambda span: span.end - span.start)


def figures_of(source: Said | Derived) -> Iterator[str]:
    """Yield the paths of the figures from which something was said or computed."""
    operands = operands_of(source.fact) if isinstance(source, Said) else [source]
    for operand in operands:
        yield from (one.path for one in with_operands(operand) if isinstance(one, Figure))


def operands_of(fact: Fact) -> list[Figure | Derived]:
    """Return the numbers from which a fact follows."""
    return [one for one in fact.operands if isinstance(one, (Figure, Derived))]
