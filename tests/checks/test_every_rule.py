"""Every line of the list of rules (`narrator check --rules`) is broken in turn: a good report or good data of which one
thing was altered, so that the rule of that line tells of it. A line without such an input fails here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import pytest

from narrator.checks.data import rules as data_rules
from narrator.checks.data.accounts import Accounts
from narrator.checks.report import report_rules
from narrator.checks.rule import Rule
from narrator.disclosure.relation import AtMost, Declared, Sum
from narrator.document import Document, Paragraph
from narrator.sources import Hidden
from narrator.spans import Span, Text

from .alterations import WHOLE, added, contents, placed, said
from .cases import CASES, STANDARD
from .notation import accounts
from .report.test_report import place, with_zeros
from .reports import HOME, as_read, original, pack, replaced, without
from .test_catalogue import strange

Line = tuple[
    str, str
]  # of the list: the title of the rule that a function applies, and the id of what it tells
SHANGHAI = "上海2024"
END = "第五部分　附件"
ITEM = "267.12万元，主要是人员工资等支出，完成年初预算的102.35%，决算数与年初预算数存在差异的主要原因是人员变动。"
DIFFERS = "决算数与年初预算数存在差异的主要原因是"
# Completions in other words than the form's, each with one fault.
SAID_OTHERWISE = {
    "PR-6": (ITEM, "，主要用于人员工资。年初预算为0.00万元，支出决算为267.12万元，完成年初预算的102.35%。决算数大于预算数的主要原因是人员变动。"),
    "PR-1": (
        f"304.14万元，主要是在职人员工资等支出，完成年初预算的92.46%，{DIFFERS}人员变动。",
        "，主要用于人员工资。年初预算为328.94万元，支出决算为304.41万元，完成年初预算的92.54%。决算数小于预算数的主要原因是人员变动。",
    ),
    "PR-4": (
        f"65.43万元，主要是养老保险等支出，完成年初预算的85.33%，{DIFFERS}在职人员转退休。",
        "，主要用于养老保险。年初预算为76.68万元，支出决算为65.43万元，完成年初预算的85.33%。决算数大于预算数的主要原因是在职人员转退休。",
    ),
    "PR-5": (
        f"16.64万元，主要是医疗保险等支出，完成年初预算的86.07%，{DIFFERS}在职人员转退休。",
        "，主要用于医疗保险。年初预算为19.33万元，支出决算为16.64万元，完成年初预算的68.07%。决算数小于预算数的主要原因是在职人员转退休。",
    ),
    "HY-4": (
        f"61.57万元，主要是住房公积金等支出，完成年初预算的107.06%，{DIFFERS}补缴公积金。",
        "，主要用于住房公积金。年初预算为57.51万元，支出决算为61.57万元，完成年初预算的107.06%。决算数大小于预算数的主要原因是补缴公积金。",
    ),
}  # fmt: skip

# What stands in the report of the sample, and what is printed in its place: one thing, which one line tells of.
PAIRS: dict[Line, tuple[str, str]] = {
    ("正文里的数", "PR-1"): ("工资福利支出667.54万元", "工资福利支出667.45万元"),
    ("正文里的数", "PR-2"): ("财政拨款支出851.17万元，其中：基本支出803.10", "财政拨款支出851.17万元，其中：基本支出803.01"),
    ("正文里的数", "PR-3"): ("占支出总计的94.35%", "占支出总计的94.53%"),
    ("正文里的数", "PR-4"): ("完成年初预算的92.46%，决算数与年初预算数存在差异的主要原因是人员变动", "完成年初预算的92.46%，决算数与年初预算数持平"),
    ("说增又说减", "PR-4"): ("财政拨款支出减少26.99万元，降低3.07%", "财政拨款支出增加26.99万元，降低3.07%"),
    ("正文里的数", "PR-5"): ("完成预算的63.59%", "完成预算的65.39%"),
    ("正文里的数", "PR-6"): ("年初未安排预算，决算数与年初预算数存在差异", "完成年初预算的0.00%，决算数与年初预算数存在差异"),
    ("正文里的数", "PR-7"): ("增长65.91%", "增长56.91%"),
    ("正文里的数", "PR-8"): ("水费、电费", "水费"),
    ("正文里的数", "X-5"): ("本部门2023年度无政府性基金预算财政拨款支出。", "2023年度政府性基金预算财政拨款支出12.00万元。"),
    ("正文里的数", "AD-1"): ("科技成果转化与扩散（项）17.90", "科技成果转化（项）17.90"),
    ("正文里的数", "PF-1"): ("“科技活动周”项目自评综述", "“科技活动”项目自评综述"),
    ("正文里的数", "PF-2"): ("共涉及预算支出项目4个", "共涉及预算支出项目5个"),
    ("正文里的数", "PF-3"): ("自评平均分97.87分", "自评平均分97.55分"),
    ("正文里的数", "PF-4"): ("完成预算的94.12%", "完成预算的90.06%"),
    ("正文里的数", "HY-8"): ("邮电费、取暖费", "邮电费用、取暖费"),
    ("正文里的数", "ST-2"): ("2023年度财政拨款支出851.17", "2022年度财政拨款支出851.17"),
    ("正文里的数", "HY-1"): ("主要原因：人员变动，人员减少", "主要原因：请填写"),
    ("小数位数", "HY-6"): ("完成年初预算的94.61%", "完成年初预算的94.6%"),
    ("完成率推出的年初预算", "PR-5"): ("基本支出完成年初预算的96.18%", "基本支出完成年初预算的86.18%"),
    ("完成率推出的年初预算", "PR-6"): ("完成年初预算的100.00%，决算数与年初预算数持平", "完成年初预算的0.00%，决算数与年初预算数持平"),
    ("完成率推出的年初预算", "PF-6"): ("完成年初预算的101.94%", "完成年初预算的81.94%"),
    ("单位名称", "HY-8"): ("朝阳市大学进园区进企业服务中心", "朝阳市大学进园区进企业服务中"),
    ("标题序号", "ST-3"): ("二、财政拨款支出决算情况说明", "三、财政拨款支出决算情况说明"),
    ("格式的各行各句", "ST-4"): ("2060101", "2060199"),
    ("标题下面的内容", "ST-4"): ("无财政评价项目。", ""),
    ("没有填写的提示", "HY-1"): ("决算数小于预算数的主要原因是公务出行减少", "决算数小于预算数的主要原因是【请填写】"),
    ("没有选择的选项", "HY-2"): ("今年支出减少26.99万元", "今年支出增加（减少）26.99万元"),
    ("重复的词", "HY-3"): ("项目绩效目标完成情况：一是", "项目绩效目标完成情况：项目绩效目标完成情况：一是"),
    ("错字、脱字", "HY-4"): ("一般公共预算资金67.00万元", "一般公共预算资67.00万元"),
    ("错字、脱字", "PR-4"): ("本部门2023年度无政府性基金预算财政拨款支出。", "本部门2023年度无政府性基金预算财政拨款支出，主要原因是无。"),
    ("措辞和单位", "HY-4"): ("比上年增加1.45万元", "与上年增加1.45万元"),
    ("措辞和单位", "PR-4"): ("减少26.99万元，降低3.07%", "减少0.00万元，降低0.00%"),
    ("措辞和单位", "HY-6"): ("17.90万元，主要是科技活动周", "17.90万，主要是科技活动周"),
    ("重复的话", "PR-1"): ("减少26.99万元，降低3.07%", "减少26.99万元，降低3.08%"),
    ("标点", "HY-5"): ("《部门（单位）整体绩效自评表》见附件", "《部门（单位）整体绩效自评表见附件"),
}  # fmt: skip


def all_of(document: Document, *pairs: tuple[str, str]) -> Document:
    for old, new in pairs:
        document = replaced(document, old, new)
    return document


def hidden(document: Document) -> Document:
    """DOCUMENT with words that nobody sees in its first paragraph."""
    at, first = next((at, one) for at, one in enumerate(document.blocks) if isinstance(one, Paragraph))
    text = Text(first.text.string, (Span(0, 0, Hidden("内部掌握")),))
    return document._replace(
        blocks=(*document.blocks[:at], first._replace(text=text), *document.blocks[at + 1 :])
    )


def foreign(document: Document) -> Document:
    """DOCUMENT with sentences about its amounts that are none of its form's."""
    return document._replace(
        blocks=tuple(
            said(f"第{at}笔款项列支12.00万元。")
            if isinstance(one, Paragraph) and len(one.text.string) > 20
            else one
            for at, one in enumerate(document.blocks)
        )
    )


def told_plainly(document: Document, texts: Sequence[str]) -> Document:
    """DOCUMENT with paragraphs that no form has."""
    return added(document, "二、财政拨款支出决算情况说明", *map(said, texts))


def misnumbered(document: Document) -> Document:
    """DOCUMENT with contents that number one of the headings otherwise."""
    return contents(document, lambda lines: [line.replace("三、", "九、") for line in lines])


# What else becomes of a report, by its form; what follows one another in a row does not meet.
ALTERED: list[tuple[str, dict[Line, Callable[[Document], Document]]]] = [
    (
        HOME,
        {
            ("正文里的科目", "AD-1"): WHOLE["别的部门的科目"],
            ("九张表", "ST-1"): WHOLE["没有公开08表"],
            ("年度和部门名称", "ST-2"): WHOLE["封面名称不同"],
            ("看不见的文字", "HY-1"): hidden,
            ("没有放上的图", "HY-1"): lambda one: added(one, END, said("图1：收入决算结构图")),
            ("形近的字", "HY-4"): lambda one: added(one, END, said("土地管理、土地收回、土地储备，集体士地补偿。")),
            ("部门决算的叫法", "ST-2"): lambda one: added(one, END, said("辽宁省朝阳市科学技术局决算包括：局本级决算。")),
            ("没有读懂的话和格", "读"): strange,
            ("重复的标点、外文", "HY-4"): lambda one: added(one, END, said("经费支出，，比上年减少。")),
            ("目录", "ST-3"): WHOLE["目录少一行"],
        },
    ),
    (
        HOME,
        {
            **{("换一种说法的完成率", rule): partial(replaced, old=old, new=new) for rule, (old, new) in SAID_OTHERWISE.items()},
            ("名称写错了的数", "PR-1"): partial(replaced, old="2.项目支出48.07万元", new="2.经营支出48.07万元"),
            ("空表的说明", "ST-5"): lambda one: without(one, "如本表为空"),
            ("空表的说明说的是哪张表", "ST-5"): lambda one: added(one, END, said("我局没有政府性基金预算财政拨款收支，故本表无数据。")),
            ("表的标题和表号", "ST-3"): WHOLE["公开07表的表号错"],
            ("序号", "ST-3"): WHOLE["格式的一个标题不在"],
        },
    ),
    (HOME, {("零值", "HY-7"): with_zeros}),
    (
        HOME,
        {
            ("正文逐项说的科目", "ST-4"): lambda one: placed(one, at := place(one, "17.90万元"), one.blocks[at], one.blocks[at]),
            ("正文逐项说的科目", "PR-1"): lambda one: placed(
                one,
                at := place(one, "29.08万元"),
                one.blocks[at],
                said("（5）科学技术支出（类）基础研究（款）自然科学基金（项）4.00万元，主要是科研等支出，完成年初预算的100.00%，决算数与年初预算数持平。"),
            ),
        },
    ),
    (HOME, {("没有自带的格式", "读"): foreign}),
    (
        HOME,
        {
            ("不照自带的格式写的正文", rule): partial(told_plainly, texts=texts)
            for rule, texts in {
                "PR-1": ["2023年度基本支出9999.99万元。"],
                "PR-3": ["甲类0.50万元，其中：乙类0.31万元，占77.77%。"],
                "PR-5": ["年初预算10.00万元，支出决算9.00万元，完成年初预算的80.00%。"],
                "PR-7": ["甲类12.00万元，比上年增加2.00万元，增长30.00%。"],
                "ST-3": ["附表1", "附表2", "附表8", "附表4"],
            }.items()
        },
    ),
    (
        SHANGHAI,
        {
            ("目录序号", "ST-3"): misnumbered,
            ("句子里的年度", "ST-2"): lambda one: replaced(one, "主要原因：图书馆总馆新馆舍投入使用，人员", "主要原因：图书馆总馆新馆舍比2021年增加一处，人员"),
            ("完成率的有无", "PR-5"): lambda one: all_of(
                one,
                ("支出决算为1309.01万元。决算数小于", "支出决算为1309.01万元，完成年初预算的96.96%。决算数小于"),
                ("支出决算为687.03万元。决算数小于预算数的主要原因：", "支出决算为687.03万元。决算数比预算数少，主要原因："),
                ("支出决算为48.63万元。决算数小于预算数的主要原因：", "支出决算为48.63万元。决算数比预算数少，主要原因："),
            ),
        },
    ),
    (
        SHANGHAI,
        {
            ("预算数的叫法", "HY-8"): lambda one: all_of(
                one,
                ("年初预算为842.00万元，支出决算为863.25万元。决算数大于预算数", "全年预算为842.00万元，支出决算为863.25万元。决算数大于全年预算数"),
                ("年初预算为165.00万元，支出决算为148.63万元。决算数小于预算数", "全年预算为165.00万元，支出决算为148.63万元。决算数小于全年预算数"),
                ("年初预算为840.00万元，支出决算为864.97万元", "全年预算为840.00万元，支出决算为864.97万元"),
            ),
        },
    ),
]  # fmt: skip
# Of a report that carries its data.
CARRIED: dict[Line, tuple[str, str]] = {
    ("由数据生成的正文", "SN-1"): ("年度财政拨款支出", "年度财政支出"),
    ("由数据生成的正文", "SN-2"): ("619.33", "619.34"),
}
# Data that CASES has not: what a form declares without saying a rule, and what needs a year.
OWN = Declared(
    "GS-1",
    "",
    "",
    (Sum("机关运行经费.决算数", ("会议费.决算数",)), AtMost(("培训费.决算数",), ("会议费.决算数",))),
)
DATA = {
    ("国家科目", "AD-1"): accounts("年度=2024 03.2060101.科目名称=行政管理运行"),
    ("自评的项目", "PF-5"): accounts("03.合计.项目支出=5 预算绩效.年初批复绩效目标的项目数=1"),
    ("全年预算", "PR-5"): accounts("格式=上海2024 05.合计.全年预算数=4 05.合计.小计=5"),
}


def lines(rules: Iterable[Rule[object]]) -> list[Line]:
    """The lines of the list of RULES."""
    return [(rule.title, text.id) for rule in rules for text in rule.texts]


def told(document: Document, name: str = HOME, origin: Document | None = None) -> dict[Line, set[str]]:
    """What each line tells of DOCUMENT, as the report of the sample of the form NAME."""
    report = as_read(document, origin, name)
    found = defaultdict[Line, set[str]](set)
    for rule in report_rules.RULES:
        for one in rule.find(report):
            found[rule.title, one.rule].add(f"{one.key} {one.what} {one.sides}")
    return found


def test_every_line_of_the_list_has_an_input_that_breaks_it() -> None:
    reports = {*PAIRS, *CARRIED, *(line for _, lines in ALTERED for line in lines)}
    assert reports == set(lines(report_rules.RULES))  # type: ignore[arg-type]


def test_every_line_on_reports_tells_of_what_was_altered_for_it() -> None:
    before = {HOME: told(original()), SHANGHAI: told(original(SHANGHAI), SHANGHAI)}
    for document, numbers in pack(original(), PAIRS.values()):
        found = told(document)
        for line in (list(PAIRS)[number] for number in numbers):
            assert found[line] - before[HOME][line], line
    for name, altered in ALTERED:
        document = original(name)
        for alter in altered.values():
            document = alter(document)
        found = told(document, name)
        for line in altered:
            assert found[line] - before[name][line], line
    carried = told(all_of(original(), *CARRIED.values()), origin=original())
    assert set(CARRIED) <= set(carried)


@pytest.mark.deep
@pytest.mark.parametrize("line", PAIRS, ids=[f"{rule} {title}" for title, rule in PAIRS])
def test_one_alteration_is_told_by_few_lines(line: Line) -> None:
    """What follows is that the words are not the form's, that a figure was not read, or one of its own relations."""
    found, before = told(replaced(original(), *PAIRS[line])), told(original())
    elsewhere = {
        rule.title for rule in report_rules.RULES if rule.of_other
    }  # not asked of a report in its form
    new = {one for one in found if found[one] - before[one] and one[0] not in elsewhere}
    assert line in new
    follow = ["HY-4", "HY-5", "HY-6", "读", "ST-2", "ST-4", "PR-4", "PR-5", "PR-6", "PR-7"]
    assert {rule for _, rule in new - {line}} <= {*follow}
    assert len(new) <= 3


@pytest.mark.parametrize("rule", data_rules.RULES, ids=[f"{one.id} {one.title}" for one in data_rules.RULES])
def test_every_line_on_data_tells_of_what_was_altered_for_it(rule: Rule[Accounts]) -> None:
    mine = {text.id for text in rule.texts}
    inputs = [accounts(text, standard=STANDARD) for one, _, text, _ in CASES if one in mine]
    inputs += [one for (title, _), one in DATA.items() if title == rule.title]
    assert mine <= {one.rule for a in inputs for one in rule.find(a)} | own_rules(rule)


def own_rules(rule: Rule[Accounts]) -> set[str]:
    """What RULE tells of relations that a form declares itself."""
    below = accounts("机关运行经费.决算数=5 会议费.决算数=4 培训费.决算数=6")
    [summed, not_greater] = OWN.relations
    own = (OWN._replace(relations=(summed,)), OWN._replace(id="GS-2", relations=(not_greater,)))
    return {one.rule for one in rule.find(Accounts(below.disclosure, own=own)) if one.rule.startswith("GS")}
