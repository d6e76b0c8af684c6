"""What was found out once is not found out again: of that nothing is told, it only takes time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from narrator.checks.printed import alignment, likely_sentences, matching, prose
from narrator.checks.printed.matching import compiled, match_to
from narrator.disclosure.relation import place_steps

from ..notation import accounts
from ..reports import as_read, original, replaced
from .test_printed import choice, free, words

SPENT = "支出决算表.合计.基本支出"


def noted(
    patched: pytest.MonkeyPatch, step: Callable[..., Any], *modules: object
) -> list[tuple[object, ...]]:
    """What a STEP is given, each time that one of some MODULES asks for it."""
    given: list[tuple[object, ...]] = []

    def noting(*arguments: object) -> Any:
        given.append(arguments)
        return step(*arguments)

    for module in modules:
        patched.setattr(module, step.__name__, noting)
    return given


def test_a_report_that_is_composed_again_is_read_again_only_where_it_is_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = replaced(original(), "无政府性基金预算", "没有政府性基金预算")
    blocks = noted(monkeypatch, prose.wanted_of, prose, likely_sentences)
    gaps = noted(monkeypatch, alignment.read_gap, alignment)
    composed = noted(monkeypatch, alignment.wanted_lines, alignment)
    as_read(report)
    assert len(composed) > 1
    assert len({id(one) for one, *_ in blocks}) == len(blocks)
    assert len({tuple(map(id, (*lines, None, *wanted))) for lines, wanted, _ in gaps}) == len(gaps)


def test_what_did_not_fit_is_not_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each choice from each place once; of a text, which may end wherever one that begins later may, the first place tells."""
    tried = noted(monkeypatch, matching.steps, matching)
    pattern = [piece for _ in range(6) for piece in (free(), words("、"))]
    assert match_to(compiled([*pattern, words("甲")]), "乙、" * 12, 0, True) is None
    assert len({id(node) for node, *_ in tried}) == len(tried) == 6
    tried.clear()
    options = [choice(甲=(words("乙"),), 丙=(words("乙乙"),)) for _ in range(12)]
    assert match_to(compiled([*options, words("甲")]), "乙" * 24, 0, True) is None
    assert len({(id(node), at) for node, _, at, *_ in tried}) == len(tried)


def test_what_rules_ask_of_accounts_again_is_kept() -> None:
    a = accounts("03.合计.基本支出=5 03.206.基本支出=5")
    figure = a.disclosure.figure(*SPENT.split("."))
    assert a.stated(figure) is a.stated(figure)
    assert a.rows_by_level("支出决算表") is a.rows_by_level("支出决算表")
    steps = place_steps("支出决算表.各科目.*")
    assert a.bindings(steps) is a.bindings(steps)
