"""审核汇总.xlsx: every finding in every file, how many there are by file and by rule, and what could not be checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from narrator.batch.audit_unit import Audit, rule_order
from narrator.batch.list_book import Link, ListBook
from narrator.checks.finding import Level
from narrator.checks.listing import ORDER
from narrator.problem import Problem

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

    def put(self, audit: Audit) -> None:
        """Put in what came of a file."""
        name = audit.outcome.name
        for one in audit.remarks:
            if one.kind == UNCHECKED:
                self.unchecked.put([name, one.rule, one.place, f"{one.what}{one.sides}{one.advice}"])
            else:
                self.findings.put([name, one.rule, one.kind, one.place, one.what, one.sides, one.advice])
        for line in audit.unread if audit.outcome.state.is_done else audit.outcome.told:
            self.unchecked.put([name, "", "", line])
        kinds = audit.kinds
        counts = [kinds[one] for one in ORDER] if kinds is not None else [None for _ in ORDER]
        sheets = [Link(file, file) for file in audit.outcome.files]
        self.units.put([name, audit.outcome.state.value, *counts, audit.verdict, *sheets])
        for (rule, kind), number in (audit.rules or {}).items():
            self.by_rule.setdefault(rule, Counter())[kind] += number
        self.units_by_rule.update({rule for rule, _ in audit.rules or ()})

    def save(self) -> bytes:
        """Return the workbook as a file; nothing can be put in then."""
        for rule in sorted(self.by_rule, key=rule_order):
            counts = self.by_rule[rule]
            self.rules.put([rule, self.units_by_rule[rule], *(counts[one] for one in ORDER)])
        return self.book.save()
