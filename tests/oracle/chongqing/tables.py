"""What stands behind the prose of the 重庆2023 report: 公开01表 to 公开08表 as in 中央2023, 公开09表 of its own, and a 自评表 for each
project."""

from __future__ import annotations

from ..central.overlays import CAPITAL, FUND, SIX, Public
from ..central.prose import VEHICLES
from ..data import Data
from ..tables import cell
from ..three import ABROAD, CARS, GUESTS, TABLE

INSTITUTION = Public("机构运行信息表", "机构运行信息表", "公开09表")
PUBLIC = (*SIX[:5], SIX[5]._replace(title="一般公共预算财政拨款基本支出决算表"), FUND, CAPITAL, INSTITUTION)
NONE = "—"  # where a row has no such figure
BOUGHT, KEPT = "公务用车购置费", "公务用车运行维护费"
# What 公开09表 tells of 三公: labels, and what they are called under 三公经费表.
PLANNED = {
    "（一）支出合计": "合计",
    "1.因公出国（境）费": ABROAD,
    "2.公务用车购置及运行维护费": CARS,
    "（1）公务用车购置费": BOUGHT,
    "（2）公务用车运行维护费": KEPT,
    "3.公务接待费": GUESTS,
}
RECEPTION = {
    "（1）国内接待费": "国内接待费",
    "其中：外事接待费": "外事接待费",
    "（2）国（境）外公务接待费": "国（境）外公务接待费",
}
COUNTS = {
    "1.因公出国（境）团组数（个）": (ABROAD, "团组数"),
    "2.因公出国（境）人次数（人）": (ABROAD, "人次"),
    "3.公务用车购置数（辆）": (BOUGHT, "购置数"),
    "4.公务用车保有量（辆）": (KEPT, "保有量"),
    "5.国内公务接待批次（个）": (GUESTS, "国内公务接待批次"),
    "其中：外事接待批次（个）": (GUESTS, "外事接待批次"),
    "6.国内公务接待人次（人）": (GUESTS, "国内公务接待人数"),
    "其中：外事接待人次（人）": (GUESTS, "外事接待人数"),
    "7.国（境）外公务接待批次（个）": (GUESTS, "国（境）外公务接待批次"),
    "8.国（境）外公务接待人次（人）": (GUESTS, "国（境）外公务接待人数"),
}
RUNNING = {
    "二、机关运行经费": "决算数",
    "（一）行政单位": "行政单位",
    "（二）参照公务员法管理事业单位": "参照公务员法管理事业单位",
}
BOUGHT_FROM = {
    "（一）政府采购支出合计": "总额",
    "1.政府采购货物支出": "货物支出",
    "2.政府采购工程支出": "工程支出",
    "3.政府采购服务支出": "服务支出",
    "（二）授予中小企业合同金额": "授予中小企业合同金额",
    "其中：授予小微企业合同金额": "授予小微企业合同金额",
}


def institution(data: Data) -> list[tuple[str, ...]]:
    """机构运行信息表: 三公 and its numbers on the left, all the rest on the right; rows are counted down the left side first."""

    def number(*path: str) -> str:
        return str(data.count(*path))

    left = [("一、“三公”经费支出", NONE, NONE)]
    left += [(label, *(cell(data, TABLE, row, name) for name in ("预算数", "决算数"))) for label, row in PLANNED.items()]  # fmt: skip
    left += [(label, NONE, cell(data, TABLE, GUESTS, name)) for label, name in RECEPTION.items()]
    left += [("（二）相关统计数", NONE, NONE)]
    left += [(label, NONE, number(TABLE, *place)) for label, place in COUNTS.items()]
    right = [(label, cell(data, "机关运行经费", name)) for label, name in RUNNING.items()]
    right += [("三、国有资产占用情况", NONE), ("（一）车辆数合计（辆）", number("国有资产占用", "车辆"))]
    right += [
        (f"{at}.{label}", number("国有资产占用", name))
        for at, (label, name) in enumerate(VEHICLES.items(), 1)
    ]
    dear = number("国有资产占用", "单价100万元（含）以上设备")
    right += [("（二）单价100万元（含）以上设备（不含车辆）（台/套）", dear), ("四、政府采购支出信息", NONE)]
    right += [(label, cell(data, "政府采购", name)) for label, name in BOUGHT_FROM.items()]
    lines = enumerate(zip(left, right, strict=True), 1)
    return [
        ("项目", "行次", "预算数", "决算统计数", "项目", "行次", "决算统计数"),
        ("栏次", "", "1", "2", "栏次", "", "3"),
        *(
            (one[0], str(at), *one[1:], other[0], str(at + len(left)), *other[1:])
            for at, (one, other) in lines
        ),
    ]
