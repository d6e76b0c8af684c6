"""What is wrong in last year's report itself: told, and not learned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrator.checks.finding import Finding
from narrator.checks.naming import called
from narrator.checks.printed.lines import texts_of
from narrator.checks.report.inspection import Basis, judge_report
from narrator.checks.report.report_rules import ReadReport
from narrator.document import Document
from narrator.facts.operand import PartTooLarge, name
from narrator.learning.plain_letters import OF_SLIPS
from narrator.problem import Problem
from narrator.regex import HAN_LETTER
from narrator.tables.plain import plain

# The rules of arithmetic, which hold in whatever form a report is; the others hold it beside the base, which it need not follow.
ARITHMETIC = re.compile(r"(?:T\d|X|GS)-|PR-[3567]$")
AMENDED = ("PR-1", "ST-2")  # which amending puts right
OF_PROSE = re.compile(r"第\d+段")
LONGEST = 24  # letters of a sentence that is quoted
OPTIONS = "HY-2"  # of two words one is to be left
MENDED = {one.what for one in OF_SLIPS if one.rule}
QUOTED = re.compile(r"^正文“(.+?)…?”")


def find_faults(report: ReadReport, basis: Basis) -> list[Finding]:
    """Return what the rules of arithmetic find wrong in a report that was read, and the mistakes in it that are mended before a
    sentence is learned."""
    return [one for one in judge_report(report, basis) if one.counts and is_fault(one)]


def is_fault(finding: Finding) -> bool:
    """Return whether what was found wrong is not learned."""
    return (
        bool(ARITHMETIC.match(finding.rule))
        or finding.rule == OPTIONS
        or (finding.rule in AMENDED and any(OF_PROSE.match(one.path) for one in finding.sides[:1]))
        or finding.what.split("，")[0] in MENDED
    )


def fault_lines(faults: Sequence[Finding]) -> Iterator[str]:
    """Yield what to say of each fault."""
    yield from (f"{one.rule} {one.subject}：{one.described}" for one in faults)


def tell_too_large(error: PartTooLarge, document: Document, file: str) -> Problem:
    """Return what to say where a report prints a part that is larger than its whole, of which the base's sentences say the rest.
    file: its name."""
    part, whole = (f"{called(name(one))}（{one}）" for one in (error.part, error.whole))
    lines = (text.strip() for block in document.blocks for text in texts_of(block))
    number = re.compile(rf"(?<![\d.,]){re.escape(str(error.part))}(?![\d.]|,\d)")
    line = next((one for one in lines if HAN_LETTER.search(one) and number.search(one)), "")
    where = f"正文“{line[:LONGEST]}…”" if line else ""
    return Problem(
        where, f"{part}比{whole}大，部分不能大于全部", "在去年的报告里改正（可以另存一份），再学", file=file
    )


def tell_shortly(faults: Sequence[Finding]) -> Iterator[str]:
    """Yield what to say of each fault in a line of a screen: where it stands is in its subject."""
    for one in faults:
        sides = [one.value if QUOTED.match(one.name) else f"{one.name}是{one.value}" for one in one.sides]
        shown = "" if len(sides) != 2 else f"（{'，'.join(sides)}）"
        yield f"{one.subject}：{one.what}{shown}"


def is_faulty(line: str, faults: Sequence[Finding]) -> bool:
    """Return whether a fault is told of a line of the report: by its first words, and those that are wrong."""
    flat = plain(line)
    for side in (side for one in faults for side in one.sides):
        quoted = QUOTED.match(side.name)
        words = plain(quoted[1] if quoted else side.value if side.name == "正文" else "")
        said = HAN_LETTER.search(side.value) is None or plain(side.value) in flat
        if words and said and flat.startswith(words):
            return True
    return False
