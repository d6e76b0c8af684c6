"""Regular expressions that are compiled when they are first used, and so not at every start of a command.

Modules hold hundreds of them, of which one command uses a few dozen. What several are made of stands here, too.
"""

from __future__ import annotations

import re
from typing import Any, cast

HAN = "\u4e00-\u9fff"  # Chinese characters, for a class: [{HAN}]
YEAR_BEFORE = r"(?:上一?年度?|去年|\d{4}年度?)"  # as a sentence calls the year with which it compares
YEAR_OF_ACCOUNTS = r"20\d\d年度?"  # as titles and the lines around tables have it
BEFORE_TABLE_NUMBER = (
    r"(?:公开|GK|附?表)"  # as people call a table by its number: 公开7表, 表7, 附表7, GK07 of its sheet
)


class Later:
    """A regular expression that becomes a compiled one as soon as anything but its text is asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:  # asked for once: what it returns is then the instance's own
        found = getattr(re.compile(self.pattern, self._flags), name)
        self.__dict__[name] = found
        return found


def compile_later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled when it is first used. A mistake in it is an error only then, so each
    is used by a test."""
    return cast("re.Pattern[str]", Later(pattern, flags))


HAN_LETTER = compile_later(f"[{HAN}]")
