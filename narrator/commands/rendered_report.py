"""A report that is ready to be written, and what there is to say about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from narrator import build, form_knowledge
from narrator.checks.data.unused import unused
from narrator.checks.finding import Finding
from narrator.compose.composition import Composition
from narrator.data_file import Source
from narrator.problem import Problem, Severity, Unusable
from narrator.texts import status
from narrator.texts.status import Reason

if TYPE_CHECKING:
    from narrator.edits.differences import Change
    from narrator.edits.merge import MergedTexts, TakenSide


@dataclass(frozen=True)
class Options:
    """What the user asked for. pull: Word's texts go into data.json. prefer: whose text wins a conflict.
    overwrite: what was changed beside the controls is given up. final: nothing may be missing, stale or wrong.
    dry_run: nothing is written. pages: whether the contents list the pages; None for yes where that costs nothing, or
    the report is whole and LibreOffice at hand: those of a draft move with every text that is yet to come.
    """

    pull: bool = False
    overwrite: bool = False
    prefer: TakenSide | None = None
    final: bool = False
    dry_run: bool = False
    pages: bool | None = False

    def lists_pages(self, ending: str, is_draft: bool) -> bool:
        """Return whether the contents of a report of that kind list the pages."""
        if self.pages is not None or ending.lower() != ".docx":
            return self.pages is not False
        if is_draft:
            return False
        from narrator.writers.office import find_office  # not on the way to a draft

        return find_office() is not None


AS_USUAL = Options()


@dataclass(frozen=True)
class Rendered:
    """A report that is ready to be written, and what there is to say about it.

    source: the data as data.json is to hold it: with new records, and Word's texts when they are pulled.
    composition: the report with Word's texts.
    found: its texts.
    merged: what came from Word; None when there is no report to go on from.
    changes: what a reader would see changed; None, like `merged`.
    old: what the file holds that is written over; None when there is none.
    backup: where that is kept.
    pulled: whether Word's texts go into data.json.
    data_backup: where data.json is kept as it was; None when no text of it is replaced.
    unsaved: why data.json could not remember what the reasons were written for.
    unnumbered: why the contents do not list the pages, though LibreOffice was asked for them.
    """

    path: Path
    source: Source
    composition: Composition
    content: bytes
    found: Sequence[Reason]
    merged: MergedTexts | None = None
    changes: Sequence[Change] | None = None
    old: bytes | None = None
    backup: Path | None = None
    pulled: bool = False
    data_backup: Path | None = None
    unsaved: Sequence[Problem] = ()
    unnumbered: Sequence[Problem] = ()

    @property
    def problems(self) -> list[Problem]:
        """What somebody has to mend or to look at, in the order in which it is told."""
        return [
            *self.source.told,
            *self.composition.missing,
            *self.stale,
            *self.misplaced,
            *self.doubts,
            *self.unsaved,
            *self.unnumbered,
        ]

    @cached_property
    def stale(self) -> list[Problem]:
        """The reasons that were written for other figures."""
        return self.source.located(list(status.tell_stale(self.found)))

    @property
    def misplaced(self) -> list[Problem]:
        """Reasons that read like those for a difference where there is none."""
        return self.source.located(list(status.tell_misplaced_reasons(self.found)))

    @property
    def doubts(self) -> list[Problem]:
        """What speaks against the 金额单位 that the data state, unless the unit has accepted it."""
        from narrator.checks.data.magnitude import find_money_unit_doubts

        return self.source.located(find_money_unit_doubts(self.source.disclosure))

    @cached_property
    def findings(self) -> list[Finding]:
        """What the rules find in the data."""
        from narrator.commands.data_check import check_disclosure

        source = self.source
        return check_disclosure(source.disclosure, source.form, source.words, self.composition.document)

    @property
    def unused(self) -> list[Problem]:
        """What the data give and neither the report nor a rule of `check` uses."""
        from narrator.disclosure.last_years import LAST_YEARS
        from narrator.disclosure.related import find_related
        from narrator.disclosure.relation import Declared
        from narrator.disclosure.relations import RELATIONS

        rules = (*RELATIONS, Declared("", "", "", LAST_YEARS), *self.source.form.relations)

        def is_judged(path: str) -> bool:
            """Return whether a rule looks at the figure at a path."""
            return any(find_related(path, rules))

        def find_selecting() -> frozenset[str]:
            """Return the names of the columns by which templates select rows."""
            from narrator.compose.form_proof import selecting_columns  # reads every template

            return selecting_columns(
                self.source.form, form_knowledge.book(self.source.form, self.source.words)
            )

        idle = unused(self.source.disclosure, self.composition.document, is_judged, find_selecting)
        return self.source.located(idle)


def write_report(
    composition: Composition, source: Source, ending: str, options: Options, made_from: Sequence[bytes] = ()
) -> tuple[bytes, list[Problem]]:
    """Return a report as a file of the kind that the ending names, and why its contents do not list the pages though they
    would by themselves. made_from: as of `build.write`. Raises Unusable."""
    document = composition.document
    if not options.lists_pages(ending, bool(composition.missing)):
        return build.write(document, source, ending, made_from), []
    try:
        return build.write(document, source, ending, made_from, pages=True), []
    except Unusable as error:
        if options.pages or ending.lower() != ".docx":
            raise
        hint = "在Word里点目录，按F9；或者加 --no-pages"
        told = [Problem("", f"目录没有页码：{one.what}", hint, Severity.WARNING) for one in error.problems]
        return build.write(document, source, ending, made_from), told
