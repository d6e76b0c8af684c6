"""The rules by which data and reports are checked, and those that a form declares itself, as `check --rules` lists them."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.checks.data.rules import RULES as ON_DATA
from narrator.checks.naming import table_label
from narrator.checks.report.report_rules import RULES as ON_REPORTS
from narrator.checks.rule import RuleText, rule_texts
from narrator.commands.sum_units import RULE
from narrator.disclosure.lookup import ANY
from narrator.disclosure.public_tables import PUBLIC_TABLES, public_table
from narrator.disclosure.relation import ROWS, AtMost, Equal, LastYear, Levels, Relation, Sum
from narrator.form import Form, load
from narrator.regex import compile_later

TABLES = compile_later("|".join(sorted(PUBLIC_TABLES, key=len, reverse=True)))
DATA, REPORTS, NEXT_YEAR = "数据", "报告", "下一年"


def list_rules(form_name: str | None = None) -> dict[str, list[RuleText]]:
    """Return what the catalogue tells of the rules, by what they are applied to: 数据, 报告, and 下一年 of what `next` carries
    by them. Raises Unusable when there is no such form.

    form_name: the form whose own relations are listed as well, and by whose numbers the public tables are called; None for the rules
    of all forms alone, by the names of the tables.
    """
    common = {DATA: [*rule_texts(ON_DATA), RULE], REPORTS: rule_texts(ON_REPORTS)}
    if form_name is None:
        return common
    form = load(form_name)
    rules = {applied: [with_numbers(one, form) for one in texts] for applied, texts in common.items()}
    for applied, text in own_rules(form):
        rules.setdefault(applied, []).append(text._replace(formula=with_numbers(text, form).formula))
    return rules


def with_numbers(text: RuleText, form: Form) -> RuleText:
    """Return what is told of a rule with the public tables called as a form calls them."""
    title, formula = (
        TABLES.sub(lambda found: form.labels[found[0]], one) for one in (text.title, text.formula)
    )
    return RuleText(text.id, title, formula)


def own_rules(form: Form) -> Iterator[tuple[str, RuleText]]:
    """Yield what the relations that a form declares ask, each with what it is applied to; the figures are called as findings
    call them."""
    for one in form.relations:
        place = whole_of(one.relations[0])
        label = table_label(place, form.labels)
        title = f"{label}{one.title.removeprefix(public_table(place))}" if label else one.title
        carried = isinstance(one.relations[0], LastYear)
        yield NEXT_YEAR if carried else DATA, RuleText(one.id, title, one.formula)


def whole_of(relation: Relation) -> str:
    """Return the place of the figure of which a relation says what it is. Raises TypeError for a kind of relation that says
    of none."""
    match relation:
        case Sum(whole=place) | Equal(left=place) | LastYear(place=place) | AtMost(parts=(place, *_)):
            return place
        case Levels(table=table, columns=(column, *_)):
            return f"{table}.{ROWS}.{ANY}.{column}"
    raise TypeError(relation)
