"""Slips of published reports: numbers of items, years, headings without styles, one thing said in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from narrator.checks.finding import Finding
from narrator.checks.printed.contents import with_contents
from narrator.checks.printed.headings import with_headings
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.prose import Claim
from narrator.checks.printed.repairs import repaired
from narrator.checks.printed.statement import read_statement
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.consistency import (
    check_look_alikes,
    check_name_of_accounts,
    check_repeated_claims,
)
from narrator.checks.report.item_numbers import check_numbering
from narrator.checks.report.word_mistakes import check_word_mistakes
from narrator.checks.report.years import check_years
from narrator.document import Document, Heading, Paragraph
from narrator.number import MoneyUnit
from narrator.spans import Text

from ..telling import Golden, in_full

GOLDEN = Golden(Path(__file__).with_name("slips_of_reports.txt"))


def worded(every: Sequence[Line]) -> Iterator[Finding]:
    return check_word_mistakes(every, (), every)


def lines(*texts: str) -> list[Line]:
    return [Line(number, text, False) for number, text in enumerate(texts, 1)]


NUMBERED: list[tuple[list[str], list[str]]] = [
    (
        [
            "第一部分 甲",
            "一、甲",
            "二、乙",
            "第二部分 乙",
            "一、丙",
            "（一）丁",
            "（二）戊",
            "二、己",
            "（一）庚",
        ],
        [],
    ),
    (["一、甲", "（一）乙", "（一）丙"], ["“（一）”前面已经有了"]),
    (["一、甲", "三、乙"], ["前面是1，这里是3"]),
    (["第一部分 甲", "第三部分 丙"], ["前面是1，这里是3"]),
    (["1.甲", "2.乙", "4.丙", "5.丁"], ["前面是2，这里是4"]),
    (["九、甲", "十、乙", "十一、丙", "十二、丁", "二十、戊"], ["前面是12，这里是20"]),
    (["1.5万元", "3.2万元"], []),
    (["附件1 甲", "一、甲", "二、乙", "附件2 乙", "一、丙", "三、丁"], ["前面是1，这里是3"]),
]


@pytest.mark.parametrize(("texts", "found"), NUMBERED)
def test_numbers_that_do_not_follow_one_another(texts: list[str], found: list[str]) -> None:
    assert [one.what.replace("(", "（").replace(")", "）") for one in check_numbering(lines(*texts))] == found


def test_numbers_of_which_other_rules_tell_are_not_told_again() -> None:
    moved, without = lines("六、甲", "九、乙", "八、丙"), lines("六、甲", "八、丙")
    assert [len(list(check_numbering(moved, wrong))) for wrong in ((), (2,), (1,))] == [2, 0, 1]
    absent = [((1, 7),), ((1, 8),), ((2, 7),)]
    assert [len(list(check_numbering(without, (), one))) for one in absent] == [0, 1, 1]


OF_YEARS = [
    ("纳入2021年度部门决算编制范围的单位", True),
    ("截至2022年12月31日，共有车辆0辆。", True),
    ("截至2023年12月31日，共有车辆0辆。", False),
    ("2022年度“三公”经费财政拨款支出", True),
    ("某局2022年度无国有资本经营预算财政拨款支出。", True),
    ("与2021年度相比，收入增加1.00万元。", True),
    ("与2022年度相比，收入增加1.00万元。", False),
    ("比2022年度减少1.00万元，单位于2019年成立。", False),
    ("与2022年度部门决算相比", False),
    ("支出增加1.00万元，2022年度无此项支出。", False),
    ("支出增加1.00万元，2023年度无此项支出。", True),
    ("支出减少1.00元，2021年度无收支。", True),
]


@pytest.mark.parametrize(("text", "wrong"), OF_YEARS)
def test_years_of_another_report(text: str, wrong: bool) -> None:
    assert bool(list(check_years(lines(text), 2023))) is wrong


def test_a_letter_that_looks_like_another() -> None:
    texts = lines("土地管理、土地收回、土地储备。", "负责本区范围以内的集体士地房屋补偿安置的具体工作。")
    words = {line.text: [line.place] for line in texts}
    [found] = check_look_alikes(texts, words)
    assert (found.what, found.sides[0].path) == ("“士地”别处都写作“土地”", "第2段")
    assert found.sides[0].value == "区范围以内的集体士地房屋补偿安置的具"
    both = lines("财政拨款收入、财政拨款支出。", "一般公共预算财政拨款。", "财政拔款收入。")
    [once] = check_look_alikes(both, [line.text for line in both])
    assert once.what == "“拔款”别处都写作“拨款”"
    alone = lines("博士地位。")
    assert list(check_look_alikes(alone, ["博士地位。"])) == []


def test_the_same_words_with_another_figure() -> None:
    def said(number: str, at: int) -> str:
        return f"第{at}类项目支出增加，较上一年度增加{number}万元，主要由于办公大楼装修等。"

    same = [said("1133.95", at) for at in (1, 2, 3)]
    assert list(check_repeated_claims(lines(*same))) == []
    [found] = check_repeated_claims(lines(*same[:2], said("1143.95", 3)))
    assert found.what == "同样的话别处都是1133.95，这里是1143.95"
    # figures of items differ
    assert (
        list(
            check_repeated_claims(
                lines(
                    *(
                        f"甲。年初预算为{number}万元，支出决算为5.00万元。"
                        for number in ("5.00", "5.00", "7.00")
                    )
                )
            )
        )
        == []
    )
    [year] = check_repeated_claims(
        lines(*(f"主要原因：单位{one}年新成立，按实际支出。" for one in (2024, 2024, 2023)))
    )
    assert year.rule == "ST-2"


def paragraphs(*texts: str) -> Document:
    return Document("", tuple(Paragraph(Text(text), "") for text in texts))


def test_headings_without_styles_are_known_by_the_contents_and_their_numbers() -> None:
    document = paragraphs(
        "目 录", "第一部分 某局概况", "一、主要职能", "第二部分 某局决算表", "一、收入决算表", "第三部分 某局情况说明", "一、收入说明", "二、其他重要事项说明",
        "第四部分 名词解释",
        "第一部分 某局概况", "一、主要职能", "1.负责规划。", "某市局决算表", "收入决算表", "第三部分 某局情况说明", "一、收入说明", "收入合计5万元。",
        "二、其他重要事项的情况说明", "第四部分 名词解释", "一、财政拨款收入：指从财政取得的收入。",
    )  # fmt: skip
    known = with_headings(with_contents(document))
    assert [(one.level, one.text.string) for one in known.blocks if isinstance(one, Heading)] == [
        (1, "第一部分 某局概况"), (2, "一、主要职能"), (1, "某市局决算表"), (2, "收入决算表"), (1, "第三部分 某局情况说明"), (2, "一、收入说明"),
        (2, "二、其他重要事项的情况说明"), (1, "第四部分 名词解释"),
    ]  # fmt: skip
    styled = Document(
        "", (*(Heading(1, Text(f"第{one}部分"), "") for one in "一二三"), Paragraph(Text("一、甲"), ""))
    )
    assert with_headings(styled) is styled


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("增长13.95。", "增长13.95%。"), ("占39.32;某类", "占39.32%;某类"), ("支出0.39万(含外宾)", "支出0.39万元(含外宾)"),
        ("减少0.15万元,下降(增长)27.78%", "减少0.15万元,下降27.78%"), ("下降(增长)27.78%", "下降(增长)27.78%"),
        ("支出12,000.00元。", "支出1.20万元。"), ("支出12,345.67元。", "支出1.234567万元。"), ("人均120元。", "人均120元。"),
        ("较上一度增加", "较上一年度增加"), ("100万元(含)以上", "100万元(含)以上"),
    ],
)  # fmt: skip
def test_a_slip_is_read_as_it_was_meant(text: str, meant: str) -> None:
    assert repaired(text, MoneyUnit.WAN) == meant


@pytest.mark.parametrize(
    ("text", "parts", "compared"),
    [
        ("年初预算为452.40万元,支出决算为446.11万元,完成年初预算的98.61%。决算数小于预算数的主要原因:增加5万元。", "预算数年初452.40 决算数446.11 完成率年初98.61", "-1"),
        ("年初预算为0万元,全年预算为321.02万元,支出决算为307.82万元,完成全年预算数的95.89%。决算数与全年预算数持平。", "预算数年初0 预算数全年321.02 决算数307.82 完成率全年95.89", "0全年"),
        ("较上年增加1,193.20万元,增长13.95%", "变动额1193.20+ 变动率13.95+", ""),
        ("同比下降3.2%", "变动率3.2-", ""),
        ("2022年度决算数为12.5万元", "上年12.5", ""),
        ("占本年支出合计的99.86%", "比例99.86", ""),
        ("预算完成率为98.5%", "完成率98.5", ""),
        ("决算数大小于预算数", "", "-1"),
    ],
)  # fmt: skip
def test_what_a_sentence_states(text: str, parts: str, compared: str) -> None:
    stated = read_statement(text, MoneyUnit.WAN)
    signs = {1: "+", -1: "-", 0: ""}
    assert " ".join(f"{one.role}{one.base}{one.number}{signs[one.sign]}" for one in stated.parts) == parts
    assert "".join(f"{one.sign}{one.base}" for one in stated.comparisons) == compared


def test_reading_takes_time_in_proportion_to_what_is_read() -> None:
    for long in ("9" * 20_000, "1," * 10_000, "年初预算" * 5_000, "占" + "甲" * 20_000, "增加" * 10_000):
        read_statement(long, MoneyUnit.WAN)
        repaired(long, MoneyUnit.WAN)


WORDED = [
    "与上年相比，财政拨款支出总体保持平稳，收入增加了0.00万元。", "收入减少0元。", "收入增加0.01万元。", "与上年相同，同比增长0.00%。",
    "收入5.00万元，增长0.00%。", "主要原因是与上年持平。", "主要原因：和2022年度决算数基本持平。", "主要原因是人员与上年持平。",
    "决算数大于预算数的主要原因是决算数大于预算数。", "决算数大于预算数的主要原因是决算数小于预算数。", "决算数大小于预算数。", "支出减增加5.00万元。",
    "增加减少的项目。", "支出与上年增加5.00万元。", "支出同2022年度决算数下降5%。", "支出增加5.00万元,增加3.00%。", "支出减少5.00万元，减少了3.00%。",
    "支出增加5.00万元，减少3.00%。", "关2023年度决算的说明。", "有关2023年度决算的说明。", "支出5.00万元,3.00。", "支出5.00万元，3.00万元。",
    "收入、支出总计5.00万元，6.00万元。", "2023年度收支总计均为5.00万元、5.00万元。", "收入支出总计分别为1,234.50和1,234.60万元。",
    "增长13.95。", "占39.32；某类。", "支出0.39万（含外宾）。", "减少0.15万元，下降（增长）27.78%。", "支出12,000.00元。", "人均120元。", "较上一度增加5.00万元。",
]  # fmt: skip


def test_slips_are_told_in_full(accept: bool) -> None:
    alike = lines("土地管理、土地收回、土地储备。", "负责本区范围以内的集体士地房屋补偿安置的具体工作。")
    amounts = [
        f"第{at}类项目支出增加，较上一年度增加{number}万元，主要由于办公大楼装修等。"
        for at, number in enumerate(("5.00", "5.00", "6.00"))
    ]
    years_of = [f"主要原因：单位{one}年新成立，按实际支出。" for one in (2024, 2024, 2023)]
    started = [f"共计{one}万元是办公大楼装修的费用。" for one in ("5.00", "5.00", "6.00")]
    later = [f"共计为{one}万元是办公大楼装修的费用。" for one in ("5.00", "5.00", "6.00")]
    often = [f"共计为{one}万元是办公大楼装修的费用。" for one in ("5.00", "5.00", "6.00", "6.00", "7.00")]
    twice = [f"共计为{one}万元是办公大楼装修的费用。" for one in ("5.00", "6.00")]
    halves = [f"共计为{one}万元是办公大楼装修的费用。" for one in ("5.00", "5.00", "6.00", "6.00")]
    nothing = [f"共计为{one}万元是办公大楼装修的费用。" for one in ("0.00", "0.00", "6.00")]
    known = Known(Reading(), Document("", ()), list)
    known.said["部门.名称"] = ("甲市某局", Claim(lines("甲市某局")[0], "甲市某局", ()))
    told = {
        **{f"序号 {' '.join(texts)}": in_full(check_numbering(lines(*texts))) for texts, _ in NUMBERED},
        **{f"年度 {text}": in_full(check_years(lines(text), 2023)) for text, _ in OF_YEARS},
        **{f"措辞 {text}": in_full(worded(lines(text))) for text in WORDED},
        "措辞 两处": in_full(worded(lines(WORDED[0], WORDED[10], WORDED[1], WORDED[0]))),
        "以元计的多": in_full(worded(lines("支出12,000.00元。", "支出13,000.00元。", "支出5.00万元。"))),
        "以元计的一半": in_full(worded(lines("支出12,000.00元。", "支出5.00万元。"))),
        "以元计的多，有别的错": in_full(worded(lines("支出12,000.00元。", "支出13,000.00元，增长13.95。"))),
        "序号 长": in_full(check_numbering(lines("一、甲。", f"三、{'一二三四五六七八九十' * 4}。"))),
        "年度 长": in_full(check_years(lines("比上年增加1,234,567,890.50万元，2020年度无此项。"), 2023)),
        "总计 长": in_full(worded(lines("收入、支出总计分别为1,234,567,890.50万元、1,234,567,891.50万元。"))),
        "部门决算": in_full(check_name_of_accounts(lines("甲市某局2023年度部门决算", "甲市某局决算包括本级决算。", "甲市某局决算编制说明。", "甲市某局决算。"), known)),
        "形近字": in_full(check_look_alikes(alike, [line.text for line in alike])),
        **{f"重复 {' '.join(texts)}": in_full(check_repeated_claims(lines(*texts))) for texts in (amounts, years_of, started, later, often, twice, halves, nothing)},
    }  # fmt: skip
    told = {title: said or "没有发现问题\n" for title, said in told.items()}
    if accept:
        GOLDEN.write(told)
    assert told == GOLDEN.read()
