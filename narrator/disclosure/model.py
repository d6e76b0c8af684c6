"""The data model of data.json: the public tables (`public_tables`), and beside them the department, what the prose needs
of assets, procurement and performance, and what people write.

Required here is what every form needs; what a form needs more, it declares in its data.toml.
"""

from __future__ import annotations

from narrator.disclosure.branch_shapes import ListShape, RecordShape, TextsShape
from narrator.disclosure.number_shapes import AmountShape, CountShape, PercentageShape, ScoreShape, YearShape
from narrator.disclosure.public_tables import FINAL, PUBLIC_TABLES, amount_columns, named_fields, rows_by_name
from narrator.disclosure.text_shapes import NameShape, ProseShape

DEPARTMENT = named_fields(
    "部门情况",
    {
        "名称": NameShape("部门全称，印在封面、标题和各表上", required=True),
        "称谓": NameShape(
            "汇总所属单位的写“部门”，只报一个单位的写“单位”；标题、表名、表注、正文都跟着换",
            choices=("部门", "单位"),
            default="部门",
        ),
        "级次": NameShape(
            "部门的级次，用在“市直部门决算”一类的话里", choices=("中央", "省", "市", "县", "区", "乡镇")
        ),
        "主要职责": ListShape(
            "主要职责，一条一项，不写（一）（二）等序号", True, ProseShape(), numbered=True
        ),
        "决算单位": ListShape(
            "纳入部门决算编制范围的预算单位，按顺序", True, NameShape(required=True), numbered=True
        ),
    },
    required=True,
)


def gatherings(name: str, count: str) -> RecordShape:
    """Return what a form may ask of meetings or courses: what they cost, how many there were, and how many came."""
    counts = {one: CountShape(one, blank=False) for one in (count, "人次")}
    return named_fields(f"{name}，各种资金的", {**FINAL, **counts})


PURCHASES = ("货物支出", "工程支出", "服务支出")
PROCUREMENT = named_fields(
    "政府采购支出情况",
    amount_columns(
        kinds := [
            "总额", *PURCHASES, "授予中小企业合同金额", "授予小微企业合同金额",
            "货物采购授予中小企业合同金额", "工程采购授予中小企业合同金额", "服务采购授予中小企业合同金额",
        ],
        kinds,
    ),
)  # fmt: skip
CARS = (
    "副省级以上领导干部用车", "主要领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车",
    "特种专业技术用车", "离退休干部用车", "其他用车",
)  # fmt: skip
ASSETS = named_fields(
    "国有资产占用情况（年末）",
    {
        "车辆": CountShape("车辆总数（辆）", True),
        **{name: CountShape(f"{name}（辆）", True) for name in CARS},
        "单价100万元（含）以上设备": CountShape("单价100万元（含）以上设备，不含车辆（台、套）", True),
    },
)

# What the money of a project is told by, and of which kinds it is, in the 项目支出绩效自评表.
MONEY_COLUMNS = ("年初预算数", "全年预算数", "全年执行数")
ALL_FUNDING = "年度资金总额"
FUNDING = ("当年财政拨款", "上年结转资金", "其他资金")
MONEY = {
    **amount_columns([*MONEY_COLUMNS]),
    "分值": ScoreShape("分值"),
    "执行率": PercentageShape("执行率，百分号前面的数"),
    "得分": ScoreShape("得分"),
}
MARKS = {"分值": ScoreShape("分值"), "得分": ScoreShape("得分")}
INDICATOR_NAMES = {name: NameShape(name) for name in ("一级指标", "二级指标", "三级指标")}
PROJECT = named_fields(
    "一个项目",
    {
        "名称": NameShape("项目名称", required=True),
        "自评表中的名称": NameShape("《项目支出绩效自评表》里的项目名称，与上面不同时才填"),
        "主管部门": NameShape("主管部门", required=True),
        "实施单位": NameShape("实施单位", required=True),
        "资金性质": NameShape("资金性质", True, ("一般公共预算", "政府性基金预算", "国有资本经营预算")),
        "资金": named_fields(
            "项目资金，按自评表中的行",
            {
                ALL_FUNDING: named_fields(ALL_FUNDING, MONEY, True),
                **rows_by_name([*FUNDING], MONEY),
            },
            True,
        ),
        "预期目标": ProseShape("年度总体目标：预期目标"),
        "实际完成情况": ProseShape("年度总体目标：实际完成情况"),
        "指标": ListShape(
            "绩效指标，按表中的行",
            False,
            named_fields(
                "一项指标",
                {
                    **INDICATOR_NAMES,
                    "年度指标值": NameShape("年度指标值"),
                    "实际完成值": NameShape("实际完成值"),
                    **MARKS,
                    "偏差原因分析及改进措施": ProseShape("偏差原因分析及改进措施"),
                },
            ),
        ),
        "总分": ScoreShape("自评总分", required=True),
        "绩效目标完成情况": ProseShape("自评综述：项目绩效目标完成情况"),
        "发现的主要问题及原因": ProseShape("自评综述：发现的主要问题及原因；没有就不填"),
        "下一步改进措施": ProseShape("自评综述：下一步改进措施；没有就不填"),
    },
)
CAUSES = ("经费保障原因分析", "制度保障原因分析", "人员保障原因分析", "硬件条件保障原因分析", "其他原因分析")
UNIT_EVALUATION = named_fields(
    "一个单位的整体绩效自评",
    {
        "部门（单位）名称": NameShape("部门（单位）名称", required=True),
        **amount_columns(["年初预算收入金额", "年初预算支出金额"], ["年初预算收入金额", "年初预算支出金额"]),
        "年度主要任务": ListShape(
            "年度主要任务，按表中的行",
            False,
            named_fields(
                "一个对应项目",
                {
                    "对应项目": NameShape("对应项目", required=True),
                    **amount_columns(["项目下达金额", "项目执行金额"]),
                    "项目执行率": PercentageShape("项目执行率，百分号前面的数"),
                    **MARKS,
                },
            ),
        ),
        "年初总体目标": ProseShape("年初总体目标"),
        "全年完成情况": ProseShape("全年完成情况"),
        "指标": ListShape(
            "绩效指标，按表中的行",
            False,
            named_fields(
                "一项指标",
                {
                    **INDICATOR_NAMES,
                    **{
                        name: NameShape(name)
                        for name in ("运算符号", "指标值", "度量单位", "全年完成值", "完成程度")
                    },
                    **MARKS,
                    **{name: ProseShape(name) for name in (*CAUSES, "改进措施")},
                },
            ),
        ),
        "总评价得分": ScoreShape("总评价得分", required=True),
    },
)
PERFORMANCE = named_fields(
    "预算绩效情况",
    {
        "年初批复绩效目标的项目数": CountShape("年初批复绩效目标的项目数（个）", True),
        "项目": ListShape("开展绩效自评的项目，按正文中的顺序", False, PROJECT),
        "整体自评": ListShape("开展整体绩效自评的单位", False, UNIT_EVALUATION),
        "重点评价项目": ListShape(
            "开展重点绩效评价的项目；没有就不填",
            False,
            named_fields(
                "一个重点评价项目",
                {
                    "名称": NameShape("项目名称", True),
                    "资金": AmountShape("涉及资金", True),
                    "得分": ScoreShape("得分", True),
                },
            ),
        ),
        "部门评价结果": ProseShape("部门评价结果", True),
        "财政评价结果": ProseShape("财政评价结果", True),
    },
)

TERMS = "名词解释"  # the glossary
OWN_TEXTS = "补充说明"  # where a unit writes what the form does not ask for
IDLE = "停用"  # where what people wrote of items is kept that the tables do not have any more
MODEL = named_fields(
    "一个部门一个年度的部门决算公开数据",
    {
        "格式": NameShape("公开格式的名称，narrator forms 列出", required=True),
        "短语": NameShape("本单位自己的措辞文件，例如“短语.toml”，和本文件放在一起"),
        "年度": YearShape("决算年度，例如2023", required=True),
        "金额单位": NameShape("本文件中金额的单位", required=True, choices=("元", "万元")),
        "部门": DEPARTMENT,
        **PUBLIC_TABLES,
        "项目支出主要包括": ProseShape("项目支出主要包括哪些，例如“科技活动周、科技大厦维修项目”；不写“等业务支出”"),
        "机关运行经费": named_fields("机关运行经费", FINAL),
        "会议费": gatherings("会议费", "会议个数"),
        "培训费": gatherings("培训费", "培训班数"),
        "政府采购": PROCUREMENT,
        "国有资产占用": ASSETS,
        "预算绩效": PERFORMANCE,
        "原因": TextsShape("主要原因，每一条写在它所在句子的名称下面（narrator reasons 列出名称）"),
        "原因记录": TextsShape("每条原因是针对哪个变动写的，由 narrator 记下，不用人填"),
        "已核实": TextsShape("核对时发现、经核实可以接受的问题，写明理由（narrator check 列出名称）"),
        OWN_TEXTS: TextsShape(
            "格式没有要的话，印在一节的后面；名称写那一节的标题，不写序号，例如“收入支出决算总体情况说明”"
        ),
        IDLE: TextsShape("科目从表里去掉以后，那一行写过的文字和数，由 narrator 留着；科目又有了就放回去"),
        TERMS: named_fields(
            "名词解释里由本部门补充的部分",
            {"科目": TextsShape("项级科目的解释，按科目编码，例如“2060101”")},
        ),
    },
)  # fmt: skip
