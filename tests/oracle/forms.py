"""Part five: the 绩效自评表 of the attachments print what the data says, every cell of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from .data import Data, lines
from .number import points
from .report import Grid, Paragraph, tight
from .tables import compare, compare_rows, shown

Row = tuple[str, ...]
FUNDING = {
    "年度资金总额": "年度资金总额：",
    "当年财政拨款": "其中：当年财政拨款",
    "上年结转资金": "上年结转资金",
    "其他资金": "其他资金",
}
CAUSES = ["经费保障原因分析", "制度保障原因分析", "人员保障原因分析", "硬件条件保障原因分析", "其他原因分析"]


def forms(blocks: Sequence[Paragraph | Grid], data: Data) -> Iterator[str]:
    """The faults of part five, BLOCKS."""
    units: list[Any] = data.dig("预算绩效", "整体自评") or []
    projects: list[Any] = data.dig("预算绩效", "项目") or []
    titles = ["部门（单位）整体绩效自评表"] * len(units) + ["项目支出绩效自评表"] * len(projects)
    wanted = ["第五部分附件", *(f"附表{number}{title}" for number, title in enumerate(titles, 1))]
    headings = [tight(block.text) for block in blocks if isinstance(block, Paragraph) and block.level]
    yield from compare("第五部分的标题", "｜".join(headings), "｜".join(map(tight, wanted)))
    places = [at for at, block in enumerate(blocks) if isinstance(block, Grid)]
    if len(places) != len(titles):
        yield f"附表有{len(places)}张，应当有{len(titles)}张"
        return
    for number, (at, one) in enumerate(zip(places, [*units, *projects], strict=True), 1):
        above, grid = blocks[at - 1 : at + 1]
        assert isinstance(grid, Grid)
        yield from compare(f"附表{number} 年度", getattr(above, "text", "").strip(), f"（{data.year}年度）")
        rows = unit(data, one) if number <= len(units) else project(data, one)
        yield from compare_rows(f"附表{number}", grid.rows, list(rows))


def wide(*cells: tuple[str, int]) -> Row:
    """A row in which each text covers as many columns as the number after it says."""
    return tuple(text for text, columns in cells for _ in range(columns))


def mark(value: Any) -> str:
    return "" if value is None else points(Fraction(value))


def rate(value: Any) -> str:
    return "" if value is None else f"{value if value else abs(value):f}%"


def prose(raw: Any) -> str:
    return "\n".join(lines(raw))


def project(data: Data, one: Any) -> Iterator[Row]:
    """项目支出绩效自评表, ten columns."""
    name = (one.get("自评表中的名称") or "").strip() or one["名称"].strip()
    yield wide(("项目名称", 2), (name, 8))
    yield wide(("主管部门", 2), (one["主管部门"].strip(), 3), ("实施单位", 2), (one["实施单位"].strip(), 3))
    funding = ("项目资金（万元）", 2)
    yield (*wide(funding, ("", 2)), "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    for row, label in FUNDING.items():
        money = one["资金"].get(row, {})
        amounts = [
            shown(data, Fraction(money.get(key, 0)) / data.scale)
            for key in ("年初预算数", "全年预算数", "全年执行数")
        ]
        full = mark(money.get("分值")) if row == "年度资金总额" else "-"
        yield (*wide(funding, (label, 2)), *amounts, full, rate(money.get("执行率")), mark(money.get("得分")))
    yield wide(("年度总体目标", 2), ("预期目标", 4), ("实际完成情况", 4))
    yield wide(("年度总体目标", 2), (prose(one.get("预期目标")), 4), (prose(one.get("实际完成情况")), 4))
    yield (
        *[
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ],
    )
    for item in one.get("指标", []):
        first, second, third, wanted, reached = (
            item.get(key, "").strip()
            for key in ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值")
        )
        yield (
            "绩效指标", first, second, third, third, wanted, reached, mark(item.get("分值")), mark(item.get("得分")),
            prose(item.get("偏差原因分析及改进措施")),
        )  # fmt: skip
    yield wide(("总分", 8), (mark(one["总分"]), 2))


def unit(data: Data, one: Any) -> Iterator[Row]:
    """部门（单位）整体绩效自评表, seventeen columns."""
    yield wide(("部门（单位）名称", 4), (one["部门（单位）名称"].strip(), 13))
    for side in ("收入", "支出"):
        amount = shown(data, Fraction(one[f"年初预算{side}金额"]) / data.scale)
        yield wide((f"部门年初预算{side}金额（万元）", 4), (amount, 13))
    tasks = ("年度主要任务", 1)
    labels = ("对应项目", "项目下达金额（万元）", "项目执行金额（万元）", "项目执行率", "分值", "得分")
    widths = (6, 2, 3, 2, 2, 1)
    yield wide(tasks, *zip(labels, widths, strict=True))
    for task in one.get("年度主要任务", []):
        amounts = [
            shown(data, Fraction(task.get(key, 0)) / data.scale) for key in ("项目下达金额", "项目执行金额")
        ]
        cells = [
            task["对应项目"].strip(),
            *amounts,
            rate(task.get("项目执行率")),
            mark(task.get("分值")),
            mark(task.get("得分")),
        ]
        yield wide(tasks, *zip(cells, widths, strict=True))
    yield wide(("年度目标", 1), ("年初总体目标", 7), ("全年完成情况", 9))
    yield wide(("年度目标", 1), (prose(one.get("年初总体目标")), 7), (prose(one.get("全年完成情况")), 9))
    heads = [
        "绩效指标",
        "一级指标",
        "二级指标",
        "三级指标",
        "运算符号",
        "指标值",
        "度量单位",
        "全年完成值",
        "完成程度",
        "分值",
        "得分",
    ]
    yield (*heads, *["偏差原因分析"] * 5, "改进措施")
    yield (*heads, *CAUSES, "改进措施")
    for item in one.get("指标", []):
        names = [item.get(key, "").strip() for key in heads[1:9]]
        causes = [prose(item.get(cause)) for cause in (*CAUSES, "改进措施")]
        yield ("绩效指标", *names, mark(item.get("分值")), mark(item.get("得分")), *causes)
    yield wide(("总评价得分", 10), (mark(one["总评价得分"]), 7))
