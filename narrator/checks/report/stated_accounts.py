"""The rules on data, applied to what tables and prose of a report state together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from narrator.checks.data import rules
from narrator.checks.data.accounts import Accounts
from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.naming import called_in
from narrator.checks.printed.known_figures import SAID, Known
from narrator.checks.printed.misspelt_names import find_misnamed
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, public_table
from narrator.disclosure.relation import Declared
from narrator.problem import Problem


def check_stated_data(known: Known, own: Sequence[Declared], model: RecordShape) -> list[Finding]:
    """Return what the rules on data find in what tables and prose state together."""
    disclosure, problems = known.stated_data(model)
    loose = {path: one.loose for path, one in known.implied.items() if one.loose is not None}
    accounts = Accounts(
        disclosure,
        known.standard,
        True,
        known.tables.cells,
        loose,
        known.labels,
        model,
        own,
        known.money.step,
        known.tables.strange,
    )
    found = rules.check_accounts(accounts)
    missing = known.tables.lacking
    # Where they would be said it is told.
    problems = [one for one in problems if one.where not in known.unsaid]
    return [*tell_of_tables(problems, known.tables, known.labels)] + [
        in_attachments(finding, known)
        for finding in found
        if not looks_at(finding, missing, known.labels)
        # What a report never prints can not be checked in any report: of that nothing is said.
        # Reading the tables told that a code bears two names.
        if not (finding.rule == "AD-1" and finding.level is Level.ERROR)
        and not ("没有填" in finding.what and not any(has_cell(side, known.tables) for side in finding.sides))
    ]


def has_cell(side: Side, tables: Reading) -> bool:
    """Return whether the tables print what a side of a finding shows: its cell, or, of a row, one of its cells."""
    return side.path in tables.cells or any(path.startswith(f"{side.path}.") for path in tables.cells)


def tell_of_tables(problems: list[Problem], tables: Reading, labels: Mapping[str, str]) -> Iterator[Finding]:
    """Return what reading the tables as data tells: that one code bears two names (AD-1), and what can not be
    checked.
    """
    named: set[str] = set()
    for problem in problems:
        where = problem.where
        if where in tables.unread or where in tables.lost:
            continue  # reading the tables told it
        if not where.endswith("科目名称"):
            yield unchecked(called_in(where, labels) or "数据", problem.what, problem.hint)
        elif not where.startswith(BY_ECONOMIC_CLASS):  # there the form's own names stand, of which ST-4 tells
            code = where.split(".")[-2]
            if code not in named:
                named.add(code)
                yield from find_misnamed(code, tables, labels)


def in_attachments(finding: Finding, known: Known) -> Finding:
    """Return a finding with its sides called as they stand in the report's attachments, and what is not
    printed as such.
    """
    sides = tuple([call_as_printed(side, known) for side in finding.sides])
    return finding if sides == finding.sides else replace(finding, sides=sides)


def call_as_printed(side: Side, known: Known) -> Side:
    """Return a side with its name as it stands in the attachments, and with where it stands when no table prints it."""
    name = known.tables.cells.get(side.path, side.name) if side.name.startswith("预算绩效") else side.name
    if one := known.implied.get(side.path):
        name = f"{name}（{SAID if one.loose is None else '由正文推出'}）"
    elif side.path in known.said and public_table(
        side.path
    ):  # the table may print it elsewhere; here it does not
        name = f"{name}（{SAID}）"
    parts = tuple(call_as_printed(part, known) for part in side.parts)
    return side if name == side.name and parts == side.parts else replace(side, name=name, parts=parts)


def looks_at(finding: Finding, missing: list[str], labels: Mapping[str, str]) -> bool:
    """Return whether a finding looks at tables that are missing: of those ST-1 tells, and nothing that hangs
    on them is judged.
    """
    return any(
        public_table(one.path) == name or one.name.startswith(f"{labels[name]} ")
        for name in missing
        for one in finding.sides_and_parts
    )
