"""One view of a data file: the report with its marks, block by block, and beside it what is still to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from pathlib import Path

from narrator import build, trace
from narrator.cache import NO_CACHE, Cache
from narrator.checks.finding import Finding, Side
from narrator.checks.listing import ORDER, kind
from narrator.commands.data_check import check_disclosure
from narrator.commands.explain import tell_relations
from narrator.compose.composition import Composition
from narrator.data_file import Opened, Source, require_source
from narrator.document import Document, Page, Table
from narrator.page.margin import write_margin, write_unfinished
from narrator.page.marking import Explained, Marking, PlaceNumbers, find_wording
from narrator.problem import Unusable
from narrator.recorded_trace import trace_span
from narrator.texts import status
from narrator.texts.status import Reason
from narrator.writers.docx import looks
from narrator.writers.html.css import style_sheet
from narrator.writers.html.pages import write_sections
from narrator.writers.look import Look


@dataclass(frozen=True)
class PageSection:
    """The pages of one layout. classes: of its element. keys: its blocks, in order."""

    classes: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """What the page shows of a data file.

    version: changes whenever the file does.
    blocks: the pieces of HTML by key; what looks the same keeps its key.
    sections: the report's pages; none when the data make no report.
    margin: the keys of what stands beside them.
    look: the style sheet of the form.
    source, composition: None without a report.
    explained: what can be pointed at in each block.
    reasons: the texts that the report asks for.
    writable: the paths of what can be written in the report.
    situations: see `Marking`.
    """

    version: str
    opened: Opened
    blocks: Mapping[str, str]
    margin: tuple[str, ...]
    sections: tuple[PageSection, ...] = ()
    look: str = ""
    title: str = ""
    source: Source | None = None
    composition: Composition | None = None
    explained: Mapping[str, Sequence[Explained]] = field(default_factory=dict, repr=False)
    reasons: Sequence[Reason] = ()
    writable: Collection[str] = ()
    situations: Mapping[tuple[str, ...], tuple[str, str]] = field(default_factory=dict, repr=False)

    @property
    def text(self) -> str:
        """The text of the data file."""
        return self.opened.text

    @property
    def look_version(self) -> str:
        """What changes whenever the style sheet does."""
        return short_name(self.look)

    def explain(self, key: str, number: int) -> list[str]:
        """Return the explanation of what bears that number in a block, and of the wording around it, as lines; none
        when nothing does."""
        known = self.explained.get(key, ())
        if self.source is None or not 0 <= number < len(known):
            return []
        text, span = known[number]
        wording = find_wording(text, span)
        return [line for one in (span, wording) if one for line in self._explain((text, one), self.source)]

    def _explain(self, pointed: Explained, source: Source) -> Iterator[str]:
        """Yield the explanation of one span."""
        entry = trace_span(*pointed)
        form = source.form
        told = trace.tell_entries(
            [entry] if entry else [], source.where, form.entitled, partial(tell_relations, form)
        )
        lines = [line.removeprefix("  ") for line in "\n".join(told).split("\n") if line.strip()]
        shown = 1 if entry and entry["句"] else 0  # the sentence, which the page shows anyhow
        yield from lines[shown:]


class ViewBlocks:
    """The pieces of HTML of a view, by keys that tell what they hold; the second of the same looks has a key of its own."""

    def __init__(self, cache: Cache = NO_CACHE) -> None:
        self.cache = cache
        self.by_key: dict[str, str] = {}
        self.explained: dict[str, list[Explained]] = {}
        self._times: Counter[str] = Counter()

    def add(self, html: str, explained: list[Explained] | None = None) -> str:
        """Return the key of a piece that is added. explained: what can be pointed at in it."""
        looks_like = self.cache.call(short_name, html)
        self._times[looks_like] += 1
        key = f"{looks_like}-{self._times[looks_like]}"
        self.by_key[key] = html
        if explained:
            self.explained[key] = explained
        return key

    def add_all(self, pieces: Iterable[str]) -> tuple[str, ...]:
        """Return the keys of pieces that are added."""
        return tuple(self.add(html) for html in pieces)


def make_view(
    opened: Opened,
    places: PlaceNumbers,
    phrasebook: Path | None = None,
    composition: Composition | None = None,
    before: View | None = None,
) -> View:
    """Return the view of a data file. composition: the report on it, when it was made already. before: the view from
    which what changed is told."""
    version, cache = short_name(opened.text), opened.cache
    blocks = ViewBlocks(cache)
    try:
        source = require_source(opened, phrasebook)
        composition = composition or build.report(source)
        look = looks(source.form.styles)[0]
    except Unusable as error:
        return View(version, opened, blocks.by_key, blocks.add_all(write_unfinished(opened, error, places)))
    document = composition.document
    reasons = status.find_reasons(source.disclosure, document, cache=cache)
    findings = check_disclosure(source.disclosure, source.form, source.words, document, cache)
    marking = Marking(
        opened.raw, {one.path: one for one in reasons}, gravest_by_place(findings), places, cache
    )
    sections = tuple(
        PageSection(classes, tuple(blocks.add(html, marking.take_explained()) for html in written if html))
        for classes, written in write_sections(document, look, marking)
    )
    return View(
        version,
        opened,
        blocks.by_key,
        blocks.add_all(write_margin(reasons, findings, find_flips(before, marking.situations), places)),
        sections,
        cache.call(
            make_style_sheet, look, *[one for one in document.blocks if isinstance(one, (Page, Table))]
        ),
        document.title,
        source,
        composition,
        blocks.explained,
        reasons,
        frozenset(marking.writable),
        marking.situations,
    )


def make_style_sheet(look: Look, *blocks: Page | Table) -> str:
    """Return the style sheet for the pages and the tables of a document."""
    return style_sheet(Document("", blocks), look)


def find_flips(
    before: View | None, situations: Mapping[tuple[str, ...], tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the sentences in which another wording was chosen than before, each with both situations: 减少 → 增加."""
    old = before.situations if before else {}
    return [
        (f"{old[name][0]} → {situation}", told)
        for name, (situation, told) in situations.items()
        if name in old and old[name][0] != situation
    ]


def short_name(text: str) -> str:
    """Return a short name that differs for every text."""
    return blake2b(text.encode(), digest_size=9).hexdigest()


def gravest_by_place(findings: Sequence[Finding]) -> dict[str, str]:
    """Return the gravest kind of what was found of each place, by path."""
    found: dict[str, str] = {}
    for finding in sorted(findings, key=lambda one: ORDER.index(kind(one))):
        for side in sides_with_place(finding):
            if not finding.accepted:
                found.setdefault(side.path, kind(finding))
    return found


def sides_with_place(finding: Finding) -> list[Side]:
    """Return the sides of a finding that stand somewhere in the data, their parts behind them."""
    return [one for side in finding.sides for one in (side, *side.parts) if one.path]
