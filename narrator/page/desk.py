"""What the page does with the data file: looks at it, writes into it through the commands, takes steps back.

One lock for all: requests come from several tabs at once, and each sees the file as the one before left it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from narrator import build
from narrator.commands.accept import accept_finding
from narrator.commands.import_file import bring_in, import_file
from narrator.commands.import_sources import Sources
from narrator.commands.publish import publish_file
from narrator.commands.pull import pull, pull_file
from narrator.commands.reasons import list_reasons
from narrator.commands.render import Options, describe, render_file
from narrator.commands.saving import refuse_workbook, save
from narrator.commands.writing import Typed, write_typed
from narrator.compose.composition import Composition
from narrator.data_file import Opened
from narrator.edits import merge
from narrator.files import whole
from narrator.files.lock import locked
from narrator.page.marking import Places
from narrator.page.view import View, make_view
from narrator.problem import Problem, Unusable
from narrator.readers.docx.file_kinds import is_document

MOST_STEPS = 200  # that can be taken back


@dataclass(frozen=True)
class Step:
    """A change that can be taken back: the text of the data before and after. joined: what further typing in the same
    place belongs to; "" for what stands by itself."""

    before: str
    after: str
    joined: str = ""


class Desk:
    """A data file that somebody works on."""

    def __init__(self, data: Path, form_name: str | None = None, phrasebook: Path | None = None) -> None:
        refuse_workbook(data)
        self.data = data
        self.form_name = form_name
        self.phrasebook = phrasebook
        self.places = Places()
        self.steps: list[Step] = []
        self.lock = Lock()
        self.kept: tuple[bytes, View] | None = None  # what the file held when it was looked at last
        self.dropped: Path | None = None
        self.folder: tempfile.TemporaryDirectory[str] | None = None  # of what was dropped

    # ---- looking ----

    def look(self) -> View:
        """Return the view of the file as it is now. Raises Unusable when it can not be read."""
        with self.lock:
            return self._look()

    def _look(self, opened: Opened | None = None, composition: Composition | None = None) -> View:
        content = whole.read(self.data)
        if self.kept is None or self.kept[0] != content:
            if opened is None or not content.endswith(
                opened.text.encode()
            ):  # changed by others in this moment
                opened, composition = build.open_data(self.data, self.form_name), None
            self.kept = content, make_view(opened, self.places, self.phrasebook, composition)
        return self.kept[1]

    # ---- writing ----

    def write(self, typed: Sequence[Typed], joined: str = "") -> View:
        """Write what was typed; return the view after. joined: names the typing in one place, which is one step.
        Raises Conflicting and Unusable."""
        with self.lock:
            before = self._look().text
            after, composition = write_typed(self.data, typed, self.form_name, self.phrasebook)
            return self.note_step(before, joined, after, composition)

    def confirm(self, path: str) -> View:
        """Let a stale reason fit the figures of now; return the view after. Raises Unusable."""
        return self.change(
            lambda: list_reasons(self.data, [path], self.form_name, self.phrasebook, confirm=True)
        )

    def accept(self, key: str, reason: str) -> View:
        """Write why the unit accepts a finding; return the view after. Raises Unusable."""
        return self.change(lambda: accept_finding(self.data, key, reason, self.form_name))

    def undo(self) -> View:
        """Take the last step back; return the view after. Raises Unusable when there is none, or when somebody else
        wrote into the file since."""
        with self.lock:
            if not self.steps:
                raise Unusable([Problem("", "没有可以撤销的", "")])
            with locked(self.data):
                opened, step = build.open_data(self.data, self.form_name), self.steps[-1]
                if opened.text != step.after:
                    what = "文件在这以后被别的程序改了，撤销会丢掉那些改动，没有撤销"
                    raise Unusable([Problem("", what, "直接改回来", file=str(self.data))])
                save(opened, step.before)
            self.steps.pop()
            return self._look()

    def change(self, act: Callable[[], object]) -> View:
        """Do something that writes into the file, as a step; return the view after. Raises Unusable."""
        with self.lock:
            before = self._look().text
            act()
            return self.note_step(before)

    def note_step(
        self,
        before: str,
        joined: str = "",
        opened: Opened | None = None,
        composition: Composition | None = None,
    ) -> View:
        """Note a change of the file, to be taken back, and return the view after."""
        view = self._look(opened, composition)
        last = self.steps[-1] if self.steps else None
        if view.text != before:
            if joined and last is not None and last.joined == joined and last.after == before:
                self.steps[-1] = Step(last.before, view.text, joined)
            else:
                self.steps.append(Step(before, view.text, joined))
                del self.steps[:-MOST_STEPS]
        return view

    # ---- files ----

    def make(self, ending: str) -> tuple[str, bytes]:
        """Return the report as a file of that kind, with its name. Raises Unusable."""
        view = self.look()
        if view.source is None or view.document is None:
            raise Unusable([Problem("", "数据还不能生成报告", "先填上缺的")])
        title = f"{view.title}公开表" if ending == ".xlsx" else view.title
        return whole.file_name(title, ending), build.write(view.document, view.source, ending)

    def finish(self) -> list[str]:
        """Make the final report beside the data file; return what was done. Raises Unusable with every reason not to."""
        with self.lock:
            made = render_file(self.data, None, self.form_name, self.phrasebook, Options(final=True))
            return list(describe(made))

    def publish(self) -> list[str]:
        """Make the final report, and the one for the web beside it; return what was done. Raises Unusable."""
        with self.lock:
            made = render_file(self.data, None, self.form_name, self.phrasebook, Options(final=True))
            output = made.path.with_name(f"{made.path.stem}（公开）{made.path.suffix}")
            publish_file(made.path, output)
            return [*describe(made), f"已生成 {output}，里面不带数据。"]

    def offer(self, name: str, content: bytes) -> list[str]:
        """Keep a file that was dropped on the page; return what `pull` would take from it and what not, or what `import`
        would change. Nothing is written yet. Raises Unusable."""
        with self.lock:
            self.folder = self.folder or tempfile.TemporaryDirectory(prefix="narrator-page-")
            self.dropped = Path(self.folder.name) / whole.file_name(
                Path(name).stem, Path(name).suffix.lower()
            )
            whole.write(self.dropped, content)
            if not is_document(self.dropped):
                made = bring_in(Sources(self.dropped), self.data, self.form_name)
                return [*made.lines, *map(str, made.problems)]
            source = build.read(self.data, self.form_name, self.phrasebook)
            offered = pull(self.dropped, source)
            taken = list(merge.describe_taken(offered.merged)) or ["没有要取回的文字。"]
            return [*taken, *map(str, offered.left)]

    def take(self) -> View:
        """Bring what the file that was dropped says into the data; return the view after. Raises Unusable."""
        dropped = self.dropped
        if dropped is None:
            raise Unusable([Problem("", "没有拖进来的文件", "再拖一次")])
        if is_document(dropped):
            return self.change(lambda: pull_file(dropped, self.data, self.form_name))
        return self.change(lambda: import_file(Sources(dropped), self.data, None, self.form_name))

    def close(self) -> None:
        """Take away what was kept meanwhile."""
        if self.folder is not None:
            self.folder.cleanup()
