"""The books that ship, with a whole table deleted, doubled or misspelt: `narrator lint` says so, with the line.

Single entries: tests/phrases/test_book.py. What is deleted has no line any more, so its loss is told where it
is missed: in the template that says it, in the table that is like it, or in the form's table that lacks what
the common one gave. A table or an entry that stands over one of the common book, or of the form that its form
goes on from, may go: the one below holds again. That is no mistake, it is how a form gives up a peculiarity,
and lint stays silent, unless what holds again does not go with the rest of the form: it takes other 参数, says
下降 where the form says 降低, or 0.00 where the form prints 0.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from phrases.notation import COMMON
from phrases.shipped_books import BELOW, BOOKS

from narrator import form
from narrator.commands.lint import prove_form
from narrator.form import official_form
from narrator.form.form_keys import RATE_ZERO
from narrator.problem import Problem

from .documents import WHOLE

TABLES = [(book, table) for book, text in BOOKS.items() for table in tomllib.loads(text)]


def span(book: str, table: str) -> tuple[int, int]:
    """The lines (from 0) of TABLE in BOOK: its header and its end."""
    lines = BOOKS[book].split("\n")
    first = lines.index(f'["{table}"]')
    after = (at for at in range(first + 1, len(lines)) if lines[at].startswith("["))
    return first, next(after, len(lines))


@pytest.fixture
def linted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A function: what lint finds in all forms that read BOOK when LINES stand in it."""
    ship = official_form.shipped

    def find(book: str, lines: list[str]) -> list[Problem]:
        folder = tmp_path / "phrasebook"
        folder.mkdir(exist_ok=True)
        for name, text in BOOKS.items():
            (folder / f"{name}.toml").write_text("\n".join(lines) if name == book else text, "utf-8")
        monkeypatch.setattr(
            official_form, "shipped", lambda name: folder if name == "phrasebook" else ship(name)
        )
        names = WHOLE if book == COMMON.stem else [book]
        return [problem for name in names for problem in prove_form(form.load(name)).problems]

    return find


def unlike(problem: Problem, book: str) -> bool:
    """Whether PROBLEM is that words which hold again say otherwise than BOOK's form what it says or, where the form has
    a zero per cent of its own, print that zero otherwise."""
    zeros = RATE_ZERO in form.load(book).numbers and problem.what.endswith(
        "的小数位数与这个格式印的百分数不同"
    )
    return zeros or problem.what.startswith("这里说“")


def places(problems: list[Problem]) -> set[tuple[str, int | None]]:
    return {(Path(problem.file).stem, problem.line) for problem in problems}


def call(problem: Problem, table: str) -> bool:
    """Whether PROBLEM stands on a line of a template that says TABLE."""
    path = Path(problem.file)
    return (
        path.suffix == ".jinja"
        and f"{table}(" in path.read_text("utf-8").split("\n")[(problem.line or 0) - 1]
    )


@pytest.mark.parametrize("book", BOOKS)
def test_the_books_as_they_are(book, linted):
    assert linted(book, BOOKS[book].split("\n")) == []


@pytest.mark.parametrize(("book", "table"), TABLES)
def test_a_table_deleted(book, table, linted):
    first, end = span(book, table)
    lines = BOOKS[book].split("\n")
    problems = linted(book, [*lines[:first], *lines[end:]])
    if any(table in tomllib.loads(BOOKS[one]) for one in BELOW[book]):
        # The table of a book below holds again, unless it takes other 参数 or has other words or zeros for the same.
        assert all(call(problem, table) or unlike(problem, book) for problem in problems), problems
        return
    assert problems
    over = {  # the tables of the forms that stood over it, or were like it
        (name, span(name, other)[0] + 1)
        for name, text in BOOKS.items()
        for other, entries in tomllib.loads(text).items()
        if other == table or entries.get("沿用") == table
    }
    assert all(
        call(problem, table) or table in problem.what or (Path(problem.file).stem, problem.line) in over
        for problem in problems
    ), problems
    assert all(problem.line for problem in problems)


@pytest.mark.parametrize(("book", "table"), TABLES)
def test_a_table_doubled(book, table, linted):
    first, end = span(book, table)
    lines = BOOKS[book].split("\n")
    problems = linted(book, [*lines[:end], *lines[first:end], *lines[end:]])
    assert (problems[0].what, places(problems[:1])) == (
        f"同一条写了两次，第{first + 1}行已经有了",
        {(book, end + 1)},
    )


@pytest.mark.parametrize(("book", "table"), TABLES)
def test_the_name_of_a_table_misspelt(book, table, linted):
    first, _ = span(book, table)
    lines = BOOKS[book].split("\n")
    slip = f"{table[:-1]}乄"
    lines[first] = f'["{slip}"]'
    problems = linted(book, lines)
    named = re.compile(f"“{slip}”（{book}\\.toml，第{first + 1}行）")
    assert any(named.search(problem.what) for problem in problems) or (book, first + 1) in places(problems)


# ---- a unit's own words ----

OWN = """
["与上年相比"]
"减少" = "{{ 主语 }}减少{{ 变动额 }}万元，减幅{{ 变动率 }}%{{ 原因 }}"
"持平" = "{{ 主语 }}没有变化{{ 原因 }}"
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", None),
        ('"减少" = "{{ 主语 }}减少', '"减小" = "{{ 主语 }}减少', "3 “变动”没有这种情形，这一条永远用不到"),
        ("变动额", "变动颔", "3 这种情形（上年大于零，本年比上年少，仍大于零）没有“变动颔”这个数"),
        ("减少{{", "增加{{", "3 说的方向与情形不符（上年大于零，本年比上年少，仍大于零）"),
        ("{{ 原因 }}", "", "3 两数不同而没有说原因的地方"),
        ('"持平" = ', '"减少" = ', "4 同一条写了两次，第3行已经有了"),
        (
            '["与上年相比"]',
            '["与上年比"]',
            "2 格式里没有这张短语表，永远用不到；有一张相近的“与上年相比”（",
        ),
        ('"持平" = "{{ 主语 }}没有变化{{ 原因 }}"\n', "", None),  # the form's own 持平 holds again
    ],
)
@pytest.mark.parametrize("name", WHOLE)
def test_a_units_own_words(name, old, new, told, tmp_path):
    path = tmp_path / "本单位.toml"
    path.write_text(OWN.replace(old, new, 1), "utf-8")
    found = [problem for problem in prove_form(form.load(name), path).problems if problem.file == str(path)]
    if told is None:
        assert prove_form(form.load(name), path).problems == []
    else:
        assert f"{found[0].line} {found[0].what}".startswith(told)
