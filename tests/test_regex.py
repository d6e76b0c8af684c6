"""A regular expression that is compiled late does what one that is compiled at once does."""

from __future__ import annotations

import re

import pytest

from narrator.regex import compile_later


def test_it_is_compiled_when_it_is_used_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_now = re.compile

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return compile_now(pattern, flags)

    monkeypatch.setattr(re, "compile", counted)
    late = compile_later("([乙丙])=(?P<number>[0-9]+)", re.MULTILINE)
    assert (late.pattern, compiled) == ("([乙丙])=(?P<number>[0-9]+)", [])
    now = compile_now(late.pattern, re.MULTILINE)
    text = "乙=1，丙=22"
    for _ in range(2):
        assert late.findall(text) == now.findall(text) == [("乙", "1"), ("丙", "22")]
        assert late.sub("", text) == "，"
    assert (late.groupindex, late.flags) == (now.groupindex, now.flags)
    assert set(compiled) == {late.pattern}


def test_a_slip_is_told_when_it_is_used() -> None:
    late = compile_later("(")
    with pytest.raises(re.error):
        late.match("")
