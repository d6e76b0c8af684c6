"""How findings are told: as lines of text, and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from narrator.checks import listing
from narrator.checks.finding import FILL_IN, Finding, Level, Side, tell_blanks_once
from narrator.checks.rule import Rule
from narrator.number import MoneyUnit

PARTS = tuple(Side(f"第{n}部分", f"{n}.00", f"丙.{n}" if n == 3 else "") for n in range(1, 10))
ERROR = Finding(
    Level.ERROR,
    "甲",
    "两边相差1.00万元",
    "核对",
    (Side("左", "5.00", "乙"), Side("和", "4.00", parts=PARTS)),
    "1.00万元",
    "T1-1",
)
FEW = Finding(
    Level.ERROR,
    "丁",
    "有错",
    "",
    (Side("左", "", "没有这一行"), Side("和", "", parts=PARTS[:8])),
    rule="T1-2",
)
TAIL = Finding(Level.TAIL, "戊", "尾差", "不用改", (Side("左", "1"), Side("右", "2")), "0.01万元", "T1-3")
HINT = Finding(Level.HINT, "己", "像是错的", "看一看", rule="HY-3")
UNCHECKED = Finding(Level.UNCHECKED, "庚", "没有填", "填上", rule="T1-5")
ACCEPTED = Finding(Level.ERROR, "辛", "有错", "改正", rule="T1-4", accepted="已经核对")


def line(path: str) -> int | None:
    return {"乙": 12, "丙.3": 7}.get(path)


VERDICT = "错误要改正；核实过可以接受的，写进data.json的“已核实”。"


def told(*findings: Finding) -> list[str]:
    """What is told of FINDINGS below the verdict and the heading of the one part that they are in."""
    verdict, part, *rest = [text for _, text in listing.list_findings(findings, line)]
    assert (verdict, part) == (listing.verdict(findings), "\n【其他】")
    return rest


def test_the_verdict_comes_first() -> None:
    assert listing.verdict([]) == "核对：没有发现问题。"
    assert listing.verdict([ERROR]) == f"核对：错误1处。{VERDICT}"
    assert listing.verdict([ERROR, TAIL, HINT]) == f"核对：错误1处，提醒1处，尾差1处。{VERDICT}"
    assert listing.verdict([TAIL, HINT]) == "核对：没有错误。提醒1处，尾差1处。"
    assert listing.verdict([ACCEPTED]) == "核对：没有错误。已核实1处。"
    [(kind, text), *_] = listing.list_findings([TAIL, ERROR], line)
    assert (kind, text) == ("错误", listing.verdict([TAIL, ERROR]))
    assert list(listing.list_findings([], line)) == [("", "核对：没有发现问题。")]


def test_findings_stand_under_their_table_and_part_those_of_tables_first() -> None:
    titles = {
        "公开01表": "公开01表 收入支出决算总表",
        "公开03表": "公开03表 支出决算表",
        "三公经费表": "《三公》",
    }
    names = ("公开03表 合计", "公开010表", "公开01表", "公开01表与公开03表", "三公经费表 合计", "甲")
    found = [replace(ERROR, subject=name) for name in names]
    found += [
        replace(ERROR, rule="PR-4", subject="“持平”"),
        replace(ERROR, rule="HY-1", subject="公开03表“”"),
    ]
    lines = [
        text.strip() for _, text in listing.list_findings(found, line, titles=titles) if text[:1] in "\n错"
    ]
    assert lines == [
        "【公开01表 收入支出决算总表】",
        "错误  T1-1 公开01表",
        "错误  T1-1 公开01表与公开03表",
        "【公开03表 支出决算表】",
        "错误  T1-1 公开03表 合计",
        "【《三公》】",
        "错误  T1-1 三公经费表 合计",
        "【正文】",
        "错误  PR-4 “持平”",
        "【文字】",
        "错误  HY-1 公开03表“”",
        "【其他】",
        "错误  T1-1 公开010表",
        "错误  T1-1 甲",
    ]


def test_an_error_is_told_with_both_sides_their_lines_and_at_most_eight_parts() -> None:
    assert told(ERROR) == [
        "错误  T1-1 甲",
        "      左：5.00（第12行）",
        "      和：4.00",
        "          第1部分：1.00",
        "          第2部分：2.00",
        "          第3部分：3.00（第7行）",
        *(f"          第{n}部分：{n}.00" for n in range(4, 9)),
        "          ……共9项",
        "      两边相差1.00万元。请核对。",
    ]


def test_nothing_is_made_up_where_nothing_stands() -> None:
    assert told(FEW) == [
        "错误  T1-2 丁",
        "      左：（没有填）",
        "      和：（没有填）",
        *(f"          第{n}部分：{n}.00{'（第7行）' if n == 3 else ''}" for n in range(1, 9)),
        "      有错。",
    ]


def test_a_tail_is_one_line_with_both_sides_their_lines_and_what_to_do() -> None:
    assert told(TAIL) == ["尾差  T1-3 戊", "      左：1；右：2；相差0.01万元。不用改。"]
    reckoned = Side(
        "和", "4.00", parts=(Side("甲", "1", "丙.3"), Side("丁", "2", "戊"), Side("己", "1", "乙"))
    )
    lined = replace(TAIL, sides=(Side("左", "5.00", "乙"), reckoned))
    assert told(lined)[1] == "      左：5.00（第12行）；和：4.00（第7、12行）；相差0.01万元。不用改。"
    many = replace(TAIL, sides=(Side("和", "", parts=(Side("甲", "1", "乙"),) * 9),), hint="")
    assert told(many)[1] == ("      和：（没有填）（第12、12、12、12、12、12、12、12等9行）；相差0.01万元。")
    assert (
        told(replace(many, sides=(Side("和", "", parts=(Side("甲", "1", "乙"),) * 8),)))[1].count("等") == 0
    )


def test_a_tail_of_a_workbook_is_told_with_its_cells() -> None:
    for count, cells in (
        (1, "甲!B1"),
        (8, "、".join(f"甲!B{n}" for n in range(1, 9))),
        (9, f"{'、'.join(f'甲!B{n}' for n in range(1, 9))}等9格"),
    ):
        parts = tuple(Side("甲", "1", f"B{n}") for n in range(1, count + 1))
        tail = replace(TAIL, sides=(Side("左", "1", "乙"), Side("和", "4", parts=parts)))
        lines = [text for _, text in listing.list_findings([tail], lambda path: f"甲!{path}")]
        assert lines[-1] == f"      左：1（甲!乙）；和：4（{cells}）；相差0.01万元。不用改。"


def test_an_accepted_finding_tells_why() -> None:
    assert told(ACCEPTED) == [
        "已核实  T1-4 辛",
        "      有错。",
        "      已核实：已经核对",
    ]
    assert told(replace(TAIL, accepted="分别四舍五入")) == [
        "已核实  T1-3 戊",
        "      左：1；右：2；相差0.01万元。",
        "      已核实：分别四舍五入",
    ]


def test_amounts_in_yuan_are_told_in_wan_and_that_is_said_once() -> None:
    verdict, unit, *rest = [text for _, text in listing.list_findings([ERROR, TAIL], line, MoneyUnit.YUAN)]
    assert unit == "数据以元填写，下面的金额以万元计。"
    assert [verdict, *rest] == [text for _, text in listing.list_findings([ERROR, TAIL], line)]
    assert [text for _, text in listing.list_findings([], line, MoneyUnit.YUAN)] == ["核对：没有发现问题。"]


def test_the_grave_ones_come_first_and_each_head_line_knows_its_kind() -> None:
    lines = list(listing.list_findings([TAIL, ACCEPTED, UNCHECKED, HINT, ERROR, HINT], line))
    heads = [(kind, text.split("  ")[1]) for kind, text in lines[1:] if kind]
    assert heads == [
        ("错误", "T1-1 甲"),
        ("提醒", "HY-3 己"),
        ("提醒", "HY-3 己"),
        ("不能核对", "T1-5 庚"),
        ("尾差", "T1-3 戊"),
        ("已核实", "T1-4 辛"),
    ]
    assert lines[0] == ("错误", f"核对：错误1处，提醒2处，不能核对1处，尾差1处，已核实1处。{VERDICT}")
    assert all(kind == "" for kind, text in lines if text.startswith(" "))


def test_what_is_in_one_section_stands_under_its_heading() -> None:
    """Tables first, then sections in the order of the report, each with what begins there; what is nowhere, by its
    kind.
    """
    sections = {"第3段": "一、收入", "第5段": "二、支出", "第6段": "二、支出"}

    def found(rule: str, subject: str, *places: str) -> Finding:
        sides = tuple(Side("正文", "1.00", one) for one in places)
        return Finding(Level.HINT, subject, "不同", "核对", sides, rule=rule)

    findings = [
        found("PR-1", "丙", "第5段", "第6段"),
        found("HY-4", "丁", "第3段", "第5段"),
        found("PR-1", "乙", "第3段"),
        found("T1-1", "甲表 合计"),
        found("PR-1", "戊", "第9段"),
    ]
    lines = list(listing.list_findings(findings, line, titles={"甲表": "甲表的标题"}, sections=sections))
    assert [text.strip() for _, text in lines if "【" in text or text.startswith("提醒")] == [
        "【甲表的标题】",
        "提醒  T1-1 甲表 合计",
        "【一、收入】",
        "提醒  HY-4 丁",
        "提醒  PR-1 乙",
        "【二、支出】",
        "提醒  PR-1 丙",
        "【正文】",
        "提醒  PR-1 戊",
    ]
    told = [text.strip() for _, text in lines]
    assert told[told.index("提醒  HY-4 丁") + 1 :][:2] == ["正文：1.00", "正文：1.00（二、支出）"]


def test_the_catalogue_stands_in_columns() -> None:
    rules: list[Rule[object]] = [
        Rule("T1-1", "甲", "乙 = 丙", lambda _: iter(())),
        Rule("PR-10", "丁", "戊", lambda _: iter(())),
    ]
    assert list(listing.catalogue(rules)) == ["T1-1   甲：乙 = 丙", "PR-10  丁：戊"]


def test_json_tells_everything() -> None:
    data = json.loads(listing.as_json([ERROR, ACCEPTED, TAIL], line))
    assert {name: data[name] for name in ("错误", "提醒", "不能核对", "尾差", "已核实")} == {
        "错误": 1,
        "提醒": 0,
        "不能核对": 0,
        "尾差": 1,
        "已核实": 1,
    }
    one, accepted, tail = data["发现"]
    parts = one["两边"][1].pop("来自")
    assert one == {
        "名称": "T1-1 甲",
        "规则": "T1-1",
        "程度": "错误",
        "所在": "其他",
        "说明": "两边相差1.00万元",
        "办法": "核对",
        "差额": "1.00万元",
        "两边": [
            {"名称": "左", "值": "5.00", "位置": "乙", "行": 12},
            {"名称": "和", "值": "4.00", "位置": ""},
        ],
    }
    assert parts[2] == {"名称": "第3部分", "值": "3.00", "位置": "丙.3", "行": 7}
    assert parts[8] == {"名称": "第9部分", "值": "9.00", "位置": ""}
    assert (accepted["程度"], accepted["已核实"], accepted["两边"]) == ("错误", "已经核对", [])
    assert (tail["差额"], "已核实" in tail) == ("0.01万元", False)
    text = listing.as_json([ERROR], line)
    assert '\n  "发现": [' in text
    assert "甲" in text


def test_only_errors_are_told_where_nobody_asks_for_the_others() -> None:
    found = [HINT, ERROR, TAIL, ACCEPTED]
    kinds = [kind for kind, _ in listing.list_findings(found, line, errors_only=True)]
    assert {*kinds} == {"错误", ""}
    first, *_ = listing.list_findings(found, line, errors_only=True)
    assert first == ("错误", listing.verdict(found))


def test_what_is_wrong_is_described_with_both_sides_where_it_has_any() -> None:
    assert replace(TAIL, sides=()).described == "尾差"
    assert TAIL.described == "尾差（左：1；右：2）"
    assert str(Side("左", "")) == "左：（没有填）"


def test_what_can_not_be_checked_for_want_of_one_figure_is_named_where_that_is_told() -> None:
    def blank(subject: str, *names: str, hint: str = FILL_IN) -> Finding:
        sides = tuple(Side(name, "") for name in names)
        return Finding(Level.UNCHECKED, subject, f"{names[0]}没有填", hint, sides, rule="T1-1")

    def told(*findings: Finding) -> list[str]:
        return [one.what for one in tell_blanks_once(findings)]

    others = [blank(f"别{at}", "甲") for at in range(4)]
    assert told(blank("一", "甲")) == ["甲没有填"]
    assert told(blank("一", "甲"), *others[:3]) == ["甲没有填，因此也不能核对T1-1 别0、T1-1 别1、T1-1 别2"]
    assert told(blank("一", "甲"), *others) == ["甲没有填，因此也不能核对T1-1 别0、T1-1 别1、T1-1 别2等4处"]
    assert told(blank("一", "甲"), blank("二", "乙"), blank("三", "乙", "甲")) == [
        "甲没有填",
        "乙没有填，因此也不能核对T1-1 三",
    ]
    assert told(blank("一", "甲", "乙"), blank("二", "乙", "丙"), blank("三", "丙")) == [
        "甲没有填",
        "乙没有填，因此也不能核对T1-1 三",
    ]
    assert told(blank("一", "甲"), blank("二", "甲", hint="核对")) == ["甲没有填", "甲没有填"]
    assert told(HINT, HINT) == [HINT.what] * 2
