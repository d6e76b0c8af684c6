"""An oracle for reports in the 四川2023 form, written from the fact sheet of the form alone; it imports nothing from
narrator.

`judge` is the one of `oracle`, for this form: `prose` reads parts one to three and the sentences of part four, `tables` the
tables of part five; `claims` has what its sentences say otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import Section, Verdict, cut_into, paired, section
from ..central import unnumbered
from ..central.attachments import evaluations
from ..data import Data
from ..report import Report
from ..shanghai import words
from . import prose, tables

SECTIONS: tuple[Section, ...] = (
    prose.total, prose.income, prose.spending, prose.granted, prose.general, prose.basic, prose.three, prose.fund,
    prose.capital, prose.matters,
)  # fmt: skip


def judge(raw: Mapping[str, Any], report: Report) -> Verdict:
    """The verdict on REPORT, which was made from RAW."""
    data, verdict = Data(raw), Verdict()
    cut = cut_into(5, report, verdict)
    if not cut:
        return verdict
    section(cut[0], data, prose.cover, verdict)
    section(cut[1], data, prose.overview, verdict)
    heading, *rest = cut[2]
    section([heading], data, prose.heading, verdict)
    for number, (one, read) in enumerate(paired(rest, SECTIONS, verdict), 1):
        section(unnumbered(one, number, verdict), data, read, verdict)
    section(cut[3], data, prose.glossary, verdict)
    section(words(cut[4]), data, prose.attachments, verdict)
    verdict.faults += evaluations(cut[4], data, data.dig("预算绩效", "项目") or [])
    verdict.faults += tables.tables(cut[5], data)
    return verdict
