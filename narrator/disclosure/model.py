"""The data model of data.json: what stands where, in the words of the nine public tables.

The public tables are prescribed by the Ministry of Finance for all departments. They bear names here, since their
numbers change: until the accounts of 2021 三公经费表 was “三公”, since those of 2022 it is 政府性基金 in most forms.
What number a table has, a form says. What the prose needs
beside them (last year, initial budgets, counts, texts) stands in the row it belongs to, or in a part
of its own. Required here is what every form needs; what a form needs more, it declares in its data.toml.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.classification import basic_rows, class_rows
from narrator.disclosure.number_shapes import AmountShape, CountShape, PercentageShape, ScoreShape, YearShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape

FUNDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


def record(description: str, fields: Mapping[str, Shape], required: bool = False) -> RecordShape:
    return RecordShape(description, required, fields)


def amounts(names: Sequence[str], required: Sequence[str] = ()) -> dict[str, Shape]:
    """Columns of amounts; a blank is zero."""
    return {name: AmountShape(name, name in required) for name in names}


def asked(name: str) -> AmountShape:
    """A figure that is not in the public table but that prose needs: a blank is told, null is 没有."""
    return AmountShape(name, blank=False)


def rows(
    names: Sequence[str], columns: Mapping[str, Shape], required: Sequence[str] = ()
) -> dict[str, Shape]:
    """Return rows with the row names of the form, each with the columns."""
    return {name: RecordShape(name, name in required, columns) for name in names}


FINAL = {"决算数": AmountShape("本年决算数", required=True), "上年决算数": asked("上年决算数")}

DEPARTMENT = record(
    "部门情况",
    {
        "名称": NameShape("部门全称，印在封面、标题和各表上", required=True),
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

INCOMES = (
    "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入",
    "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
)  # fmt: skip
TABLE_01 = record(
    "收入支出决算总表",
    {
        "收入": record(
            "收入，按表中的行",
            rows(
                [*INCOMES, "本年收入合计", "使用非财政拨款结余", "年初结转和结余", "总计"],
                FINAL,
                ["本年收入合计", "总计"],
            ),
            required=True,
        ),
        "支出": record(
            "支出，按表中的行（功能分类的类）",
            rows(
                [*class_rows().values(), "本年支出合计", "结余分配", "年末结转和结余", "总计"],
                FINAL,
                ["本年支出合计", "总计"],
            ),
            required=True,
        ),
    },
    required=True,
)  # fmt: skip

NAME = {"科目名称": NameShape("科目名称，与其他各表一致", required=True)}
USE = {"主要用途": ProseShape("项级科目主要用于什么，例如“人员工资”；不写“主要是”和“等支出”")}
BUDGET = {"年初预算数": asked("年初预算数"), **USE}


def coded_table(
    title: str, columns: Sequence[str], total: str, row: Mapping[str, Shape], sum_row: Mapping[str, Shape]
) -> RecordShape:
    """A table by functional classification: the row 合计 and rows by 功能分类科目编码."""
    figures = amounts(columns, [total])
    return record(
        title,
        {
            "合计": record("合计行", {**figures, **sum_row}, required=True),
            "各科目": CodedShape(
                "按功能分类科目编码（类3位、款5位、项7位）", True, record("", {**NAME, **figures, **row})
            ),
        },
        required=True,
    )


TABLE_02_COLUMNS = (
    "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
)  # fmt: skip
TABLE_03_COLUMNS = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
TABLE_02 = coded_table("收入决算表", TABLE_02_COLUMNS, "本年收入合计", {}, {})
TABLE_03 = coded_table("支出决算表", TABLE_03_COLUMNS, "本年支出合计", {}, {})

BY_FUND = {"合计": AmountShape("合计", required=True), **amounts(FUNDS)}
SPENT_BY_FUND = {
    **BY_FUND,
    "上年决算数": asked("上年财政拨款支出合计"),
    "年初预算数": asked("财政拨款支出年初预算合计"),
    "基本支出年初预算数": asked("财政拨款基本支出年初预算"),
    "项目支出年初预算数": asked("财政拨款项目支出年初预算"),
}
TABLE_04 = record(
    "财政拨款收入支出决算总表",
    {
        "收入": record(
            "收入，按表中的行",
            {
                **rows([*FUNDS, "本年收入合计", "年初财政拨款结转和结余"], FINAL, ["本年收入合计"]),
                **rows([f"年初{fund}结转和结余" for fund in FUNDS], FINAL),
                **rows(["总计"], FINAL, ["总计"]),
            },
            required=True,
        ),
        "支出": record(
            "支出，按表中的行（功能分类的类）和资金性质",
            {
                **rows([*class_rows().values()], BY_FUND),
                "本年支出合计": record("本年支出合计", SPENT_BY_FUND, required=True),
                **rows(["年末财政拨款结转和结余", "总计"], BY_FUND, ["总计"]),
            },
            required=True,
        ),
    },
    required=True,
)
TABLE_05 = coded_table(
    "一般公共预算财政拨款支出决算表",
    ["小计", "基本支出", "项目支出"], "小计", BUDGET,
    {"上年决算数": asked("上年一般公共预算财政拨款支出"), "年初预算数": asked("一般公共预算财政拨款支出年初预算")},
)  # fmt: skip
TABLE_06 = record(
    "一般公共预算财政拨款基本支出决算表",
    {
        "各科目": CodedShape(
            "按部门预算支出经济分类科目编码（类3位、款5位）",
            True,
            record("", {**NAME, "决算数": AmountShape("决算数", required=True)}),
            (3, 5),
            basic_rows(),
        ),
        "人员经费合计": AmountShape("人员经费合计", required=True),
        "公用经费合计": AmountShape("公用经费合计", required=True),
    },
    required=True,
)

THREE = {
    "预算数": AmountShape("年初预算数", required=True),
    "决算数": AmountShape("决算数", required=True),
    "上年决算数": asked("上年决算数"),
}
TABLE_07 = record(
    "财政拨款“三公”经费支出决算表",
    {
        "合计": record("合计行", THREE, required=True),
        "因公出国（境）费": record(
            "因公出国（境）费",
            {**THREE, "团组数": CountShape("团组数（个）", True), "人次": CountShape("累计人次", True)},
            True,
        ),
        "公务接待费": record(
            "公务接待费",
            {
                **THREE,
                "国内公务接待批次": CountShape("国内公务接待批次", True),
                "国内公务接待人数": CountShape("国内公务接待人数", True),
                "外事接待批次": CountShape("其中外事接待批次", True),
                "外事接待人数": CountShape("其中外事接待人数", True),
                "外事接待费": AmountShape("其中外事接待金额", True),
                "国（境）外公务接待批次": CountShape("国（境）外公务接待批次", blank=False),
                "国（境）外公务接待人数": CountShape("国（境）外公务接待人数", blank=False),
                "国（境）外公务接待费": asked("国（境）外公务接待金额"),
            },
            True,
        ),
        "公务用车购置及运行费": record("公务用车购置及运行费", THREE, True),
        "公务用车运行维护费": record(
            "其中：公务用车运行维护费",
            {
                **THREE,
                "主要用于": ProseShape(
                    "公务用车运行维护费主要用于什么，例如“加油、过桥、车辆保险、日常维修”；不写“等”"
                ),
                "保有量": CountShape("年末使用财政拨款开支运行维护费的公务用车保有量（辆）", True),
            },
            True,
        ),
        "公务用车购置费": record(
            "其中：公务用车购置费", {**THREE, "购置数": CountShape("当年购置公务用车数（辆）", True)}, True
        ),
    },
    required=True,
)
TABLE_08 = coded_table(
    "政府性基金预算财政拨款收入支出决算表",
    ["年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余"], "本年支出", BUDGET, {},
)  # fmt: skip
TABLE_09 = coded_table(
    "国有资本经营预算财政拨款支出决算表",
    ["年初结转和结余", "本年收入", "本年支出", "基本支出", "项目支出", "年末结转和结余"], "本年支出", BUDGET, {},
)  # fmt: skip


def gatherings(name: str, count: str) -> RecordShape:
    """Return what a form may ask of meetings or courses: what they cost, how many there were, and how many came."""
    counts = {one: CountShape(one, blank=False) for one in (count, "人次")}
    return record(f"{name}，各种资金的", {**FINAL, **counts})


PURCHASES = ("货物支出", "工程支出", "服务支出")
PROCUREMENT = record(
    "政府采购支出情况",
    amounts(
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
ASSETS = record(
    "国有资产占用情况（年末）",
    {
        "车辆": CountShape("车辆总数（辆）", True),
        **{name: CountShape(f"{name}（辆）", True) for name in CARS},
        "单价100万元（含）以上设备": CountShape("单价100万元（含）以上设备，不含车辆（台、套）", True),
    },
)

MONEY = {
    **amounts(["年初预算数", "全年预算数", "全年执行数"]),
    "分值": ScoreShape("分值"),
    "执行率": PercentageShape("执行率，百分号前面的数"),
    "得分": ScoreShape("得分"),
}
MARKS = {"分值": ScoreShape("分值"), "得分": ScoreShape("得分")}
INDICATOR_NAMES = {name: NameShape(name) for name in ("一级指标", "二级指标", "三级指标")}
PROJECT = record(
    "一个项目",
    {
        "名称": NameShape("项目名称", required=True),
        "自评表中的名称": NameShape("《项目支出绩效自评表》里的项目名称，与上面不同时才填"),
        "主管部门": NameShape("主管部门", required=True),
        "实施单位": NameShape("实施单位", required=True),
        "资金性质": NameShape("资金性质", True, ("一般公共预算", "政府性基金预算", "国有资本经营预算")),
        "资金": record(
            "项目资金，按自评表中的行",
            {
                "年度资金总额": record("年度资金总额", MONEY, True),
                **rows(["当年财政拨款", "上年结转资金", "其他资金"], MONEY),
            },
            True,
        ),
        "预期目标": ProseShape("年度总体目标：预期目标"),
        "实际完成情况": ProseShape("年度总体目标：实际完成情况"),
        "指标": ListShape(
            "绩效指标，按表中的行",
            False,
            record(
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
UNIT_EVALUATION = record(
    "一个单位的整体绩效自评",
    {
        "部门（单位）名称": NameShape("部门（单位）名称", required=True),
        **amounts(["年初预算收入金额", "年初预算支出金额"], ["年初预算收入金额", "年初预算支出金额"]),
        "年度主要任务": ListShape(
            "年度主要任务，按表中的行",
            False,
            record(
                "一个对应项目",
                {
                    "对应项目": NameShape("对应项目", required=True),
                    **amounts(["项目下达金额", "项目执行金额"]),
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
            record(
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
PERFORMANCE = record(
    "预算绩效情况",
    {
        "年初批复绩效目标的项目数": CountShape("年初批复绩效目标的项目数（个）", True),
        "项目": ListShape("开展绩效自评的项目，按正文中的顺序", False, PROJECT),
        "整体自评": ListShape("开展整体绩效自评的单位", False, UNIT_EVALUATION),
        "重点评价项目": ListShape(
            "开展重点绩效评价的项目；没有就不填",
            False,
            record(
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

# What every department publishes, by the names that data.json gives the tables, in the order of the accounts of 2021;
# each is described by its official title.
PUBLIC_TABLES: Mapping[str, RecordShape] = {
    "收入支出总表": TABLE_01,
    "收入决算表": TABLE_02,
    "支出决算表": TABLE_03,
    "财政拨款收支总表": TABLE_04,
    "一般公共预算支出表": TABLE_05,
    "基本支出表": TABLE_06,
    "三公经费表": TABLE_07,
    "政府性基金表": TABLE_08,
    "国有资本经营表": TABLE_09,
}
# How data.json called the tables once: by numbers that most forms have given to other tables since.
NUMBERED = {f"公开{number:02}表": name for number, name in enumerate(PUBLIC_TABLES, 1)}


# And what people may call them by, who know the titles.
OTHER_NAMES = {**NUMBERED, **{shape.description: name for name, shape in PUBLIC_TABLES.items() if shape.description != name}}  # fmt: skip


def renamed(name: str) -> str:
    """Return how data.json calls the public table that a name, of a table or a path, calls by its old number or by its
    title; "" otherwise.
    """
    for other, table in OTHER_NAMES.items():
        if name.startswith(other) and not name[len(other) : len(other) + 1].isalnum():
            return f"“{other}”{'现在' if other in NUMBERED else '这里'}叫“{table}”"
    return ""


def public_table(path: str) -> str:
    """Return the name of the public table in which a path stands; "" when it stands in none."""
    name = path.partition(".")[0]
    return name if name in PUBLIC_TABLES else ""


OWN_TEXTS = "补充说明"  # where a unit writes what the form does not ask for
IDLE = "停用"  # where what people wrote of items is kept that the tables do not have any more
MODEL = record(
    "一个部门一个年度的部门决算公开数据",
    {
        "格式": NameShape("公开格式的名称，例如“辽宁2023”", required=True),
        "短语": NameShape("本单位自己的措辞文件，例如“短语.toml”，和本文件放在一起"),
        "年度": YearShape("决算年度，例如2023", required=True),
        "金额单位": NameShape("本文件中金额的单位", required=True, choices=("元", "万元")),
        "部门": DEPARTMENT,
        **PUBLIC_TABLES,
        "项目支出主要包括": ProseShape("项目支出主要包括哪些，例如“科技活动周、科技大厦维修项目”；不写“等业务支出”"),
        "机关运行经费": record("机关运行经费", FINAL),
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
        "名词解释": record(
            "名词解释里由本部门补充的部分",
            {"科目": TextsShape("项级科目的解释，按科目编码，例如“2060101”")},
        ),
    },
)  # fmt: skip
