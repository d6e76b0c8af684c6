"""What the page does with the data file: looks at it, writes into it through the commands, takes steps back.

One lock for all: requests come from several tabs at once, and each sees the file as the one before left it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from narrator import build
from narrator.cache import Cache
from narrator.commands.accept import accept_finding
from narrator.commands.publish import publish
from narrator.commands.reasons import list_reasons
from narrator.commands.render import describe, render_file
from narrator.commands.rendered_report import Options, Rendered, write_report
from narrator.commands.saving import refuse_workbook, save
from narrator.commands.typed_values import TypedText, WrittenText, write_typed
from narrator.compose.composition import Composition
from narrator.data_file import Opened
from narrator.files import whole
from narrator.files.lock import locked
from narrator.page.dropped import Dropped
from narrator.page.history import History, Step
from narrator.page.margin import write_others
from narrator.page.marking import PlaceNumbers
from narrator.page.view import View, make_view
from narrator.problem import Problem, Unusable

TRIES = 5  # to write while other programs write


class Desk:
    """A data file that somebody works on. beside: a workbook that was opened instead of it, what it says is yet to be
    offered; None when there is none."""

    def __init__(
        self,
        data: Path,
        form_name: str | None = None,
        phrasebook: Path | None = None,
        beside: Path | None = None,
    ) -> None:
        refuse_workbook(data)
        self.data = data
        self.form_name = form_name
        self.phrasebook = phrasebook
        self.beside = beside
        self.places = PlaceNumbers()
        self.cache = Cache()
        self.history = History()
        self.lock = Lock()
        self.kept: tuple[bytes, View] | None = None  # what the file held when it was looked at last
        self.dropped: Dropped | None = None
        self.folder: TemporaryDirectory[str] | None = None  # of what was dropped

    # ---- looking ----

    def look(self) -> View:
        """Return the view of the file as it is now. Raises Unusable when it can not be read."""
        with self.lock:
            return self._look()

    def _look(self, opened: Opened | None = None, composition: Composition | None = None) -> View:
        """Return the view of the file as it is now; for whoever holds the lock.

        opened, composition: of the file, if just made.
        """
        content = whole.read(self.data)
        if self.kept is None or self.kept[0] != content:
            if opened is None or not content.endswith(
                opened.text.encode()
            ):  # changed by others in this moment
                opened, composition = build.open_data(self.data, self.form_name, self.cache), None
            before = self.kept[1] if self.kept else None
            self.kept = content, make_view(opened, self.places, self.phrasebook, composition, before)
            self.cache.turn()
        return self.kept[1]

    def list_others(self) -> str:
        """Return the fields of the data that no public table shows; "" when the data make no report. Raises Unusable."""
        with self.lock:
            view = self._look()
            if view.source is None:
                return ""
            others = write_others(view.opened, view.source.form, view.writable, view.reasons, self.places)
            return "".join(others)

    # ---- writing ----

    def write(self, typed: Sequence[TypedText], joined: str = "") -> View:
        """Write what was typed; return the view after. joined: names the typing in one place, which is one step.

        When another program writes into the file at the same moment, it is written into what that one wrote. Raises
        Conflicting and Unusable.
        """
        with self.lock:
            before, after, composition = self._write(typed)
            self.history.note(Step(before, after.text, joined))
            return self._look(after, composition)

    def _write(self, typed: Sequence[TypedText], tries: int = TRIES) -> WrittenText:
        """Write what was typed, again when another program wrote in between; for whoever holds the lock."""
        known = self._look().opened
        try:
            return write_typed(self.data, typed, self.form_name, self.phrasebook, known)
        except Unusable:
            if tries == 1 or whole.read(self.data).endswith(known.text.encode()):
                raise
            return self._write(typed, tries - 1)

    def confirm(self, path: str) -> View:
        """Let a stale reason fit the figures of now; return the view after. Raises Unusable."""
        return self.change(
            lambda: list_reasons(self.data, [path], self.form_name, self.phrasebook, confirm=True)
        )

    def accept(self, key: str, reason: str) -> View:
        """Write why the unit accepts a finding; return the view after. Raises Unusable."""
        return self.change(lambda: accept_finding(self.data, key, reason, self.form_name))

    def change(self, act: Callable[[], object]) -> View:
        """Do something that writes into the file, as a step; return the view after. Raises Unusable."""
        with self.lock:
            before = self._look().text
            act()
            view = self._look()
            self.history.note(Step(before, view.text))
            return view

    def undo(self) -> View:
        """Take the last step back; return the view after. Raises Unusable when there is none, or when somebody else
        wrote into the file since."""
        with self.lock:
            if not self.history.done:
                raise Unusable([Problem("", "没有可以撤销的", "")])
            step = self.history.done[-1]
            self.put_back("撤销", step.after, step.before)
            self.history.note_undone()
            return self._look()

    def redo(self) -> View:
        """Do again what was taken back last; return the view after. Raises Unusable as `undo` does."""
        with self.lock:
            if not self.history.undone:
                raise Unusable([Problem("", "没有可以重做的", "")])
            step = self.history.undone[-1]
            self.put_back("重做", step.before, step.after)
            self.history.note_redone()
            return self._look()

    def put_back(self, what: str, expected: str, text: str) -> None:
        """Put a text into the file that holds the expected one. Raises Unusable when it holds another."""
        with locked(self.data):
            opened = build.open_data(self.data, self.form_name)
            if opened.text != expected:
                told = f"文件在这以后被别的程序改了，{what}会丢掉那些改动，没有{what}"
                raise Unusable([Problem("", told, "直接改回来", file=str(self.data))])
            save(opened, text)

    # ---- reports ----

    def make(self, ending: str) -> tuple[str, bytes]:
        """Return the report as a file of that kind, with its name. Raises Unusable."""
        view = self.look()
        if view.source is None or view.composition is None:
            raise Unusable([Problem("", "数据还不能生成报告", "先填上缺的")])
        title = f"{view.title}公开表" if ending == ".xlsx" else view.title
        content, _ = write_report(view.composition, view.source, ending, Options(pages=None))
        return whole.file_name(title, ending), content

    def finish(self) -> list[str]:
        """Make the final report beside the data file; return what was done. Raises Unusable with every reason not to."""
        with self.lock:
            return list(describe(self._finish()))

    def publish(self) -> list[str]:
        """Make the final report, and the one for the web beside it; return what was done. Raises Unusable.

        One for the web that was made before is kept as a backup when it was another.
        """
        with self.lock:
            made = self._finish()
            output = made.path.with_name(f"{made.path.stem}（公开）{made.path.suffix}")
            lines = [*describe(made), f"已生成 {output}，里面不带数据。"]
            with locked(output):
                content = publish(made.path)
                old = whole.read(output) if output.exists() else content
                if old != content:
                    backup = whole.backup_of(output)
                    whole.write(backup, old)
                    lines.append(f"旧文件留作 {backup.name}。")
                whole.write(output, content)
            return lines

    def _finish(self) -> Rendered:
        """Return the final report, which is written nowhere yet. Raises Unusable with all that is against it."""
        return render_file(self.data, None, self.form_name, self.phrasebook, Options(final=True, pages=None))

    # ---- what is dropped on the page ----

    def offer(self, name: str, content: bytes) -> list[str]:
        """Keep a file that was dropped on the page; return what would be taken from it and what not. Nothing is written
        yet. Raises Unusable."""
        with self.lock:
            self.dropped = None
            self.folder = self.folder or TemporaryDirectory(prefix="narrator-page-")
            path = Path(self.folder.name) / whole.file_name(Path(name).stem, Path(name).suffix.lower())
            whole.write(path, content)
            try:
                return self._offer(path)
            except Unusable as error:  # who dropped it knows it by its name
                named = [one._replace(file=name) if Path(one.file) == path else one for one in error.problems]
                raise Unusable(named) from error

    def offer_beside(self) -> list[str]:
        """Return what would be taken from the workbook beside the data, once. Raises Unusable."""
        with self.lock:
            path, self.beside = self.beside, None
            return self._offer(path) if path is not None else []

    def _offer(self, path: Path) -> list[str]:
        """Return what would be taken from a file, and keep it; for whoever holds the lock."""
        dropped = Dropped.recognize(path, self._look().opened)
        lines = dropped.describe(self.data, self.form_name, self.phrasebook)
        self.dropped = dropped
        return lines

    def take(self) -> View:
        """Bring what the file that was dropped says into the data; return the view after. Raises Unusable."""
        dropped = self.dropped
        if dropped is None:
            raise Unusable([Problem("", "没有拖进来的文件", "再拖一次")])
        return self.change(lambda: dropped.take(self.data, self.form_name))

    def close(self) -> None:
        """Take away what was kept meanwhile."""
        if self.folder is not None:
            self.folder.cleanup()
