"""What the page shows after edits is what it would show of the same file if it had never been seen before; and what an edit
does not change is not made again."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from commands.desk import INCOME, SCIENCE, small
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies.render import dumps

from narrator import build
from narrator.checks.data import rules
from narrator.commands.typed_values import Conflicting, TypedText, value_as_typed
from narrator.disclosure.value import Figure
from narrator.files import patch
from narrator.page.desk import Desk
from narrator.page.marking import PlaceNumbers
from narrator.page.view import View, make_view
from narrator.problem import Unusable
from narrator.readers import json
from narrator.writers.html import pages

FIGURE = "收入支出总表.收入.一般公共预算财政拨款收入.决算数"
TOTAL = "收入支出总表.收入.本年收入合计.决算数"  # which is compared with a cell of another table
RECORD = f"原因记录.{INCOME}"
IN_ITEM = "支出决算表.各科目.206.项目支出"
TEXTS = (
    f"原因.{INCOME}",
    f"原因.{SCIENCE}",
    "部门.主要职责[2]",
    "部门.名称",
    "预算绩效.项目[1].名称",
    "补充说明.没有这一节",
)
FIGURES = (
    FIGURE,
    IN_ITEM,
    TOTAL,
    "收入支出总表.收入.总计.上年决算数",
    "三公经费表.公务接待费.决算数",
    "基本支出表.各科目.30211.决算数",
)
edits = st.tuples(
    st.sampled_from(["typed", "elsewhere", "undone"]),
    st.one_of(
        st.tuples(st.sampled_from(TEXTS), st.sampled_from(["人员减少", "<b>&amp;</b>{{ 1 }}", "无", "", "两数持平"])),
        st.tuples(st.sampled_from(FIGURES), st.sampled_from(["900.5", "900.50", "0", "878.16", "-3", ""])),
    ),
)  # fmt: skip


@cache
def beginning() -> str:
    return dumps(small())


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    yield from open_desk(tmp_path)


def open_desk(folder: Path) -> Iterator[Desk]:
    data = folder / "data.json"
    data.write_text(beginning(), "utf-8")
    desk = Desk(data)
    yield desk
    desk.close()


def edit(desk: Desk, what: str, path: str, text: str) -> None:
    """Change the file by the page, by another program, or by a step back; what can not be done is not done."""
    raw = json.parse(desk.data.read_text("utf-8"))
    try:
        if what == "typed":
            desk.write([TypedText(path, value_as_typed(raw, path), text)])
        elif what == "undone":
            desk.undo()
        else:
            value: Any = (json.parse(text) if text else None) if path in FIGURES else text
            desk.data.write_text(patch.put_value(desk.data.read_text("utf-8"), path, value), "utf-8")
    except (Unusable, Conflicting, LookupError):
        pass


def seen_anew(desk: Desk, before: View | None) -> View:
    """What the page shows of the file with all that it has seen before forgotten, but the numbers of places and what it
    showed then."""
    return make_view(build.open_data(desk.data), deepcopy(desk.places), None, None, before)


def assert_as_new(desk: Desk, before: View | None) -> View:
    shown = desk.look()
    fresh = seen_anew(desk, before)
    for name in ("version", "blocks", "margin", "sections", "look", "title", "explained", "reasons", "writable", "situations"):  # fmt: skip
        assert getattr(shown, name) == getattr(fresh, name), name
    assert shown.composition == fresh.composition
    assert shown.opened.problems == fresh.opened.problems
    assert shown.opened.disclosure == fresh.opened.disclosure
    return shown


def play(changes: list[tuple[str, tuple[str, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for desk in open_desk(Path(folder)):
            before = desk.look()
            for what, (path, text) in changes:
                version = desk.look().version
                edit(desk, what, path, text)
                if (desk.kept and desk.kept[1].version != version) or what == "elsewhere":
                    before = assert_as_new(desk, before)


@settings(max_examples=2)
@given(st.lists(edits, min_size=1, max_size=2))
@example([("typed", (FIGURE, "900.5")), ("elsewhere", (FIGURE, "900.50")), ("undone", (FIGURE, ""))])
@example([("typed", (TOTAL, "900.5"))])
@example([("elsewhere", (RECORD, "上年：项目减少"))])
@example([("typed", (IN_ITEM, "900.5")), ("typed", (IN_ITEM, "48.07")), ("typed", (f"原因.{SCIENCE}", ""))])
def test_a_view_is_what_a_first_look_shows(changes: list[tuple[str, tuple[str, str]]]) -> None:
    play(changes)


@pytest.mark.deep
def test_a_view_is_what_a_first_look_shows_after_long_afternoons() -> None:
    settings(max_examples=100)(given(st.lists(edits, max_size=12))(play))()


def test_what_an_edit_does_not_change_is_not_made_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    done: Counter[str] = Counter()

    def count(module: Any, name: str) -> None:
        real: Callable[..., object] = getattr(module, name)

        def counted(*given: Any, **named: Any) -> object:
            done[name] += 1
            return real(*given, **named)

        monkeypatch.setattr(module, name, counted)

    count(json, "parse_value")
    count(rules, "check_accounts")
    for name in ("write_grid", "write_paragraph", "write_heading"):
        count(pages, name)
    first = desk.look()
    whole = dict(done)
    assert whole["write_grid"] == 10
    assert whole["write_paragraph"] > 60

    path = f"原因.{INCOME}"
    # With it comes what every text was written for, of which the data did not tell.
    desk.write([TypedText(path, value_as_typed(first.opened.raw, path), "项目减少")])
    done.clear()
    desk.write([TypedText(path, "项目减少", "项目减少了")])
    # The reasons, and what they were written for; once before that is known, once after.
    assert done["parse_value"] <= 3
    assert done["check_accounts"] + done["write_grid"] + done["write_heading"] == 0
    assert 1 <= done["write_paragraph"] <= 3

    held = len(desk.cache)
    done.clear()
    desk.write([TypedText(FIGURE, value_as_typed(first.opened.raw, FIGURE), "900.50")])
    assert done["parse_value"] <= 3
    assert 1 <= done["write_grid"] <= 5  # those that show a figure in which a check found fault since
    assert done["write_paragraph"] < whole["write_paragraph"] / 3
    assert done["check_accounts"] == 1

    for number in range(4):
        desk.write([TypedText(path, value_as_typed(desk.look().opened.raw, path), f"项目减少{number}")])
    assert len(desk.cache) < 1.5 * held


@pytest.mark.parametrize("name", ["国家某某局2023", "朝阳市科学技术局2023"])
def test_whatever_the_page_can_point_at_is_explained(name: str) -> None:
    """The noughts that a table leaves blank, too: each says where in the data it comes from."""
    data = Path(__file__).parents[2] / "samples" / name / "data.json"
    view = make_view(build.open_data(data), PlaceNumbers())
    explained = {
        (key, number): view.explain(key, number)
        for key, known in view.explained.items()
        for number in range(len(known))
    }
    assert all(explained.values())
    blank = {
        span.source.path: view.explain(key, number)
        for key, known in view.explained.items()
        for number, (_, span) in enumerate(known)
        if span.start == span.end and isinstance(span.source, Figure)
    }
    assert blank
    assert all(path in lines[0] for path, lines in blank.items())
