"""The rules in the order of the catalogue (docs/勾稽规则.md). Adding a rule is one function and one line here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from narrator.checks.accepted import judged, reasons_of
from narrator.checks.data import (
    codes,
    cross,
    magnitude,
    management,
    matters,
    projects,
    rates,
    scores,
    units,
    within,
)
from narrator.checks.data.accounts import Accounts
from narrator.checks.finding import Finding, Level, Side, unique
from narrator.checks.rule import Rule
from narrator.disclosure.value import Words
from narrator.phrases.words import given

RULES: tuple[Rule[Accounts], ...] = (
    Rule("T1-1", "收入支出总表本年收入合计", "本年收入合计 = 八项收入之和", within.balance_sources),
    Rule("T1-2", "收入支出总表本年支出合计", "本年支出合计 = 各功能分类支出之和", within.balance_classes),
    Rule("T1-3", "收入支出总表收入总计", "收入总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余", within.balance_income),
    Rule("T1-4", "收入支出总表支出总计", "支出总计 = 本年支出合计 + 结余分配 + 年末结转和结余", within.balance_expense),
    Rule("T1-5", "收入支出总表收支相等", "收入总计 = 支出总计（决算数、上年决算数）", within.balance_totals),
    Rule("T2-1", "收入决算表横向", "每行：本年收入合计 = 财政拨款收入等六项之和", within.income_rows),
    Rule("T2-2", "收入决算表纵向", "每列：合计 = 各类，类 = 各款，款 = 各项", within.income_levels),
    Rule("T3-1", "支出决算表横向", "每行：本年支出合计 = 基本 + 项目 + 上缴上级 + 经营 + 对附属单位补助", within.expense_rows),
    Rule("T3-2", "支出决算表纵向", "每列：合计 = 各类，类 = 各款，款 = 各项", within.expense_levels),
    Rule("T4-1", "财政拨款收支总表横向和合计", "每行：合计 = 三种资金之和；每列：本年支出合计 = 各类之和", within.grant_rows),
    Rule("T4-2", "财政拨款收支总表收支", "每种资金：年初结转 + 本年收入 = 本年支出 + 年末结转；总计两边相等", within.grant_totals),
    Rule("T5-1", "一般公共预算支出表横向和纵向", "每行：小计 = 基本 + 项目；每列：合计 = 各类，类 = 各款，款 = 各项", within.general_rows),
    Rule("T6-1", "基本支出表各类", "类 = 所属各款之和", within.economic_levels),
    Rule("T6-2", "基本支出表人员经费", "人员经费合计 = 301 + 303", within.people),
    Rule("T6-3", "基本支出表公用经费", "公用经费合计 = 302 + 307 + 310 + 312 + 399", within.running),
    Rule("T7-1", "三公经费表合计", "合计 = 因公出国（境）费 + 公务接待费 + 公务用车购置及运行费（预算数、决算数、上年决算数）", within.three),
    Rule("T7-2", "三公经费表公务用车", "公务用车购置及运行费 = 购置费 + 运行维护费（预算数、决算数）", within.cars),
    Rule("T8-1", "政府性基金表", "年初 + 收入 − 支出 = 年末；支出 = 基本 + 项目；逐级相加", within.fund_rows),
    Rule("T9-1", "国有资本经营表", "支出 = 基本 + 项目；逐级相加", within.capital_rows),
    Rule("X-1", "收入支出总表与收入决算表", "收入支出总表本年收入合计 = 收入决算表合计", cross.income),
    Rule("X-2", "收入支出总表与支出决算表", "收入支出总表本年支出合计 = 支出决算表合计", cross.expense),
    Rule("X-3", "收入决算表与财政拨款收支总表", "收入决算表财政拨款收入合计 = 财政拨款收支总表本年收入合计", cross.grants),
    Rule("X-4", "财政拨款收支总表与一般公共预算支出表", "财政拨款收支总表一般公共预算本年支出合计 = 一般公共预算支出表合计", cross.general),
    Rule("X-5", "财政拨款收支总表与政府性基金表、国有资本经营表", "财政拨款收支总表政府性基金、国有资本经营 = 政府性基金表、国有资本经营表", cross.funds),
    Rule("X-6", "一般公共预算支出表与基本支出表", "一般公共预算支出表基本支出合计 = 基本支出表人员经费 + 公用经费", cross.basic),
    Rule("X-7", "同一类支出", "收入支出总表与支出决算表，财政拨款收支总表与一般公共预算支出表、政府性基金表、国有资本经营表：同一功能分类的类金额相同", cross.classes),
    Rule("X-8", "财政拨款与全部支出", "每个科目：支出决算表 − 一般公共预算支出表、政府性基金表、国有资本经营表 ≥ 0", cross.other_money),
    Rule("X-9", "基本支出表与三公经费表", "30212 ≤ 因公出国（境），31013 ≤ 公务用车购置，30231 ≤ 运行维护，30217 ≤ 公务接待", cross.three_and_economic),
    Rule("X-10", "经济分类与功能分类", "30108与2080505，30109与2080506，30111与2101103，30113与2210201，30304与2080801通常相等", cross.alike),
    Rule("X-10", "年初与上年年末", "收入支出总表年初结转和结余，通常等于上年的年末结转和结余", cross.carried_over),
    Rule("PR-5", "年初预算", "年初预算数 = 基本支出预算 + 项目支出预算 = 各项科目年初预算之和", matters.budgets),
    Rule("PR-5", "一般公共预算年初预算", "一般公共预算支出表合计的年初预算数 = 各项科目年初预算之和", matters.general_budget),
    Rule("PR-6", "年初预算与全年预算", "项目支出年初没有预算，只有项目支出的科目就没有年初预算", matters.mixed),
    Rule("PR-9", "公务用车保有量", "三公经费表的保有量 = 国有资产占用的车辆", matters.fleet),
    Rule("PR-9", "三公经费的个数", "有支出的有团组、批次、人次、辆，没有支出的没有", matters.occasions),
    Rule("PR-9", "三公经费的人数和批次", "外事接待 ≤ 公务接待；批次 ≤ 人数，团组数 ≤ 人次", matters.within),
    Rule("PR-10", "机关运行经费", "机关运行经费 ≤ 基本支出表公用经费", matters.running_costs),
    Rule("PR-10", "预留的采购", "面向小微企业预留的 ≤ 面向中小企业预留的；成交的 ≤ 预留的；中小企业成交的 ≤ 总额", matters.reserved),
    Rule("PR-10", "政府采购", "总额 = 货物 + 工程 + 服务；小微企业 ≤ 中小企业 ≤ 总额", matters.purchases),
    Rule("PR-10", "车辆", "车辆总数 = 各种用车之和", matters.cars),
    Rule("AD-1", "科目名称", "同一编码处处同名", codes.names),
    Rule("AD-1", "国家科目", "科目名称 = 当年政府收支分类科目里同一编码的名称（narrator没有列出的编码不核对）", codes.listed_names),
    Rule("AD-2", "科目用途", "写的用途与科目相合", codes.uses),
    Rule("ST-2", "部门的级次", "部门名称里的级次 = 部门.级次", codes.level),
    Rule("UN-1", "金额单位", "合计不超出部门级次的常理；与上年、正文的数与表里的数不差几十倍以上；以万元计的数不会都没有小数", magnitude.check_unit),
    Rule("HY-8", "指标名称", "各单位整体绩效自评表里的同一个指标同名", units.indicators),
    Rule("PF-1", "项目名称", "同一项目处处同名", projects.names),
    Rule("PF-2", "项目资金", "年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金", projects.funding),
    Rule("PF-2", "评级和问题的个数", "绩效自评的项目数 = 优 + 良 + 合格 + 不合格；发现的问题 = 已经整改的 + 正在整改的", management.counts),
    Rule("PF-4", "执行率", "执行率 = 执行数 ÷ 预算数", rates.rates),
    Rule("PF-4", "预算执行率指标", "整体绩效自评表里指标“预算执行率”的完成值 = 年度主要任务的执行金额 ÷ 下达金额", rates.stated_rates),
    Rule("PF-5", "项目执行数", "各项目全年执行数之和，通常等于支出决算表项目支出合计", projects.executions),
    Rule("PF-6", "整体绩效自评", "各单位项目执行金额之和，通常等于收入支出总表本年支出合计；年初预算不是决算", units.overall),
    Rule("PF-7", "绩效得分", "分值加起来是100，得分加起来是总分，得分不大于分值，没有空着的", scores.scores),
)  # fmt: skip


# Rules that only a finished report can break.
ON_REPORTS = frozenset(
    [
        *(f"PR-{n}" for n in (1, 2, 3, 4, 7, 8)),
        *("PF-3", "ST-1", "ST-3", "ST-4", "ST-5"),
        *(f"HY-{n}" for n in range(1, 8)),
        *("SN-1", "SN-2", "读"),
    ]
)


def check(accounts: Accounts, rules: Sequence[Rule[Accounts]] = RULES) -> list[Finding]:
    """What RULES find in ACCOUNTS, in the order of the rules; accepted findings bear the unit's reason."""
    found = list(unique(replace(finding, rule=rule.id) for rule in rules for finding in rule.apply(accounts)))
    reasons = reasons_of(accounts.disclosure)
    return [*(judged(finding, reasons) for finding in found), *stale(found, reasons)]


def stale(found: Sequence[Finding], reasons: Mapping[str, object]) -> Iterator[Finding]:
    """What the unit accepts although there is no such finding, or accepts without a reason."""
    keys = {finding.key for finding in found}
    for key, reason in reasons.items():
        assert isinstance(reason, Words)
        if key.partition(" ")[0] in ON_REPORTS:
            continue  # of a report, which only its own check can tell
        if key not in keys:
            what, hint = (
                "核实过的这个问题，数据里没有了",
                "删掉这一条，或者照列出的名称改正；报告里还有的可以留着",
            )
        elif not given(reason.text):
            what, hint = "这一条没有写理由，没有采用", "写上理由"
        else:
            continue
        yield Finding(
            Level.HINT, f"“{key}”", what, hint, (Side("已核实", reason.text, reason.path),), rule="已核实"
        )
