"""ST-4: of each row that its table has the prose tells once, and of no other one of which something was spent."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.pattern_pieces import Capture
from narrator.checks.printed.prose import Prose
from narrator.checks.report.completions import Reworded
from narrator.checks.report.prose_places import LONG, at_line, side_of_claim
from narrator.disclosure.branch_shapes import CODE_LENGTHS
from narrator.disclosure.item_names import ITEM_NAME
from narrator.disclosure.last_years import FINAL
from narrator.disclosure.value import Figure, Words
from narrator.document import texts
from narrator.sources import Said
from narrator.tables.plain import is_nought, plain, unnumbered


def check_told_rows(prose: Prose, known: Known) -> Iterator[Finding]:
    """Return what breaks ST-4 and PR-1: a row is told of once, and one of which something was spent stands in its table."""
    for one in prose.again:
        begins = unnumbered(one.line.plain).startswith(one.names[0])  # a paragraph of its own
        said = one.line.text.strip() if begins else one.named
        yield Finding(
            Level.HINT,
            f"{known.called(one.path)}（“{unnumbered(plain(said))[:LONG]}”）",
            "正文说了不止一次",
            "留下一处，或者改正名称",
            (at_line(one.line, said[:LONG]),),
        )
    for one in prose.left_out:
        printed = (
            Side(name, known.tables.shown[path], path)
            for path, name in known.tables.cells.items()
            if path.startswith(f"{one.path}.") and not is_nought(known.tables.shown.get(path, "0"))
        )
        in_table = [side for side in printed if not side.path.endswith(ITEM_NAME)]
        yield Finding(
            Level.HINT,
            f"{known.called(one.path)}（“{one.named[:LONG]}”）",
            "表里有数，这句话里没有说",
            "补上，或者改正名称",
            (at_line(one.line, "没有说"), *in_table[:1]),
        )
    for path, side in figures_without_row(prose, known):
        if is_told_above(path, known):
            continue
        where = called_by_name(path, known)
        sides = (side, Side(where, "没有这一行"))
        what, hint = "正文里有数，表里没有这一行", "核对正文和表，补上或者改正"
        yield Finding(Level.ERROR, where, what, hint, sides, rule="PR-1")


def called_by_name(path: str, known: Known) -> str:
    """Return what a reader calls the figure of a row that no table has: by the row's name, since its code stands nowhere."""
    row = path.rpartition(".")[0]
    spans = (span for text in texts(known.composed) for span in text.spans)
    named = (
        one.source.text
        for one in spans
        if isinstance(one.source, Words) and one.source.path == f"{row}.{ITEM_NAME}"
    )
    code = row.rpartition(".")[2]
    return known.called(path).replace(f" {code} ", f" {next(named, code)} ")


def figures_without_row(prose: Prose, known: Known) -> Iterator[tuple[str, Side]]:
    """Return the paths of the figures other than zero that the prose states of rows which their table does not have, each with where
    it states it."""
    if not prose.unlisted:
        return
    for claim in prose.claims:
        for capture in claim.every:
            source = capture.piece.source
            stated: Capture | None = capture
            if isinstance(source, Said):  # which may say it in other words than the tables would
                source = next((one for one in source.fact.operands if isinstance(one, Figure)), None)
                stated = next((part for part in capture.parts if part.piece.source == FINAL), None)
            if (
                isinstance(source, Figure)
                and stated
                and known.lacks_row(source.path)
                and not is_nought(stated.text)
            ):
                yield source.path, side_of_claim(claim, stated.text)
    for one in prose.completions:
        final = Reworded(one, known).compared[0]
        for part in one.statement.of(FINAL)[:1]:
            if isinstance(final, Figure) and known.lacks_row(final.path) and part.wan:
                yield final.path, at_line(one.line, part.text)


def is_told_above(path: str, known: Known) -> bool:
    """Return whether it was told already, from the tables alone, that a row above the one of a figure is not there."""
    rows, code, _ = path.rsplit(".", 2)
    above = (f"{rows}.{code[:length]}" for length in CODE_LENGTHS if length < len(code))
    cells = known.tables.cells
    return any(row not in known.unlisted and f"{row}.{ITEM_NAME}" not in cells for row in above)
