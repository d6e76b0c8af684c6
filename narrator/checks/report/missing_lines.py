"""ST-4: the lines and sentences of the form are all there, and something stands under each of its headings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import texts_of
from narrator.checks.printed.pattern_pieces import Piece, least
from narrator.checks.printed.prose import Prose, Wanted
from narrator.checks.report.prose_places import LONG
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.model import TERMS
from narrator.disclosure.relation import ROWS
from narrator.disclosure.value import Figure, split_path
from narrator.document import Block, Document, Heading, Page, Paragraph, Table
from narrator.facts.operand import leaf_paths
from narrator.sources import Derived, Said, Slot
from narrator.spans import Text, gapped
from narrator.tables.money_unit import states_money_unit
from narrator.tables.plain import is_nought, plain, unnumbered

DENIAL = re.compile(r'无("[^"]{1,6}"经费|[^,。;"]{4,12}?)(?:预算)?财政拨款(?:支出|收入)')  # in plain form


def check_lines(prose: Prose, known: Known) -> Iterator[Finding]:
    """Return what breaks ST-4: the lines and sentences of the form are all there. One that is there only for a figure that
    the report does not state (a budget of which nothing was spent) may be missing."""
    if not prose.absent:
        return
    titles = {blueprint.title for blueprint in known.tables.blueprints.values()}
    denied = dict(denied_tables(prose, known))
    unseen = set(lines_around_tables(known.composed, known.tables.lacking))
    for wanted in prose.absent:
        if is_denied(wanted, denied, known):
            continue  # one sentence says that there is nothing of it
        uncertain = is_uncertain(wanted, known)
        if wanted.heading and unnumbered(plain(wanted.text)) in titles:
            continue  # of tables ST-1 and ST-3 tell
        if known.tables.misstated and states_money_unit(wanted.text):
            continue  # of the unit of a table that states another one that is told
        if wanted.text in unseen:
            continue  # it belongs to a table that is not there
        if least(wanted.pieces) >= (2 if wanted.heading else 6) and not uncertain:
            shown = text_as_stated(wanted, known).strip()[:60]
            what = f"没有找到格式里的这{'个标题' if wanted.heading else '句话'}"
            hint = "照格式补上，或者核对措辞"
            if term := term_explained(wanted, known):
                what, hint = f"名词解释里没有{term}", "照格式补上"
            level = Level.ERROR if wanted.heading else Level.HINT
            yield Finding(level, f"“{plain(shown)[:LONG]}”", what, hint, (Side("格式", shown),))


def term_explained(wanted: Wanted, known: Known) -> str:
    """Return which item (科目) a line of the glossary explains, in words; "" for any other line."""
    slots = (one.source.name for one in wanted.pieces if isinstance(one.source, Slot))
    code = next((names[-1] for name in slots if (names := split_path(name))[0] == TERMS), "")
    if not str(code).isdigit():
        return ""
    shown = known.tables.shown.items()
    name = next((text for path, text in shown if path.endswith(f".{code}.{ITEM_NAME}")), "")
    return f"“{f'{code} {name}'.strip()}”这个科目"


def is_uncertain(wanted: Wanted, known: Known) -> bool:
    """Return whether a line may be there only for a figure that the report does not state: it has none but that and zeros.
    Of a row by code, which is told of only where there is something, what its share is of does not count."""
    values = [(figure, known.value(figure)) for figure in figures_stated(wanted.pieces)]
    unstated = [figure for figure, value in values if value is None]
    wholes: list[object] = []
    if any(isinstance(figure, Figure) and f".{ROWS}." in figure.path for figure in unstated):
        said = (piece.source for piece in wanted.pieces if isinstance(piece.source, Said))
        wholes = [one.fact.blanks.get("整体") for one in said]
    others = (value for figure, value in values if value is not None and figure not in wholes)
    return bool(unstated) and all(is_nought(str(value)) for value in others)


def figures_unsaid(prose: Prose, known: Known) -> frozenset[str]:
    """Return the paths of the figures of rows that no table prints, where the sentence that would state them is not there, was not
    read, or states in other words none that is surely that, and of those that a table does not print because it lacks their row, and
    no sentence states."""
    lost = known.tables.lost - known.tables.cells.keys() - known.said.keys()
    absent = (
        wanted.pieces
        for wanted in prose.absent
        if any(f".{ROWS}." in getattr(span.source, "path", "") for span in wanted.spans)
        and not is_uncertain(wanted, known)
    )
    reworded = (one.piece for one in prose.completions)
    return frozenset(lost).union(
        figure.path
        for pieces in (*absent, prose.untold, reworded)
        for figure in figures_stated(pieces)
        if isinstance(figure, Figure)
        and f".{ROWS}." in figure.path
        and known.value(figure) is None
        and not known.lacks_row(figure.path)
    )


def lines_around_tables(document: Document, names: Collection[str]) -> Iterator[str]:
    """Return the lines above and below the tables of those names in a composed document, without their headings."""
    above: list[str] = []
    inside = False
    for block in document.blocks:
        if isinstance(block, Table):
            inside = block.name in names
            if inside:
                yield from above
            above = []
        elif isinstance(block, (Heading, Page)):
            inside, above = False, []
        else:
            above += texts_of(block)
            if inside:
                yield from texts_of(block)


def denied_tables(prose: Prose, known: Known) -> Iterator[tuple[str, str]]:
    """Return the public tables of which the prose says that there was nothing (无“三公”经费财政拨款支出),
    each with the words by which it names them.
    """
    lines = {
        id(line): line for line in [*(one.line for one in prose.claims), *(line for line, _ in prose.unread)]
    }
    for line in lines.values():
        for found in DENIAL.finditer(line.plain):
            for name, blueprint in known.tables.blueprints.items():
                if found.group(1) in blueprint.title:
                    yield name, found.group(1)


def is_denied(wanted: Wanted, denied: Mapping[str, str], known: Known) -> bool:
    """Return whether a wanted line is about a denied table alone, which has no figures."""
    paths = [path for figure in figures_stated(wanted.pieces) for path in leaf_paths(figure)]
    tables = {path.partition(".")[0] for path in paths} & denied.keys()
    if not tables:
        below = not wanted.heading or plain(wanted.text).startswith("(")  # the heading of the section stays
        return below and not paths and any(words in plain(wanted.text) for words in denied.values())
    shown = known.tables.shown
    return all(is_nought(text) for path, text in shown.items() if path.partition(".")[0] in tables) and all(
        path.partition(".")[0] in denied for path in paths
    )


def check_emptied(document: Document, composed: Document) -> Iterator[Finding]:
    """Return what breaks ST-4: where the form has text or a table right under a heading, something stands there in the
    report. composed: the report as the form makes it."""
    bare = [
        heading.text.string
        for heading, below in by_heading(document)
        if below is None or (isinstance(below, Heading) and below.level <= heading.level)
    ]
    filled = {
        unnumbered(plain(heading.text.string))
        for heading, below in (by_heading(composed) if bare else ())
        if below is not None and not isinstance(below, Heading)
    }
    for text in bare:
        if unnumbered(plain(text)) in filled:
            what = "这个标题下面没有内容"
            yield Finding(Level.ERROR, f"“{plain(text)[:LONG]}”", what, "照格式补上", (Side("标题", text),))


def by_heading(document: Document) -> Iterator[tuple[Heading, Block | None]]:
    """Return the headings of a document, each with what follows it; None when nothing does."""
    above: Heading | None = None
    for block in document.blocks:
        if above is not None:
            if isinstance(block, Page) or (isinstance(block, Paragraph) and not block.text.string.strip()):
                continue
            yield above, block
        above = block if isinstance(block, Heading) else None
    if above is not None:
        yield above, None


def text_as_stated(wanted: Wanted, known: Known) -> str:
    """Return the text of a wanted line with … for what the report does not say: that was composed from
    figures that are made up.
    """
    unsaid = (span for span in wanted.spans if span.start < span.end and not known.says(span.source))
    return gapped(Text(wanted.text, tuple(unsaid)))


def figures_stated(found: Iterable[Piece]) -> Iterator[Figure | Derived]:
    """Yield the figures that a pattern states, also those that decide what it says."""
    for piece in found:
        if isinstance(piece.source, (Figure, Derived)):
            yield piece.source
        elif isinstance(piece.source, Said):
            yield from (one for one in piece.source.fact.operands if isinstance(one, (Figure, Derived)))
