"""The rules on data in the order of the catalogue (docs/勾稽规则.md): what is declared (disclosure.relations), then what
needs a function, then what a form declares. Adding a rule is one declaration there, or one function and one line here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from narrator.cache import NO_CACHE, Cache
from narrator.checks.accepted import reasons_of, with_acceptance
from narrator.checks.data import (
    codes,
    magnitude,
    occasions,
    overall_tables,
    projects,
    rates,
    scores,
    unbudgeted_items,
)
from narrator.checks.data.accounts import Accounts
from narrator.checks.data.agreement import judge_common, judge_own
from narrator.checks.data.other_figures import amounts_below, put_amount
from narrator.checks.data.row_levels import tables_down_to
from narrator.checks.data.tables_meant_otherwise import tell_tables_meant_otherwise
from narrator.checks.each_once import tell_each_once
from narrator.checks.finding import Finding, Level, Side, tell_blanks_once, unique
from narrator.checks.rule import Rule, RuleText, rule_ids
from narrator.checks.wrong_figures import Trying
from narrator.disclosure.public_tables import (
    BY_ECONOMIC_CLASS,
    BY_FUNCTION,
    OF_FUND,
    THREE_EXPENSES,
    TWO_SIDED,
)
from narrator.disclosure.relation import NOT_GREATER, SUMMED, Declared, Levels, members_of
from narrator.disclosure.relations import RELATIONS
from narrator.disclosure.value import Words
from narrator.phrases.words import says_anything

UNIT = "金额单位"  # which says how exact every amount is
YEAR = "年度"  # which says what codes there are


def rule_of_declared(rule: Declared) -> Rule[Accounts]:
    """Return the rule that declared relations hold, where the form does not declare a sum of its own."""
    # Whether a row that is off is the odd one, is seen from all tables that add up level by level.
    beside = (
        table for one in rule.relations if isinstance(one, Levels) for table, _ in tables_down_to(one.lowest)
    )
    read = sorted({UNIT, YEAR, *chain.from_iterable(map(members_of, rule.relations)), *beside})
    return Rule(
        rule.id, rule.title, rule.formula, lambda a: judge_common(a, rule.relations), reads=tuple(read)
    )


EVALUATION = (UNIT, "预算绩效")
NAMED = (YEAR, *BY_FUNCTION, BY_ECONOMIC_CLASS)  # what has rows by code

RULES: tuple[Rule[Accounts], ...] = (
    *map(rule_of_declared, RELATIONS),
    Rule("PR-6", "年初预算与全年预算", "项目支出年初没有预算，只有项目支出的科目就没有年初预算", unbudgeted_items.check_unbudgeted_items_in_data, reads=(UNIT, "财政拨款收支总表", *OF_FUND)),
    Rule("PR-9", "三公经费的个数", "有支出的有团组、批次、人次、辆，没有支出的没有", occasions.check_occasions, reads=(UNIT, THREE_EXPENSES)),
    Rule("AD-1", "科目名称", "同一编码处处同名", codes.check_names, reads=NAMED),
    Rule("AD-1", "国家科目", "科目名称 = 当年政府收支分类科目里同一编码的名称（narrator没有列出的编码不核对，当年已经取消的提醒）", codes.check_listed_names, reads=NAMED),
    Rule("AD-2", "科目用途", "写的用途与科目相合", codes.check_uses, reads=(UNIT, *OF_FUND)),
    Rule(
        "ST-2", "部门的级次", "部门名称里的级次 = 部门.级次", codes.check_level,
        (RuleText("ST-2", "年度与格式", "数据的年度 = 格式的年度"),),
    ),
    Rule("UN-1", "金额单位", "合计不超出部门级次的常理；与上年、正文的数与表里的数不差几十倍以上；各张表都以它计；以万元计的数不会都没有小数", magnitude.check_money_unit),
    Rule("HY-8", "指标名称", "各单位整体绩效自评表里的同一个指标同名", overall_tables.check_indicators, reads=EVALUATION),
    Rule("PF-1", "项目名称", "同一项目处处同名", projects.check_project_names, reads=EVALUATION),
    Rule("PF-4", "执行率", "执行率 = 执行数 ÷ 预算数", rates.check_execution_rates, reads=EVALUATION),
    Rule("PF-4", "预算执行率指标", "整体绩效自评表里指标“预算执行率”的完成值 = 年度主要任务的执行金额 ÷ 下达金额", rates.check_stated_rates, reads=EVALUATION),
    Rule("PF-5", "自评的项目", "有项目支出就有项目", projects.check_absent_projects, reads=(*EVALUATION, "支出决算表")),
    Rule("PF-6", "整体自评的年初预算", "各单位整体自评表里有年初预算，不是决算数", overall_tables.check_unit_budgets, reads=(*EVALUATION, *TWO_SIDED)),
    Rule("PF-7", "空着的指标", "绩效自评表的指标没有空着的", scores.check_blank_indicators, reads=EVALUATION),
    Rule(
        SUMMED, "格式写明的相加", "格式（data.toml）里写明“相加”的数 = 各部分之和", judge_own,
        (RuleText(NOT_GREATER, "格式写明的大小", "格式（data.toml）里写明“不大于”的数 ≤ 写明的数"),),
    ),
)  # fmt: skip


def check_accounts(
    accounts: Accounts,
    rules: Sequence[Rule[Accounts]] = RULES,
    on_reports: frozenset[str] = frozenset(),
    besides: Sequence[Finding] = (),
    cache: Cache = NO_CACHE,
    made_for: Sequence[object] = (),
    each_once: bool = False,
) -> list[Finding]:
    """Return what the rules find in accounts, in the order of the rules; accepted findings bear the unit's
    reason.

    on_reports: the ids of the rules on finished reports. besides: what was found in the same data by other means. cache: of
    the check of data of which little has changed; made_for: what else the accounts were made from. each_once: whether a wrong
    figure that several findings come from is told once.
    """
    reasons = reasons_of(accounts.disclosure)

    def judge(accounts: Accounts) -> list[Finding]:
        """Return what the rules find, those that are accepted with the reason."""
        data = accounts.disclosure.fields
        judged = (
            cache.call_on(
                accounts, find_by_rule, rule, *made_for, *[data.get(name) for name in rule.reads or data]
            )
            for rule in rules
        )
        found = unique(chain(chain.from_iterable(judged), besides))
        return [with_acceptance(finding, reasons) for finding in found]

    found = judge(accounts)
    told = found
    if each_once:
        otherwise, left, meant = tell_tables_meant_otherwise(found, accounts, judge)
        told = [*otherwise, *tell_each_once(left, meant, Trying(put_amount, judge, amounts_below))]
    told = tell_blanks_once(told)
    if reasons:
        own = {finding.key for finding in found}  # what is accepted of them is not what is told once instead
        told = [one if one.key in own else with_acceptance(one, reasons) for one in told]
    elsewhere = on_reports - rule_ids(RULES)
    return [*told, *tell_stale_acceptance([*found, *told], reasons, elsewhere)]


def find_by_rule(accounts: Accounts, rule: Rule[Accounts], *_: object) -> list[Finding]:
    """Return what a rule finds in accounts."""
    return list(rule.find(accounts))


def tell_stale_acceptance(
    found: Sequence[Finding], reasons: Mapping[str, Words], elsewhere: frozenset[str]
) -> Iterator[Finding]:
    """Return what the unit accepts although there is no such finding, or accepts without a reason.

    elsewhere: the ids of findings that only the check of a report can make.
    """
    if not reasons:
        return
    keys = {finding.key for finding in found}
    for key, reason in reasons.items():
        if key.partition(" ")[0] in elsewhere:
            continue
        if key not in keys:
            what, hint = (
                "核实过的这个问题，数据里没有了",
                "删掉这一条，或者照列出的名称改正；报告里还有的可以留着",
            )
        elif not says_anything(reason.text):
            what, hint = "这一条没有写理由，没有采用", "写上理由"
        else:
            continue
        yield Finding(
            Level.HINT, f"“{key}”", what, hint, (Side("已核实", reason.text, reason.path),), rule="已核实"
        )
