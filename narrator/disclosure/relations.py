"""The relations that every form shares, as the notes and column relations of the Ministry's 部门决算报表 and the
catalogue (docs/勾稽规则.md) state them. What a form adds, it declares in its data.toml (`fields`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from narrator.disclosure.classification import class_rows
from narrator.disclosure.model import ALL_FUNDING, CARS, FUNDING, MONEY_COLUMNS, PURCHASES
from narrator.disclosure.public_tables import FUNDS, INCOMES, TABLE_02_COLUMNS, TABLE_03_COLUMNS
from narrator.disclosure.relation import AtMost, Declared, Equal, Levels, Sum

BASIC = ("基本支出", "项目支出")
FUND_COLUMNS = ("年初结转和结余", "本年收入", "本年支出", *BASIC, "年末结转和结余")
BY_FUND = (("一般公共预算支出表", "小计"), ("政府性基金表", "本年支出"), ("国有资本经营表", "本年支出"))
THREE = ("因公出国（境）费", "公务接待费", "公务用车购置及运行费")
CAR_COSTS = ("公务用车购置费", "公务用车运行维护费")
FINAL = "决算数"
PEOPLE, RUNNING = ("301", "303"), ("302", "307", "310", "312", "399")
# An item of 部门预算支出经济分类 in 基本支出表, and the functional item that usually pays for it.
ALIKE = {"30108": "2080505", "30109": "2080506", "30111": "2101103", "30113": "2210201", "30304": "2080801"}
# An item of 部门预算支出经济分类, and the “三公” cost of which it is a part.
PART_OF_THREE = {
    "30212": "因公出国（境）费", "31013": "公务用车购置费", "30231": "公务用车运行维护费", "30217": "公务接待费",
}  # fmt: skip
PROJECT, TASKS = "预算绩效.项目.[].资金", "预算绩效.整体自评.[].年度主要任务.[]"
FUNDED = {ALL_FUNDING: FUNDING}  # of which a table may state the parts and leave the whole blank
FULL = 100  # points
# The budget as it was passed, and as it was changed afterwards by the rules (调整预算), which a form may declare.
INITIAL, ADJUSTED = "年初预算数", "全年预算数"
UNLISTED = "可能是有预算而没有支出的科目没有列出"
OVERSPENT = "用以前年度结转资金安排的支出没有列入全年预算的可以大于"
TOTAL_BUDGET = "财政拨款收支总表.支出.本年支出合计.年初预算数"


def row_sum(
    place: str, whole: str, parts: Sequence[str], column: str = "", said: str = "", mark: str = ""
) -> Sum:
    """Return that below a place, the whole is the sum of the parts, in one column of each when they are rows."""
    end = f".{column}" if column else ""
    return Sum(f"{place}.{whole}{end}", tuple(f"{place}.{part}{end}" for part in parts), said, mark)


def in_rows(table: str, whole: str, parts: Sequence[str], mark: str = "") -> tuple[Sum, ...]:
    """Return that in every row of a table, 合计 too, the whole is the sum of the parts."""
    return tuple(row_sum(f"{table}.{row}", whole, parts, mark=mark) for row in ("合计", "各科目.*"))


def class_sum(table: str, column: str, detailed: Sequence[str], mark: str = "") -> Sum:
    """Return that 本年支出合计 of a table is the sum of the functional classes, in one column.

    detailed: the tables that have the rows of the classes.
    """
    whole, place = f"{table}.支出.本年支出合计.{column}", f"{table}.支出.{{}}.{column}".format
    rows = {
        place(name): tuple(f"{one}.各科目.{code}" for one in detailed) for code, name in class_rows().items()
    }
    return Sum(whole, tuple(rows), "各类支出之和", mark, rows=rows)


def flows(table: str) -> tuple[Sum, ...]:
    """Return that in every row of a table, 年末结转和结余 is what was there, came and was not spent."""
    return tuple(
        Sum(
            f"{table}.{row}.年末结转和结余",
            (f"{table}.{row}.年初结转和结余", f"{table}.{row}.本年收入", f"-{table}.{row}.本年支出"),
            mark=" 年初加收入减支出",
        )
        for row in ("合计", "各科目.*")
    )


def same_classes(table: str, column: str, detailed: str, whole: str) -> tuple[Equal, ...]:
    """Return that every class of a table, in one column, is the row of its code in a detailed table, in the
    column of its whole.
    """
    return tuple(
        Equal(f"{table}.支出.{name}.{column}", f"{detailed}.各科目.{code}.{whole}", apart=True)
        for code, name in class_rows().items()
    )


def same_fund(fund: str, table: str, stated: bool) -> tuple[Equal, ...]:
    """Return that what 财政拨款收支总表 says of a fund is what the table of the fund says.

    stated: whether that table need not say it: 国有资本经营表 has only the columns of expense in most forms.
    """
    both = "财政拨款收支总表"
    return (
        Equal(f"{both}.支出.本年支出合计.{fund}", f"{table}.合计.本年支出"),
        Equal(f"{both}.收入.{fund}.决算数", f"{table}.合计.本年收入", stated=stated),
        Equal(f"{both}.收入.年初{fund}结转和结余.决算数", f"{table}.合计.年初结转和结余", stated=stated),
        Equal(f"{both}.支出.年末财政拨款结转和结余.{fund}", f"{table}.合计.年末结转和结余", stated=stated),
    )


def same_income(name: str, there: str) -> Equal:
    """Return that an income of 收入支出总表 is what another table prints at a place."""
    return Equal(f"收入支出总表.收入.{name}.{FINAL}", there, apart=True)


def points(whole: str, places: Sequence[str], column: str, amount: int | None = None) -> Sum:
    """Return that the points in a column of the rows at some places make a whole, an amount where no figure states it."""
    parts = tuple(f"{place}.{column}" for place in places)
    return Sum(whole, parts, f"各行{column}之和", stated=True, amount=amount, instead=FUNDED, listed=True)


def granted(column: str, columns: Sequence[str]) -> AtMost:
    """Return that what all funds paid for an item, in the given columns of their tables, is part of a column
    of 支出决算表.
    """
    parts = tuple(f"{table}.各科目.*.{one}" for (table, _), one in zip(BY_FUND, columns, strict=True))
    why = "而财政拨款只是全部支出的一部分"
    return AtMost(parts, (f"支出决算表.各科目.*.{column}",), why, f"财政拨款 {{}} {column}", apart=True)


def item_budgets(whole: str, tables: Sequence[str], level: str = "项", column: str = INITIAL) -> Sum:
    """Return that the budgets which the items of some tables state, or their rows of another level, add up to the one at
    the whole.

    An item with a budget on which nothing was spent need not be in the public tables.
    """
    parts = tuple(f"{table}.各科目.{level}.{column}" for table in tables)
    said, mark = (
        (f"各项科目{column}之和", " 按科目") if level == "项" else (f"各{level}{column}之和", f" 按{level}")
    )
    return Sum(whole, parts, said, mark, partial=UNLISTED, stated=True)


def bought(part: str, whole: str, why: str = "", usual: str = "") -> AtMost:
    """Return that one figure of 政府采购 is not greater than another one. why, usual: as of `AtMost`."""
    return AtMost((f"政府采购.{part}",), (f"政府采购.{whole}",), why, usual=usual)


RELATIONS: tuple[Declared, ...] = (
    Declared("T1-1", "收入支出总表本年收入合计", "本年收入合计 = 八项收入之和", (
        row_sum("收入支出总表.收入", "本年收入合计", INCOMES, FINAL, "八项收入之和"),
    )),
    Declared("T1-2", "收入支出总表本年支出合计", "本年支出合计 = 各功能分类支出之和", (
        class_sum("收入支出总表", FINAL, ["支出决算表"]),
    )),
    Declared("T1-3", "收入支出总表收入总计", "收入总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余", (
        row_sum("收入支出总表.收入", "总计", ("本年收入合计", "使用非财政拨款结余", "年初结转和结余"), FINAL),
    )),
    Declared("T1-4", "收入支出总表支出总计", "支出总计 = 本年支出合计 + 结余分配 + 年末结转和结余", (
        row_sum("收入支出总表.支出", "总计", ("本年支出合计", "结余分配", "年末结转和结余"), FINAL),
    )),
    Declared("T1-5", "收入支出总表收支相等", "收入总计 = 支出总计（决算数、上年决算数）", (
        Equal("收入支出总表.收入.总计.决算数", "收入支出总表.支出.总计.决算数"),
        Equal("收入支出总表.收入.总计.上年决算数", "收入支出总表.支出.总计.上年决算数", quiet=True),
    )),
    Declared("T2-1", "收入决算表横向", "每行：本年收入合计 = 财政拨款收入等六项之和", (
        *in_rows("收入决算表", "本年收入合计", TABLE_02_COLUMNS[1:]),
    )),
    Declared("T2-2", "收入决算表纵向", "每列：合计 = 各类，类 = 各款，款 = 各项", (
        Levels("收入决算表", TABLE_02_COLUMNS),
    )),
    Declared("T3-1", "支出决算表横向", "每行：本年支出合计 = 基本 + 项目 + 上缴上级 + 经营 + 对附属单位补助", (
        *in_rows("支出决算表", "本年支出合计", TABLE_03_COLUMNS[1:]),
    )),
    Declared("T3-2", "支出决算表纵向", "每列：合计 = 各类，类 = 各款，款 = 各项", (
        Levels("支出决算表", TABLE_03_COLUMNS),
    )),
    Declared("T4-1", "财政拨款收支总表横向和合计", "每行：合计 = 三种资金之和；每列：本年支出合计 = 各类之和", (
        row_sum("财政拨款收支总表.支出.*", "合计", FUNDS, said="三种资金之和", mark=" 横向"),
        *(class_sum("财政拨款收支总表", column, [table for table, _ in BY_FUND], " 纵向") for column in ("合计", *FUNDS)),
    )),
    Declared("T4-2", "财政拨款收支总表收支", "每种资金：年初结转 + 本年收入 = 本年支出 + 年末结转；总计两边相等", (
        Equal("财政拨款收支总表.收入.总计.决算数", "财政拨款收支总表.支出.总计.合计"),
        row_sum("财政拨款收支总表.收入", "总计", ("本年收入合计", "年初财政拨款结转和结余"), FINAL),
        row_sum("财政拨款收支总表.收入", "本年收入合计", FUNDS, FINAL),
        row_sum("财政拨款收支总表.收入", "年初财政拨款结转和结余", [f"年初{fund}结转和结余" for fund in FUNDS], FINAL),
        *(
            row_sum("财政拨款收支总表.支出", "总计", ("本年支出合计", "年末财政拨款结转和结余"), column)
            for column in ("合计", *FUNDS)
        ),
        *(
            Sum(
                f"财政拨款收支总表.支出.总计.{fund}",
                tuple(f"财政拨款收支总表.收入.{name}.决算数" for name in (fund, f"年初{fund}结转和结余")),
                f"{fund}本年收入＋年初结转", " 收支相等",
            )
            for fund in FUNDS
        ),
    )),
    Declared("T5-1", "一般公共预算支出表横向和纵向", "每行：小计 = 基本 + 项目；每列：合计 = 各类，类 = 各款，款 = 各项", (
        *in_rows("一般公共预算支出表", "小计", BASIC, " 横向"), Levels("一般公共预算支出表", ("小计", *BASIC), " 纵向"),
    )),
    Declared("T6-1", "基本支出表各类", "类 = 所属各款之和", (Levels("基本支出表", (FINAL,), lowest="款"),)),
    Declared("T6-2", "基本支出表人员经费", "人员经费合计 = 301 + 303", (
        Sum("基本支出表.人员经费合计", tuple(f"基本支出表.各科目.{code}.决算数" for code in PEOPLE)),
    )),
    Declared("T6-3", "基本支出表公用经费", "公用经费合计 = 302 + 307 + 310 + 312 + 399", (
        Sum("基本支出表.公用经费合计", tuple(f"基本支出表.各科目.{code}.决算数" for code in RUNNING)),
    )),
    Declared("T7-1", "三公经费表合计", "合计 = 因公出国（境）费 + 公务接待费 + 公务用车购置及运行费（预算数、决算数、上年决算数、全年预算数）", (
        row_sum("三公经费表", "合计", THREE, "预算数"), row_sum("三公经费表", "合计", THREE, FINAL),
        *(replace(row_sum("三公经费表", "合计", THREE, column), quiet=True) for column in ("上年决算数", ADJUSTED)),
    )),
    Declared("T7-2", "三公经费表公务用车", "公务用车购置及运行费 = 购置费 + 运行维护费（预算数、决算数、全年预算数）", (
        row_sum("三公经费表", "公务用车购置及运行费", CAR_COSTS, "预算数"),
        row_sum("三公经费表", "公务用车购置及运行费", CAR_COSTS, FINAL),
        replace(row_sum("三公经费表", "公务用车购置及运行费", CAR_COSTS, ADJUSTED), quiet=True),
    )),
    Declared("T8-1", "政府性基金表", "年初 + 收入 − 支出 = 年末；支出 = 基本 + 项目；逐级相加", (
        *in_rows("政府性基金表", "本年支出", BASIC, " 横向"), *flows("政府性基金表"),
        Levels("政府性基金表", FUND_COLUMNS, " 纵向"),
    )),
    Declared("T9-1", "国有资本经营表", "支出 = 基本 + 项目；逐级相加", (
        *in_rows("国有资本经营表", "本年支出", BASIC, " 横向"), Levels("国有资本经营表", ("本年支出", *BASIC), " 纵向"),
    )),
    Declared("X-1", "收入支出总表与收入决算表", "收入支出总表本年收入合计 = 收入决算表合计", (
        Equal("收入支出总表.收入.本年收入合计.决算数", "收入决算表.合计.本年收入合计"),
    )),
    Declared("X-2", "收入支出总表与支出决算表", "收入支出总表本年支出合计 = 支出决算表合计", (
        Equal("收入支出总表.支出.本年支出合计.决算数", "支出决算表.合计.本年支出合计"),
    )),
    Declared("X-3", "收入决算表与财政拨款收支总表", "收入决算表财政拨款收入合计 = 财政拨款收支总表本年收入合计", (
        Equal("收入决算表.合计.财政拨款收入", "财政拨款收支总表.收入.本年收入合计.决算数"),
    )),
    Declared("X-4", "财政拨款收支总表与一般公共预算支出表", "财政拨款收支总表一般公共预算本年支出合计 = 一般公共预算支出表合计", (
        Equal(f"财政拨款收支总表.支出.本年支出合计.{FUNDS[0]}", "一般公共预算支出表.合计.小计"),
    )),
    Declared("X-5", "财政拨款收支总表与政府性基金表、国有资本经营表", "财政拨款收支总表政府性基金、国有资本经营 = 政府性基金表、国有资本经营表", (
        *same_fund(FUNDS[1], "政府性基金表", False), *same_fund(FUNDS[2], "国有资本经营表", True),
    )),
    Declared("X-6", "一般公共预算支出表与基本支出表", "一般公共预算支出表基本支出合计 = 基本支出表人员经费 + 公用经费", (
        Sum("一般公共预算支出表.合计.基本支出", ("基本支出表.人员经费合计", "基本支出表.公用经费合计"), "人员经费合计＋公用经费合计"),
    )),
    Declared("X-7", "同一类支出", "收入支出总表与支出决算表，财政拨款收支总表与一般公共预算支出表、政府性基金表、国有资本经营表：同一功能分类的类金额相同", (
        *same_classes("收入支出总表", FINAL, "支出决算表", "本年支出合计"),
        *chain.from_iterable(
            same_classes("财政拨款收支总表", fund, table, whole) for fund, (table, whole) in zip(FUNDS, BY_FUND, strict=True)
        ),
    )),
    Declared("X-8", "财政拨款与全部支出", "每个科目：支出决算表 − 一般公共预算支出表、政府性基金表、国有资本经营表 ≥ 0", (
        granted("本年支出合计", [whole for _, whole in BY_FUND]),
        *(granted(column, [column] * len(BY_FUND)) for column in BASIC),
    )),
    Declared("X-9", "基本支出表与三公经费表", "30212 ≤ 因公出国（境），31013 ≤ 公务用车购置，30231 ≤ 运行维护，30217 ≤ 公务接待", tuple(
        AtMost((f"基本支出表.各科目.{code}.决算数",), (f"三公经费表.{name}.决算数",), "而前者只是一般公共预算的基本支出")
        for code, name in PART_OF_THREE.items()
    )),
    Declared("X-9", "基本支出表与会议费、培训费", "30215 ≤ 会议费，30216 ≤ 培训费", tuple(
        AtMost((f"基本支出表.各科目.{code}.决算数",), (f"{name}.决算数",), "而前者只是一般公共预算的基本支出", stated=True)
        for code, name in (("30215", "会议费"), ("30216", "培训费"))
    )),
    Declared("PR-9", "国（境）外公务接待", "国（境）外公务接待费 ≤ 公务接待费；批次 ≤ 人数；会议个数、培训班数 ≤ 人次", (
        AtMost(
            ("三公经费表.公务接待费.国（境）外公务接待费",), ("三公经费表.公务接待费.决算数",),
            "而国（境）外接待是其中的一部分", usual="口径不同的可以不同", stated=True,
        ),
        *(
            AtMost((less,), (more,), "而一次至少一人", usual="口径不同的可以不同", stated=True)
            for less, more in (
                ("三公经费表.公务接待费.国（境）外公务接待批次", "三公经费表.公务接待费.国（境）外公务接待人数"),
                ("会议费.会议个数", "会议费.人次"), ("培训费.培训班数", "培训费.人次"),
            )
        ),
    )),
    Declared("X-10", "经济分类与功能分类", "30108与2080505，30109与2080506，30111与2101103，30113与2210201，30304与2080801通常相等", tuple(
        Equal(f"基本支出表.各科目.{one}.决算数", f"一般公共预算支出表.各科目.{other}.基本支出", usual="确有原因的可以不同")
        for one, other in ALIKE.items()
    )),
    Declared("X-10", "年初与上年年末", "收入支出总表年初结转和结余，通常等于上年的年末结转和结余", (
        Equal(
            "收入支出总表.支出.年末结转和结余.上年决算数", "收入支出总表.收入.年初结转和结余.决算数",
            usual="年初结转和结余有过调整的可以不同", apart=True, quiet=True,
        ),
    )),
    Declared("X-11", "各项收入", "收入支出总表各项收入 = 收入决算表合计的同名收入、财政拨款收支总表的同名财政拨款", (
        *(same_income(f"{fund}收入", f"财政拨款收支总表.收入.{fund}.{FINAL}") for fund in FUNDS),
        *(same_income(name, f"收入决算表.合计.{name}") for name in TABLE_02_COLUMNS[2:]),
    )),
    Declared("PR-5", "年初预算", "年初预算数 = 基本支出预算 + 项目支出预算 = 各项科目年初预算之和", (
        Sum(
            TOTAL_BUDGET, tuple(f"财政拨款收支总表.支出.本年支出合计.{kind}年初预算数" for kind in BASIC),
            "基本支出＋项目支出的年初预算", " 按基本和项目支出",
        ),
        item_budgets(TOTAL_BUDGET, [table for table, _ in BY_FUND]),
    )),
    Declared("PR-5", "一般公共预算年初预算", "一般公共预算支出表合计的年初预算数、全年预算数 = 各项科目之和 = 各类之和", tuple(
        item_budgets(f"一般公共预算支出表.合计.{column}", ["一般公共预算支出表"], level, column)
        for column in (INITIAL, ADJUSTED) for level in ("项", "类")
    )),
    Declared("PR-5", "各类的预算", "类、款的年初预算数、全年预算数 = 所属科目之和", tuple(
        Levels(table, (INITIAL, ADJUSTED), " 按所属科目", partial=UNLISTED, stated=True) for table, _ in BY_FUND
    )),
    Declared("PR-5", "全年预算", "决算数通常不大于全年预算数", tuple(
        AtMost((f"{place}.{spent}",), (f"{place}.{ADJUSTED}",), usual=OVERSPENT, stated=True)
        for place, spent in (
            ("三公经费表.*", FINAL), ("一般公共预算支出表.合计", "小计"), ("一般公共预算支出表.各科目.*", "小计"),
        )
    )),
    Declared("PR-9", "公务用车保有量", "公务用车保有量 = 国有资产占用的车辆", (
        Equal(
            "三公经费表.公务用车运行维护费.保有量", "国有资产占用.车辆",
            partial="有车辆不用财政拨款开支的可以不同", why="而用财政拨款养的车只是全部车辆的一部分",
        ),
    )),
    Declared("PR-9", "三公经费的人数和批次", "外事接待 ≤ 公务接待；批次 ≤ 人数，团组数 ≤ 人次", tuple(
        AtMost((f"三公经费表.{name}.{less}",), (f"三公经费表.{name}.{more}",), why, usual="口径不同的可以不同")
        for name, less, more, why in (
            ("公务接待费", "外事接待批次", "国内公务接待批次", "而外事接待是其中的一部分"),
            ("公务接待费", "外事接待人数", "国内公务接待人数", "而外事接待是其中的一部分"),
            ("公务接待费", "国内公务接待批次", "国内公务接待人数", "而一批至少一人"),
            ("公务接待费", "外事接待批次", "外事接待人数", "而一批至少一人"),
            ("因公出国（境）费", "团组数", "人次", "而一个团组至少一人"),
            ("公务接待费", "外事接待费", "决算数", "而外事接待是其中的一部分"),
        )
    )),
    Declared("PR-10", "机关运行经费", "机关运行经费 ≤ 基本支出表公用经费", (
        AtMost(("机关运行经费.决算数",), ("基本支出表.公用经费合计",), "而机关运行经费只是行政单位和参公单位的公用经费"),
    )),
    Declared("PR-10", "政府采购", "总额 = 货物 + 工程 + 服务；小微企业 ≤ 中小企业 ≤ 总额", (
        row_sum("政府采购", "总额", PURCHASES),
        bought("授予小微企业合同金额", "授予中小企业合同金额", "而小微企业是中小企业的一部分"),
        bought("授予中小企业合同金额", "总额", "而授予中小企业的是采购总额的一部分"),
        *(
            bought(f"{kind[:2]}采购授予中小企业合同金额", kind, usual="合同跨年支付的可以大于当年支出")
            for kind in PURCHASES
        ),
    )),
    Declared("PR-10", "车辆", "车辆总数 = 各种用车之和", (row_sum("国有资产占用", "车辆", CARS, said="各种用车之和"),)),
    Declared("PF-2", "项目资金", "年度资金总额 = 当年财政拨款 + 上年结转资金 + 其他资金", tuple(
        replace(row_sum(PROJECT, ALL_FUNDING, FUNDING, column), stated=True) for column in MONEY_COLUMNS
    )),
    Declared("PF-5", "项目执行数", "各项目全年执行数之和，通常等于支出决算表项目支出合计", (
        Sum(
            "支出决算表.合计.项目支出", (f"{PROJECT}.年度资金总额.全年执行数",), "各项目全年执行数之和",
            usual="自评没有包括全部项目的可以不同", instead=FUNDED,
        ),
    )),
    Declared("PF-6", "整体绩效自评", "各单位项目执行金额之和，通常等于收入支出总表本年支出合计", (
        Sum(
            "收入支出总表.支出.本年支出合计.决算数", (f"{TASKS}.项目执行金额",), "各单位项目执行金额之和",
            usual="年度主要任务没有包括全部支出的可以不同",
        ),
    )),
    Declared("PF-7", "绩效得分", "分值加起来是100，得分加起来是总分，得分不大于分值", tuple(chain.from_iterable(
        (
            points(f"{place}.分值", parts, "分值", FULL), points(f"{place}.{total}", parts, "得分"),
            *(AtMost((f"{part}.得分",), (f"{part}.分值",), stated=True) for part in (*parts, *more)),
        )
        for place, total, parts, more in (
            (
                "预算绩效.项目.[]", "总分", (f"{PROJECT}.年度资金总额", "预算绩效.项目.[].指标.[]"),
                tuple(f"{PROJECT}.{name}" for name in FUNDING),
            ),
            ("预算绩效.整体自评.[]", "总评价得分", (TASKS, "预算绩效.整体自评.[].指标.[]"), ()),
        )
    ))),
)  # fmt: skip

# What follows from the relations above and is not judged again, or every wrong figure would be told twice: `lint`
# refuses a template that adds up what a table holds.
FOLLOWING: tuple[Sum, ...] = (
    Sum(
        "收入决算表.合计.财政拨款收入",
        tuple(f"收入支出总表.收入.{name}.{FINAL}" for name in INCOMES[: len(FUNDS)]),
    ),
)
