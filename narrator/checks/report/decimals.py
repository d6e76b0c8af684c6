"""HY-6: a figure is printed with as many decimals everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known import decimal


def uniform(text: str, wanted: str, subject: str, side: Side) -> Iterator[Finding]:
    """HY-6: a figure is printed with as many decimals everywhere. WANTED: what follows from the figures, or ""
    when they are not printed."""
    digits = text.removesuffix("%")
    if wanted and digits != wanted and decimal(digits) == decimal(wanted):
        what, hint = f"小数位数不统一，应当是{wanted}", f"改成{wanted}"
    elif not wanted and len(digits.partition(".")[2]) != 2:
        what, hint = "小数位数不统一，别处是两位", "按原来的数重算，写两位小数"
    else:
        return
    yield Finding(Level.HINT, subject, what, hint, (side,), rule="HY-6")
