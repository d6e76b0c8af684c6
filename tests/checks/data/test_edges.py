"""What the rules find at their edges, word for word and place for place (edges.txt): with both sides' values and
cells, and, where that is something else, in a report, whose blanks may have been 0.00.

`pytest --accept` writes the file anew, for review.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from narrator.checks.data.rules import RULES, check_accounts
from narrator.disclosure.relation import SUMMED

from ..cases import CASES, STANDARD
from ..notation import accounts
from ..telling import Golden, in_full
from .edges import EDGES

GOLDEN = Golden(Path(__file__).with_name("edges.txt"))
TEXTS = list(dict.fromkeys([*((rule, failing) for rule, _, failing, _ in CASES), *EDGES]))

TITLES = [f"{ids} {text}" for ids, text in TEXTS]


def found(ids: str, text: str, printed: bool = False) -> str:
    """What the rules IDS find in the accounts that TEXT writes."""
    wanted = {*ids.split()}
    rules = [rule for rule in RULES if rule.id in wanted or rule.id == SUMMED]  # a form's own bear any id
    return in_full(
        [one for one in check_accounts(accounts(text, printed, STANDARD), rules) if one.rule in wanted]
    )


@pytest.mark.parametrize("ids", list(dict.fromkeys(ids for ids, _ in TEXTS)))
def test_what_a_rule_finds_is_told_as_it_was_reviewed(ids: str, accept: bool) -> None:
    told = {}
    for text in (text for one, text in TEXTS if one == ids):
        shown = found(ids, text)
        if (printed := found(ids, text, printed=True)) != shown:
            shown += f"在报告里：\n{printed}"
        told[f"{ids} {text}"] = shown or "没有发现问题\n"
    GOLDEN.hold(told, accept, TITLES)


def test_the_file_holds_nothing_else() -> None:
    assert list(GOLDEN.read()) == TITLES
