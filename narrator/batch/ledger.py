"""What earlier runs wrote into an output folder, from what: a small file there, so that nothing is done twice."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from io import BytesIO
from pathlib import Path

from narrator.batch.digests import digest_file, digest_path, digest_program
from narrator.batch.outcome import Outcome, UnitState
from narrator.bounds import LARGEST_PACKAGE, read_file
from narrator.files import whole
from narrator.problem import Problem, Severity, Unusable

KEPT = [one.name for one in fields(Outcome) if one.name not in ("fault", "repeated", "audit")]
SHARE = 20  # saving takes at most so small a part of the time


@dataclass
class Ledger:
    """What earlier runs and this one wrote into a folder. entries: what came of each unit, by its name, and for what
    order. problems: why nothing of earlier runs is known."""

    folder: Path
    name: str
    entries: dict[str, tuple[str, Outcome]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    saved: float = field(default_factory=time.monotonic)
    took: float = 0.05  # seconds, of the last saving

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return self.folder / self.name

    def find_done(self, name: str, order: str) -> Outcome | None:
        """Return what came of a unit for the same order, when all that it was made from and all that was made is as it
        was then; None when it has to be done."""
        for_order, outcome = self.entries.get(name, ("", None))
        if outcome is None or for_order != order or not outcome.state.is_done or not outcome.files:
            return None
        for path, digest in outcome.made_from.items():
            if digest_path(Path(path)) != digest:
                return None
        for file, digest in outcome.files.items():
            if digest_file(self.folder / file) != digest:
                return None
        return replace(outcome, repeated=True)

    def find_made(self, name: str) -> Outcome | None:
        """Return what came of a unit when all of it was made, whatever became of that since; None otherwise."""
        _, outcome = self.entries.get(name, ("", None))
        return replace(outcome, repeated=True) if outcome and outcome.state.is_done else None

    def written(self, name: str) -> Mapping[str, str]:
        """Return the digests of the files that were made for a unit, by their names."""
        _, outcome = self.entries.get(name, ("", None))
        return outcome.files if outcome else {}

    def put(self, order: str, outcome: Outcome) -> None:
        """Note what came of a unit, and save that now and then. A unit that failed keeps what was made before."""
        if not outcome.state.is_done:
            outcome = replace(outcome, files={**self.written(outcome.name)})
        self.entries[outcome.name] = (order, replace(outcome, fault="", repeated=False, audit=None))
        if time.monotonic() - self.saved > self.took * SHARE:
            self.save()

    def save(self) -> None:
        """Write it down. Raises Unusable when that can not be done."""
        began = time.monotonic()
        text = BytesIO()  # a line for each unit: of so many, no second copy is made on the way
        append_line(text, {"program": digest_program()})
        for _, (order, one) in sorted(self.entries.items()):
            values = {each: getattr(one, each) for each in KEPT}
            append_line(text, {"order": order, **values, "state": one.state.name})
        whole.write(self.path, text.getvalue())
        self.saved = time.monotonic()
        self.took = max(self.saved - began, 0.05)


def open_ledger(folder: Path, file: str) -> Ledger:
    """Return what is known of earlier runs in a folder, by the file of that name. What another version of the program
    did is known, but has to be done again; a file that can not be read is told of, and taken for none."""
    ledger = Ledger(folder, file)
    if not ledger.path.exists():
        return ledger
    try:
        text = read_file(ledger.path, LARGEST_PACKAGE).decode("utf-8", "surrogatepass")
        head, *lines = map(json.loads, text.removesuffix("\n").split("\n"))
        same = head["program"] == digest_program()
        for line in lines:
            values = {each: line[each] for each in KEPT}
            values |= {"state": UnitState[line["state"]], "told": tuple(line["told"])}
            order = line["order"] if same else ""
            one = read_outcome(Outcome(**values))
            ledger.entries[one.name] = (order, one)
    except (Unusable, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        what = "以前运行的记录读不懂，全部重新做"
        problem = Problem("", what, "不用处理；不要改这个文件", Severity.WARNING, str(ledger.path))
        return Ledger(folder, file, problems=(problem,))
    return ledger


def read_outcome(outcome: Outcome) -> Outcome:
    """Return an outcome that was read from a file, whose maps are of texts to texts and whose files stand in the folder.
    Raises ValueError otherwise."""
    for texts in (outcome.amounts, outcome.files, outcome.made_from):
        if not isinstance(texts, dict) or not all(
            isinstance(one, str) for pair in texts.items() for one in pair
        ):
            raise ValueError
    counts = (outcome.missing, outcome.stale, outcome.errors, outcome.hints, outcome.seconds)
    if not all(isinstance(one, int | float) for one in counts) or not isinstance(outcome.name, str):
        raise ValueError
    if not all(isinstance(one, int | None) for one in (outcome.report_errors, outcome.report_hints)):
        raise ValueError
    if not all(isinstance(line, str) for line in outcome.told):
        raise ValueError
    return outcome


def append_line(text: BytesIO, values: Mapping[str, object]) -> None:
    """Put a line of JSON into a text; a name that is no text on this system is kept as it is."""
    text.write(json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
