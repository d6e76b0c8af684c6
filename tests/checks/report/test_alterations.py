"""What is found in a report in which something was altered, and what no longer is, word for word and place for
place (alterations.txt), by the printed text alone. What replaces words is tried one by one on demand (`pytest -m deep`): test_together tries
the same, all at once.

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from narrator.document import Document

from ..alterations import LIAONING, SHANGHAI, WHOLE
from ..reports import findings, original, replaced, without
from ..shares import Desk
from ..telling import Golden, each
from .test_report import ALTERED

GOLDEN = Golden(Path(__file__).with_name("alterations.txt"))
Change = Callable[[Document], Document]
CHANGES: dict[str, Change] = {
    **{f"{old} → {new or '（删去）'}": partial(replaced, old=old, new=new) for _, old, new in ALTERED},
    **{f"{old} → {new or '（删去）'}": partial(replaced, old=old, new=new) for old, new in LIAONING},
    **WHOLE,
}
IN_SHANGHAI: dict[str, Change] = {
    **{f"上海 {old} → {new or '（删去）'}": partial(replaced, old=old, new=new) for old, new in SHANGHAI},
    "上海 没有政府性基金表": lambda one: without(one, "政府性基金表"),
}
TITLES = ["辽宁", "上海", *CHANGES, *IN_SHANGHAI]


def in_turn(changes: dict[str, Change]) -> list[Any]:
    """The titles of CHANGES; those that only replace words are tried on demand."""
    replacing = [title for title, change in changes.items() if isinstance(change, partial)]
    return [pytest.param(one, marks=pytest.mark.deep if one in replacing else ()) for one in changes]


@cache
def shanghai() -> Desk:
    return Desk("上海2024")


@cache
def before(form: str) -> Counter[str]:
    """What is found in the report as it was."""
    return Counter(each(findings(original()) if form == "辽宁" else shanghai().check(shanghai().document)))


def changed(form: str, now: list[str]) -> str:
    """What is found NOW, and no longer, in the report of FORM."""
    new, gone = Counter(now) - before(form), before(form) - Counter(now)
    lost = "".join(f"不再有 {one.splitlines()[0]}\n" for one in gone.elements())
    return "".join(new.elements()) + lost or "没有别的发现\n"


@pytest.mark.parametrize("form", ["辽宁", "上海"])
def test_the_reports_of_the_samples_are_told_as_they_were_reviewed(form: str, accept: bool) -> None:
    GOLDEN.holds(form, "".join(before(form).elements()), accept, TITLES)


@pytest.mark.parametrize("title", in_turn(CHANGES))
def test_what_was_altered_is_told_as_it_was_reviewed(title: str, accept: bool) -> None:
    now = each(findings(CHANGES[title](original())))
    GOLDEN.holds(title, changed("辽宁", now), accept, TITLES)


@pytest.mark.parametrize("title", in_turn(IN_SHANGHAI))
def test_what_was_altered_in_another_form_is_told_as_it_was_reviewed(title: str, accept: bool) -> None:
    now = each(shanghai().check(IN_SHANGHAI[title](shanghai().document)))
    GOLDEN.holds(title, changed("上海", now), accept, TITLES)
