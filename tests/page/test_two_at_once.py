"""A page and another program that write into one file, as a game against a model that forgets nothing.

Every text is new, so each can be looked for. What somebody wrote goes away only when somebody decides so: by writing over what
they see, by answering a conflict, by taking a step back.
"""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from commands.desk import INCOME, SCIENCE, small
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from strategies.render import dumps

from narrator.commands import typed_values
from narrator.commands.saving import save
from narrator.commands.typed_values import value_as_typed
from narrator.files import patch
from narrator.readers import json as exact
from page.conftest import Page

TEXTS = (f"原因.{INCOME}", f"原因.{SCIENCE}", "部门.主要职责[2]")
FIGURES = ("收入支出总表.收入.总计.决算数", "收入支出总表.收入.总计.上年决算数")
PLACES = (*TEXTS, *FIGURES)
places = st.sampled_from(PLACES)
texts = st.sampled_from(TEXTS)
endings = st.sampled_from(["", "，人员减少", "{{ 7*7 }}", "<b>&amp;</b>", '"\\u0041\\', "。"])


@cache
def beginning() -> str:
    return dumps(small())


class Office(RuleBasedStateMachine):
    """held: what each place of the file holds. seen: what the page shows there. steps, undone: what the file held before
    and after each step of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        data = Path(self.folder.name) / "data.json"
        data.write_text(beginning(), "utf-8")
        self.page = Page(data)
        self.number = 0
        self.held = {path: value_as_typed(self.page.raw(), path) for path in PLACES} | self.read()
        self.seen = dict(self.held)
        self.steps: list[tuple[dict[str, str], dict[str, str]]] = []
        self.undone: list[tuple[dict[str, str], dict[str, str]]] = []
        self.page.get()

    def teardown(self) -> None:
        self.page.desk.close()
        self.folder.cleanup()

    def read(self) -> dict[str, str]:
        raw = exact.parse(self.page.data.read_text("utf-8"))
        return {path: value_as_typed(raw, path) for path in PLACES}

    def new(self, path: str, ending: str) -> str:
        self.number += 1
        return f"{1000 + self.number}.5" if path in FIGURES else f"话{self.number:04}{ending}"

    def note(self, before: dict[str, str]) -> None:
        if before != self.held:
            self.steps.append((before, dict(self.held)))
            self.undone.clear()

    # ---- the page ----

    @rule(path=places, ending=endings)
    def type_on_the_page(self, path: str, ending: str) -> None:
        self.put(path, self.new(path, ending))

    def put(self, path: str, text: str) -> None:
        told = self.page.write(path, self.seen[path], text)
        before = dict(self.held)
        if self.held[path] == self.seen[path]:
            assert told["sections"]
            self.held[path] = text
            self.note(before)
            self.seen = dict(self.held)
        else:  # somebody else wrote there: both are told, and nothing is written
            assert told["conflicts"] == [{"path": path, "typed": text, "now": self.held[path]}]

    @rule(path=texts, ending=endings, mine=st.booleans())
    def answer_a_conflict(self, path: str, ending: str, mine: bool) -> None:
        text = self.new(path, ending)
        if self.held[path] == self.seen[path]:
            self.write_elsewhere(path, ending)
        self.put(path, text)
        self.seen[path] = self.held[path]
        if mine:
            self.put(path, text)

    @rule()
    def look(self) -> None:
        self.page.get()
        self.seen = dict(self.held)

    @precondition(lambda self: self.steps)
    @rule()
    def take_back(self) -> None:
        before, after = self.steps[-1]
        self.step_to("undo", after, before)

    @precondition(lambda self: self.undone)
    @rule()
    def do_again(self) -> None:
        before, after = self.undone[-1]
        self.step_to("redo", before, after)

    def step_to(self, what: str, expected: dict[str, str], wanted: dict[str, str]) -> None:
        told = self.page.post(what)
        if self.held != expected:  # words of others would go with it
            assert "被别的程序改了" in told["problems"][0]
            return
        self.held = dict(wanted)
        source, target = (self.steps, self.undone) if what == "undo" else (self.undone, self.steps)
        target.append(source.pop())
        self.seen = dict(self.held)

    # ---- the other program ----

    @rule(path=places, ending=endings)
    def write_elsewhere(self, path: str, ending: str) -> None:
        self.held[path] = self.new(path, ending)
        self.change_file(path, self.held[path])

    def change_file(self, path: str, text: str) -> None:
        value: Any = exact.parse(text) if path in FIGURES else text
        self.page.data.write_text(patch.put_value(self.page.data.read_text("utf-8"), path, value), "utf-8")

    @rule(path=places, other=places, ending=endings)
    def write_at_the_same_moment(self, path: str, other: str, ending: str) -> None:
        """The other program writes after the page has read the file and before it has written."""
        text, theirs = self.new(path, ending), self.new(other, ending)
        if self.held[path] != self.seen[path]:
            return
        waiting = [lambda: self.change_file(other, theirs)]

        def save_late(opened: Any, whole: str) -> bool:
            while waiting:
                waiting.pop()()
            return save(opened, whole)

        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(typed_values, "save", save_late)
            told = self.page.write(path, self.seen[path], text)
        self.held[other] = theirs
        before = dict(self.held)
        if path == other:
            assert told["conflicts"] == [{"path": path, "typed": text, "now": theirs}]
        else:
            self.held[path] = text
            self.note(before)
            self.seen = dict(self.held)

    # ---- what always holds ----

    @invariant()
    def nobody_lost_a_word(self) -> None:
        assert {path: value.strip() for path, value in self.read().items()} == self.held

    @invariant()
    def the_file_is_data(self) -> None:
        assert isinstance(json.loads(self.page.data.read_text("utf-8")), dict)


def play(examples: int, steps: int) -> None:
    run_state_machine_as_test(Office, settings=settings(max_examples=examples, stateful_step_count=steps))


def test_no_text_is_lost() -> None:
    play(4, 12)


@pytest.mark.deep
def test_no_text_is_lost_in_long_afternoons() -> None:
    with settings(settings.get_profile("deep")):
        play(300, 40)
