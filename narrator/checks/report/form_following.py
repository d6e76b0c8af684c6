"""Whether a report is written in a form: what is not as the form has it is wrong only then."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.checks.finding import Finding, unchecked
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import least
from narrator.checks.printed.prose import Prose
from narrator.form import Form

# How much of a form's headings, and of its lines with words, a report in that form has, be they misspelt.
HEADINGS, LINES = 0.75, 0.6
WORDS, TITLE = 6, 2  # letters of the form's own that a line, and a heading, are known by
FEW = 5  # lines of its own: a report with no more of them says nothing in other words than the form's
AMOUNT = re.compile(r"\d\s*(?:万元|元|%|％)")


def follows_form(prose: Prose) -> bool:
    """Return whether what was read of a report is most of what its form has, or the report has hardly anything else: one
    that says other things instead is of another place, whose form is not known."""
    strange = {line.number for line, text in prose.unread if is_of_outline(line, text)}
    if len(strange) <= FEW:
        return True
    missing = [one for one in prose.absent if least(one.pieces) >= (TITLE if one.heading else WORDS)]
    headings = sum(one.heading for one in missing)
    read = {claim.line.number for claim in prose.claims} - {line.number for line, *_ in prose.differs}
    lines = len(read) - len(prose.headings)
    return is_most(len(prose.headings), headings, HEADINGS) and is_most(lines, len(missing) - headings, LINES)


def is_of_outline(line: Line, text: str) -> bool:
    """Return whether what was not read of a line is what a form prescribes: a heading, or a sentence with amounts."""
    return line.heading or AMOUNT.search(text) is not None


def is_most(have: int, missing: int, share: float) -> bool:
    """Return whether what is there is at least that share of it and of what is missing."""
    return have >= share * (have + missing)


def tell_unknown_form(form: Form, follows: bool) -> Iterator[Finding]:
    """Return that a report was not compared with the form that it is most like, when it does not follow it."""
    if follows:
        return
    what = f"这份报告不是照自带的格式写的（最像的是“{form.name}”），标题、措辞、表样没有与格式比，只核对了数"
    hint = (
        f"是照它写的，用 --form {form.name} 写明；不是的，可以用 narrator forms learn 从去年的报告学一个格式"
    )
    yield unchecked("公开格式", what, hint)
