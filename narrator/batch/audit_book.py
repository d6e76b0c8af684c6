"""审核汇总.xlsx: every finding in every file, how many there are by file and by rule, and what could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from narrator.batch.audit_unit import rule_order
from narrator.batch.outcome import Outcome
from narrator.checks.finding import Level
from narrator.checks.listing import ORDER
from narrator.problem import Problem
from narrator.writers.list_book import Link, ListBook

FILE_NAME = "审核汇总.xlsx"
UNCHECKED = Level.UNCHECKED.value
COUNTS = dict.fromkeys(ORDER, 10)


class AuditBook:
    """The overview as it grows, file by file; `save` returns it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.book = ListBook("审核汇总")
        self.findings = self.book.begin(
            "发现",
            {"单位": 36, "规则": 10, "程度": 8, "位置": 32, "问题": 48, "两边的数": 56, "修改意见": 40},
        )
        self.units = self.book.begin("按单位", {"单位": 36, "状态": 12, **COUNTS, "结论": 56, "审核意见": 44})
        self.rules = self.book.begin("按规则", {"规则": 10, "单位数": 10, **COUNTS})
        self.unchecked = self.book.begin("不能核对", {"单位": 36, "规则": 10, "位置": 32, "说明": 90})
        self.by_rule: dict[str, Counter[str]] = {}
        self.units_by_rule: Counter[str] = Counter()
        for problem in problems:
            self.unchecked.put(["", "", "", str(problem)])

    def put(self, outcome: Outcome) -> None:
        """Put in what came of a file."""
        name, audit = outcome.name, outcome.audit
        for line in outcome.told:
            self.unchecked.put([name, "", "", line])
        sheets = [Link(file, file) for file in outcome.files]
        if audit is None:
            self.units.put([name, outcome.state.value, *(None for _ in ORDER), "", *sheets])
            return
        self.units.put(
            [name, outcome.state.value, *(audit.kinds[one] for one in ORDER), audit.verdict, *sheets]
        )
        for one in audit.remarks:
            if one.kind == UNCHECKED:
                self.unchecked.put([name, one.rule, one.place, f"{one.what}{one.sides}{one.advice}"])
            else:
                self.findings.put([name, one.rule, one.kind, one.place, one.what, one.sides, one.advice])
        for (rule, kind), number in audit.rules.items():
            self.by_rule.setdefault(rule, Counter())[kind] += number
        self.units_by_rule.update({rule for rule, _ in audit.rules})

    def save(self) -> bytes:
        """Return the workbook as a file; nothing can be put in then."""
        for rule in sorted(self.by_rule, key=rule_order):
            counts = self.by_rule[rule]
            self.rules.put([rule, self.units_by_rule[rule], *(counts[one] for one in ORDER)])
        return self.book.save()
