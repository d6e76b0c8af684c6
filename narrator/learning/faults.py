"""What is wrong in last year's report itself: told, and not learned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrator.checks.finding import Finding
from narrator.checks.report.inspection import Basis, judge_report
from narrator.checks.report.report_rules import Printed
from narrator.tables.plain import plain

# The rules of arithmetic, which hold in whatever form a report is; the others hold it beside the base, which it need not follow.
ARITHMETIC = re.compile(r"(?:T\d|X|GS)-|PR-[3567]$")
QUOTED = re.compile(r"^正文“(.+?)…?”")


def find_faults(report: Printed, basis: Basis) -> list[Finding]:
    """Return what the rules of arithmetic find wrong in a report that was read."""
    return [one for one in judge_report(report, basis) if one.counts and ARITHMETIC.match(one.rule)]


def tell_faults(faults: Sequence[Finding]) -> Iterator[str]:
    """Yield what to say of each fault."""
    yield from (f"{one.rule} {one.subject}：{one.described}" for one in faults)


def is_faulty(line: str, faults: Sequence[Finding]) -> bool:
    """Return whether a fault is told of a line of the report."""
    quoted = (QUOTED.match(side.name) for one in faults for side in one.sides)
    return any(found and plain(line).startswith(plain(found[1])) for found in quoted)
