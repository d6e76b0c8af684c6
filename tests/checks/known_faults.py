"""How many of the faults that careful reviewers found in published reports `check` tells.

    python tests/checks/known_faults.py 已知问题.json 报告.docx … [--form 上海2024]

The list has an entry a fault: document (words that the report's title has), where, problem, expected, rule, id. A
fault counts as told when a finding of the same rule has a figure, a code or a quoted word of its entry, or, where an
entry has none of them, stands alone for it. Each is printed beside the finding that it was matched to, to be read.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping
from difflib import SequenceMatcher
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from checks.real_shares import Desk
from narrator.checks.data.codes import standard
from narrator.checks.finding import Finding
from narrator.form_knowledge import blueprints
from narrator.tables.plain import plain

MARKED = re.compile(r"\d+\.\d+|\d{5,}|“[^”]+”|[（(][^（）()]{2,}[)）]")
NEAR = {"PR-1": {"PR-8"}, "HY-8": {"AD-1", "PR-8"}, "X-6": {"T6-1"}, "T6-2": {"T6-1"}, "PR-8": {"AD-1"}}


def marks(entry: Mapping[str, str], names: Mapping[str, str]) -> set[str]:
    """Return the figures, codes (and their NAMES) and quoted words of ENTRY, plainly."""
    words = " ".join(entry[name] for name in ("where", "problem", "expected"))
    found = [one.strip("“”（）()") for one in MARKED.findall(words)]
    found += [names[one] for one in found if one in names]
    return {plain(one) for one in found if len(one) > 1 and one.strip("0.")}


def longest_common(one: str, other: str) -> int:
    """Return how many letters the longest words that stand in both ONE and OTHER have."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def told_by(entry: Mapping[str, str], findings: list[Finding], names: Mapping[str, str]) -> Finding | None:
    """Return the finding that tells ENTRY; None when none does."""
    wanted = marks(entry, names)
    said = plain(entry["problem"] + entry["expected"])

    def nearness(one: Finding) -> tuple[int, int, bool]:
        words = plain(f"{one.subject}{one.described}{one.hint}")
        return (
            sum(len(mark) for mark in wanted if mark in words),
            longest_common(said, words),
            one.rule == entry["rule"],
        )

    of_rule = [one for one in findings if entry["rule"] in {one.rule, *NEAR.get(one.rule, ())}]
    best = max(of_rule, key=nearness, default=None)
    alone = sum(one.rule == entry["rule"] for one in of_rule) == 1
    return best if best is not None and (nearness(best)[0] or nearness(best)[1] > 1 or alone) else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path)
    parser.add_argument("reports", type=Path, nargs="+")
    parser.add_argument("--form")
    options = parser.parse_args()
    entries = json.loads(options.list.read_text("utf-8"))
    hits = whole = 0
    for path in options.reports:
        desk = Desk(path, options.form)
        title = plain(
            "".join(block.text.string for block in desk.document.blocks[:8] if hasattr(block, "text"))
        )
        findings = desk.check(desk.document)
        names = standard(blueprints(desk.form).get("基本支出表"))
        for entry in entries:
            if plain(entry["document"].partition(" ")[2]) not in title:
                continue
            whole += 1
            one = told_by(entry, findings, names)
            hits += one is not None
            told = f"{one.level.value} {one.key}：{one.what}" if one else "没有找到"
            print(f"{entry['id']} {entry['rule']} {entry['problem']}\n    → {told}")
    print(f"已知问题{whole}处，找到{hits}处")


if __name__ == "__main__":
    main()
