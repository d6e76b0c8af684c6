"""The trace of a report as it is made from the spans of a document and carried along in a .docx: each number, wording,
section and paragraph is recorded once, and an entry says which of their characters and which of them it is about.

    [numbers, wordings, [[section, [paragraph, entry, entry…]…]…]]

A number is [as printed, path], or, where it was computed, [as printed, formula, [the numbers in it]]. A wording is [table and entry, file,
line]. An entry is [start, end, a number or the place of a text], or, of what a wording said, [start, end, wording,
situation, meaning, [numbers], [places of texts], [wordings inside]]. Numbers and wordings are told by their places in
their lists. Earlier reports carry the entries themselves (`TraceEntry`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, TypeGuard, cast

from narrator.disclosure.value import Figure, Words
from narrator.document import Document, Heading, Paragraph
from narrator.number import Amount
from narrator.sources import Derived, Said, Slot, Wording
from narrator.spans import Span, Text
from narrator.trace import SIGNS, Number, TraceEntry, WordingPlace, sentence_around

PLACED = {"规则": str, "文件": str, "行": int}
DEEPEST = 20  # formulas within one another
LARGEST = 1_000  # numbers in one formula, those of the formulas in it among them
START, STOP = itemgetter(0), itemgetter(1)  # of a span
Json = list[object]


def trace(document: Document) -> list[TraceEntry]:
    """Return the trace of a document's headings and paragraphs, in reading order (tables print the data as it
    is).
    """
    return read_trace(record_trace(document))


def trace_span(text: Text, span: Span) -> TraceEntry | None:
    """Return the entry of what one span of a paragraph holds, without the headings above it; None where nothing is traced."""
    recorder = Recorder()
    entry = recorder.entry(text, span)
    if entry is None:
        return None
    return read_trace([recorder.numbers, recorder.wordings, [["", [text.string, entry]]]])[0]


def record_trace(document: Document) -> Json:
    """Return the trace of a document, as JSON."""
    recorder = Recorder()
    trail: list[str] = []
    section: Json = [""]
    sections: list[Json] = [section]
    for block in document.blocks:
        if isinstance(block, Heading):
            trail = [*trail[: block.level - 1], block.text.string]
            section = [" › ".join(trail)]
            sections.append(section)
        if isinstance(block, (Heading, Paragraph)) and (entries := recorder.entries(block.text)):
            section.append([block.text.string, *entries])
    return [recorder.numbers, recorder.wordings, [one for one in sections if len(one) > 1]]


class Recorder:
    """Records the numbers and the wordings of a trace, each once."""

    def __init__(self) -> None:
        self.numbers: Json = []
        self.wordings: Json = []
        self.known: dict[int, int] = {}  # the places of both, by the identity of what they record
        self.told: dict[tuple[object, ...], int] = {}  # and those of numbers by what is recorded of them

    def entries(self, text: Text) -> list[Json]:
        """Return the entries of one paragraph: a wording with all in it, or a figure that stands by itself."""
        made: list[Json] = []
        end = 0
        spans: Sequence[Span] = text.spans
        if len(spans) > 1:  # of those that begin together the longest first
            spans = sorted(sorted(spans, key=STOP, reverse=True), key=START)
        for span in spans:
            start, stop, source = span
            if stop <= end or start == stop:
                continue  # inside the wording before, or nothing
            if type(source) is Said:
                end = stop
            if entry := self.entry(text, span):
                made.append(entry)
        return made

    def entry(self, text: Text, span: Span) -> Json | None:
        """Return the entry of what one span of a paragraph holds; None where nothing is traced."""
        start, end, source = span
        if type(source) is Said:
            return [start, end, *self.said(source, text, start, end)]
        if type(source) is Figure or type(source) is Derived:
            return [start, end, self.number(source)]
        return [start, end, source.name] if type(source) is Slot else None

    def said(self, said: Said, text: Text, start: int, end: int) -> Json:
        """Return which wording said a span of a text, and what stands in it."""
        printed: list[Figure | Derived] = []
        texts: list[str] = []
        clauses: list[int] = []
        for begin, stop, source in text.spans:
            if begin < start or end < stop or source is said:
                continue
            if type(source) is Figure or type(source) is Derived:
                if source not in printed:
                    printed.append(source)
            elif type(source) is Slot:
                if source.name not in texts:
                    texts.append(source.name)
            elif type(source) is Said:
                clauses.append(self.wording(source.wording))
        fact = said.fact
        for one in fact.blanks.values():
            if isinstance(one, Words) and one.kind == "名称" and one.path not in texts:
                texts.append(one.path)
        # What decided the situation without being printed, such as last year's figure behind 持平.
        within = [*printed]
        for part in within:  # which grows
            if type(part) is Derived:
                within += part.operands
        numbers = [*map(self.number, printed)]
        for operand in fact.operands:
            if isinstance(operand, (Figure, Derived)) and operand not in within:
                numbers.append(self.number(operand))
        return [self.wording(said.wording), fact.situation, said.meaning, numbers, texts, clauses]

    def wording(self, wording: Wording) -> int:
        """Return the place of a wording; its file is told by its folder and name."""
        if id(wording) not in self.known:
            file = "/".join(wording.file.replace("\\", "/").rsplit("/", 2)[-2:])
            self.known[id(wording)] = len(self.wordings)
            self.wordings.append([wording.rule, file, wording.line])
        return self.known[id(wording)]

    def number(self, source: Figure | Derived) -> int:
        """Return the place of a figure; it is told as printed, or with all its decimals when two do not hold it. Two that
        are told alike are one, so that it does not matter which of them a page has kept."""
        at = self.known.get(id(source))
        if at is None:
            made: tuple[object, ...]
            if isinstance(source, Derived):
                made = (
                    f"{source}{SIGNS.get(type(source.value), '')}",
                    source.formula,
                    tuple(map(self.number, source.operands)),
                )
            else:
                value = source.value
                exact = value.money.unrounded(value.wan) if isinstance(value, Amount) else None
                made = (str(source) if exact is None else exact) or "（没有）", source.path
            at = self.known[id(source)] = self.told.setdefault(made, len(self.numbers))
            if at == len(self.numbers):
                self.numbers.append(made)
        return at


# ---- read back ----


def read_trace(raw: object) -> list[TraceEntry]:
    """Return the trace that a report carries along, from parsed JSON. Raises ValueError when it is none."""
    if isinstance(raw, list) and all(map(is_entry, raw)):
        return raw
    try:
        numbers, wordings, sections = cast(list[Any], raw)
        return list(Reader(numbers, wordings).entries(sections))
    except (TypeError, IndexError, ValueError) as error:
        raise ValueError("no trace") from error


class Reader:
    """Reads entries that a `Recorder` made. Raises ValueError, TypeError or IndexError for what it did not make."""

    def __init__(self, numbers: Sequence[Any], wordings: Sequence[Any]) -> None:
        self.numbers: list[Number] = []
        self.sizes: list[int] = []  # how many numbers there are in each
        for one in numbers:
            self.add_number(*one)
        self.wordings = [read_wording(*one) for one in wordings]

    def add_number(self, printed: object, told: object, operands: object = None) -> None:
        """Read a number, which is made of some of those before it. Raises ValueError when it is none."""
        within = [] if operands is None else read_places(operands, self.numbers)
        self.sizes.append(1 + sum(self.sizes[at] for at in within))
        if self.sizes[-1] > LARGEST:
            raise ValueError("a formula without end")
        number: Number = {"印": word(printed), "算式": "", "路径": ""}
        if operands is None:
            number["路径"] = word(told)
        else:
            number["算式"], number["来源"] = word(told), [self.numbers[at] for at in within]
        self.numbers.append(number)

    def entries(self, sections: Iterable[Any]) -> Iterable[TraceEntry]:
        """Return the entries of the sections in their order."""
        for section, *paragraphs in sections:
            for string, *entries in paragraphs:
                for entry in entries:
                    yield self.entry(word(section), word(string), *entry)

    def entry(
        self, section: str, string: str, start: object, end: object, what: object, *said: Any
    ) -> TraceEntry:
        """Return an entry of a paragraph. Raises ValueError when it is none."""
        if type(start) is not int or type(end) is not int or not 0 <= start <= end <= len(string):
            raise ValueError("no piece of a paragraph")
        numbers, texts = ([], [word(what)]) if isinstance(what, str) else ([what], [])
        entry: TraceEntry = {
            "节": section,
            "句": sentence_around(string, start, end),
            "文": string[start:end],
            "数": [],
            "文字": texts,
        }
        if said:
            situation, meaning, numbers, texts, clauses = said
            (chosen,) = self.rules([what])
            entry["规则"], entry["文件"], entry["行"] = chosen["规则"], chosen["文件"], chosen["行"]
            entry["情形"], entry["含义"] = word(situation), word(meaning)
            entry["文字"] = [word(one) for one in texts]
            if clauses:
                entry["分句"] = self.rules(clauses)
        entry["数"] = [self.numbers[at] for at in read_places(numbers, self.numbers)]
        return entry

    def rules(self, raw: object) -> list[WordingPlace]:
        """Return the wordings at their places."""
        return [self.wordings[at] for at in read_places(raw, self.wordings)]


def read_wording(rule: object, file: object, line: object) -> WordingPlace:
    """Return a wording. Raises ValueError when it is none."""
    if type(line) is not int:
        raise ValueError("no line")
    return {"规则": word(rule), "文件": word(file), "行": line}


def word(raw: object) -> str:
    """Return a text. Raises ValueError when it is none."""
    if not isinstance(raw, str):
        raise ValueError("no text")
    return raw


def read_places(raw: object, known: Sequence[object]) -> Sequence[int]:
    """Return places in a list. Raises ValueError for what is not there."""
    if not isinstance(raw, (list, tuple)) or not all(type(at) is int and 0 <= at < len(known) for at in raw):
        raise ValueError("no places")
    return raw


# ---- of earlier reports ----


def is_entry(raw: object) -> bool:
    """Return whether parsed JSON is an entry."""
    return (
        has_members(raw, {"节": str, "句": str, "文": str, "数": list, "文字": list})
        and all(is_number(one, DEEPEST) for one in raw["数"])
        and all(isinstance(path, str) for path in raw["文字"])
        and ("规则" not in raw or has_members(raw, {**PLACED, "情形": str, "含义": str}))
        and isinstance(raw.get("分句", []), list)
        and all(has_members(one, PLACED) for one in raw.get("分句", []))
    )


def is_number(raw: object, depth: int) -> bool:
    """Return whether parsed JSON is a number of a trace, its formulas at most so deep."""
    return (
        has_members(raw, {"印": str, "算式": str, "路径": str})
        and isinstance(raw.get("来源", []), list)
        and depth > 0
        and all(is_number(one, depth - 1) for one in raw.get("来源", []))
    )


def has_members(raw: object, members: Mapping[str, type]) -> TypeGuard[dict[str, Any]]:
    """Return whether parsed JSON is an object with those members, each of its type."""
    return isinstance(raw, dict) and all(isinstance(raw.get(name), kind) for name, kind in members.items())
