"""The phrasebook: layers, and the proof that every entry of it is needed, once, and spelt right."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from narrator import form
from narrator.facts.kinds import KINDS
from narrator.form import form_folders
from narrator.phrases import book as books
from narrator.phrases import proof as proofs
from narrator.phrases.misprints import USUAL, Printing
from narrator.problem import Unusable
from phrases.notation import COMMON, QUOTED, book, layered, told, toml, wrong
from phrases.shipped_books import BELOW, BOOKS

SHARE = """
[甲]
事实 = "占比"
有比例 = "占{{ 比例 }}%"
全为零 = "占0.00%"
无比例 = "不计算"
部分为负 = "不计算"
"""
CHANGE = """
[甲]
事实 = "变动"
参数 = ["主语"]
原因句 = "，原因是{{ 理由 }}"
增加 = "增加{{ 变动额 }}万元，增长{{ 变动率 }}%{{ 原因 }}"
减少 = "减少{{ 变动额 }}万元，下降{{ 变动率 }}%{{ 原因 }}"
略增 = "增加{{ 变动额 }}万元{{ 原因 }}"
略减 = "减少{{ 变动额 }}万元{{ 原因 }}"
成倍增加 = "增加{{ 变动额 }}万元{{ 原因 }}"
持平 = "{{ 主语 }}持平{{ 原因 }}"
从零增加 = "增加{{ 变动额 }}万元{{ 原因 }}"
从零减少 = "减少{{ 变动额 }}万元{{ 原因 }}"
减少到零 = "减少{{ 变动额 }}万元{{ 原因 }}"
减少到负 = "减少{{ 变动额 }}万元{{ 原因 }}"
负数增加 = "增加{{ 变动额 }}万元{{ 原因 }}"
负数减少 = "减少{{ 变动额 }}万元{{ 原因 }}"
无上年数 = "没有上年数"
"""
LIST = """
[甲]
事实 = "列举"
每项 = "{{ 名称 }}"
分隔 = "、"
无 = ""
一项 = "有{{ 各项 }}"
多项 = "有{{ 各项 }}共{{ 项数 }}项"
"""


def but(text: str, **changes: str | None) -> str:
    """TEXT with other values under some keys, or without them (None)."""
    for key, value in changes.items():
        line = re.compile(rf"(?m)^{key} = .*\n")
        assert line.search(text), key
        text = line.sub("" if value is None else f"{key} = {value}\n", text)
    return text


# ---- the proof ----


@pytest.mark.parametrize("text", [SHARE, CHANGE, LIST])
def test_a_whole_book_is_proved(text):
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # Total
        (but(SHARE, 全为零=None), ["1 甲.全为零：缺少这种情形的短语（整体为零，部分也为零：没有比例）"]),
        (but(LIST, 每项=None), ["1 甲.每项：列举的短语缺少这一条"]),
        (but(LIST, 分隔=None), ["1 甲.分隔：列举的短语缺少这一条"]),
        (but(SHARE, 事实=None), ["1 甲：没有写明说的是哪种事实"]),
        (but(CHANGE, 原因句=None), ["1 甲.原因句：有 {{ 原因 }} 而没有原因句"]),
        # Unambiguous and reachable
        (SHARE + '有比率 = "占"', ["7 甲.有比率：“占比”没有这种情形，这一条永远用不到"]),
        (SHARE + '每项 = "占"', ["7 甲.每项：“占比”没有这种情形，这一条永远用不到"]),
        (SHARE + '分隔 = "占"', ["7 甲.分隔：“占比”没有这种情形，这一条永远用不到"]),
        (SHARE + '有比例 = "占"', ["7 甲.有比例：同一条写了两次，第3行已经有了"]),
        (SHARE + "[甲]", ["7 甲：同一条写了两次，第1行已经有了"]),
        # Blanks
        (but(SHARE, 有比例='"占{{ 比率 }}%"'), ["3 甲.有比例：这种情形（整体大于零，部分不小于零）没有“比率”这个数"]),
        (but(SHARE, 全为零='"占{{ 比例 }}%"'), ["4 甲.全为零：这种情形（整体为零，部分也为零：没有比例）没有“比例”这个数"]),
        (
            but(CHANGE, 从零增加='"增加{{ 变动额 }}万元，增长{{ 变动率 }}%{{ 原因 }}"'),
            ["11 甲.从零增加：这种情形（上年为零，本年大于零：没有变动率）没有“变动率”这个数"],
        ),
        (but(CHANGE, 参数=None), ["9 甲.持平：这种情形（变动额印出来是0.00）没有“主语”这个数"]),
        (but(CHANGE, 参数='"主语"'), ["3 甲.参数：参数要写成名称的列表", "10 甲.持平：这种情形（变动额印出来是0.00）没有“主语”这个数"]),
        (but(CHANGE, 参数="[1]"), ["3 甲.参数：参数要写成名称的列表", "10 甲.持平：这种情形（变动额印出来是0.00）没有“主语”这个数"]),
        # Reasons
        (but(CHANGE, 原因句='"，原因是"'), ["4 甲.原因句：原因句里要有一处、也只能有一处 {{ 理由 }}"]),
        (but(CHANGE, 原因句='"{{ 理由 }}，原因是{{ 理由 }}"'), ["4 甲.原因句：原因句里要有一处、也只能有一处 {{ 理由 }}"]),
        (but(CHANGE, 原因句='"，原因是{{ 原因 }}"'), ["4 甲.原因句：原因句里要有一处、也只能有一处 {{ 理由 }}"]),
        (but(CHANGE, 略增='"增加{{ 变动额 }}万元"'), ["7 甲.略增：两数不同而没有说原因的地方"]),
        (but(CHANGE, 略增='"增加{{ 变动额 }}万元{{ 原因 }}{{ 原因 }}"'), ["7 甲.略增：两数不同而没有说原因的地方"]),
        (
            but(CHANGE, 持平='"持平，主要原因是"'),
            ["10 甲.持平：原因要写在“原因句”里，写在这里会留下没有下文的“主要原因”"],
        ),
        (but(CHANGE, 持平='"由于持平"'), ["10 甲.持平：原因要写在“原因句”里，写在这里会留下没有下文的“主要原因”"]),
        (but(CHANGE, 持平='"因为持平"'), ["10 甲.持平：原因要写在“原因句”里，写在这里会留下没有下文的“主要原因”"]),
        # Directions
        (but(CHANGE, 增加='"减少{{ 变动额 }}万元{{ 原因 }}"'), [
            "5 甲.增加：说的方向与情形不符（上年大于零，本年比上年多）", "5 甲.增加：没有说方向（上年大于零，本年比上年多）",
        ]),
        (but(CHANGE, 减少='"减少{{ 变动额 }}万元，增长{{ 变动率 }}%{{ 原因 }}"'), ["6 甲.减少：说的方向与情形不符（上年大于零，本年比上年少，仍大于零）"]),
        (but(CHANGE, 持平='"增加"'), ["10 甲.持平：说的方向与情形不符（变动额印出来是0.00）"]),
        (but(CHANGE, 持平='"下降"'), ["10 甲.持平：说的方向与情形不符（变动额印出来是0.00）"]),
        (but(CHANGE, 略减='"变动{{ 变动额 }}万元{{ 原因 }}"'), ["8 甲.略减：没有说方向（比上年少，但变动率印出来是0.00%）"]),
        (but(CHANGE, 略增='"变动{{ 变动额 }}万元{{ 原因 }}"'), ["7 甲.略增：没有说方向（比上年多，但变动率印出来是0.00%）"]),
        (but(CHANGE, 无上年数='"没有下降"'), ["17 甲.无上年数：说的方向与情形不符（没有可以相比的上年数（上年决算数填null））"]),
        # Signs and marks
        (but(CHANGE, 略减='"减少-{{ 变动额 }}万元{{ 原因 }}"'), ["8 甲.略减：“变动额”前面有正负号"]),
        (but(CHANGE, 略增='"增加+{{ 变动额 }}万元{{ 原因 }}"'), ["7 甲.略增：“变动额”前面有正负号"]),
        (but(CHANGE, 减少到负='"减少{{ 本年 }}万元{{ 原因 }}"'), ["14 甲.减少到负：“减少”后面的“本年”可能是负数"]),
        (but(CHANGE, 减少到负='"减少了{{ 上年 }}万元{{ 原因 }}"'), ["14 甲.减少到负：“少了”后面的“上年”可能是负数"]),
        (but(CHANGE, 减少到负='"减少到{{ 本年 }}万元{{ 原因 }}"'), []),
        (but(CHANGE, 略增='"增加{{ 变动额 }}万元，{{ 原因 }}"'), ["7 甲.略增：原因句前面连着两个标点"]),
        (but(CHANGE, 略增='"增加{{ 变动额 }}万元，，幅度小{{ 原因 }}"'), ["7 甲.略增：连着两个标点"]),
        (but(LIST, 分隔='"、，"'), ["4 甲.分隔：连着两个标点"]),
        (but(LIST, 每项='"-{{ 名称 }}"'), ["3 甲.每项：“名称”前面有正负号"]),
        # Braces
        (but(SHARE, 全为零='"占{0}"'), ["4 甲.全为零：“占{0}”里有多余的花括号或换行；空格只能写成 {{ 名称 }}", "1 甲.全为零：缺少这种情形的短语（整体为零，部分也为零：没有比例）"]),
        (but(SHARE, 全为零='"{% if 部分 %}占{% endif %}"'), [
            "4 甲.全为零：“{% if 部分 %}占{% endif %}”里有多余的花括号或换行；空格只能写成 {{ 名称 }}", "1 甲.全为零：缺少这种情形的短语（整体为零，部分也为零：没有比例）",
        ]),
        # Form
        (but(SHARE, 全为零="0"), ["4 甲.全为零：短语要写成文字", "1 甲.全为零：缺少这种情形的短语（整体为零，部分也为零：没有比例）"]),
        (but(SHARE, 事实='"比例"'), ["2 甲.事实：没有“比例”这种事实", "1 甲：没有写明说的是哪种事实"]),
        (but(SHARE, 事实="1"), ["2 甲.事实：没有“1”这种事实", "1 甲：没有写明说的是哪种事实"]),
        ('全为零 = "占"', ["1 全为零：短语要写在一张表里"]),
        ('# 注\n全为零 = "占"', ["2 全为零：短语要写在一张表里"]),
        (but(CHANGE, 原因句=None, 参数='["主语", "原因"]'), ["1 甲.原因句：有 {{ 原因 }} 而没有原因句"]),
        (SHARE + "三 = ", ["7 ：不是正确的TOML写法（等号后面的值写得不对）"]),
        (SHARE + '三 = "占', ["7 ：不是正确的TOML写法（引号没有成对）"]),
        ("[甲\n", ["1 ：不是正确的TOML写法（这里应当是名称）"]),
        ("[甲]\n事实 = 占比\n无 = \"\"\n\n", ["2 ：不是正确的TOML写法（等号后面的值写得不对）"]),
        # Slips in the names that say what a table is
        (but(SHARE, 事实=None) + '事买 = "占比"', ["6 甲：没有写明说的是哪种事实"]),
        (but(SHARE, 事实=None) + '事情啊 = "占比"', ["1 甲：没有写明说的是哪种事实"]),
        (
            SHARE.replace("[甲]", "[收入占比]") + '[支出占比]\n有比例 = "占"',
            ["7 支出占比：没有写明说的是哪种事实；有一张相近的“收入占比”（1.toml，第1行）"],
        ),
    ],
)  # fmt: skip
def test_what_falls_short_is_told_with_its_line(text, told):
    assert wrong(text) == told


def test_hints_say_what_to_do():
    def hint(text: str) -> str:
        return layered(text)[1][0].hint

    assert hint(SHARE + '有比率 = "占"') == "改成“有比例”，或者删掉"
    assert hint(SHARE + 'abc = "占"') == "删掉"
    assert hint(SHARE + '有比例 = "占"') == "留下一条"
    assert hint("[甲") == "给名称两边加上英文的引号，后面写等号"
    assert hint(SHARE + '无比的数 = "占"') == "改成“无比例”，或者删掉"
    assert hint(but(SHARE, 有比例='"占{{ 比率 }}%"')) == "改成“比例”"
    assert hint(but(SHARE, 有比例='"占{{ abc }}%"')) == "从整体、比例、部分中选"
    assert hint(but(CHANGE, 持平='"持平{{ abc }}"')) == "从上年、主语、原因、本年中选"
    assert (
        hint(but(SHARE, 事实='"abc"'))
        == "从变动、倍数变动、个数变动、完成、占比、百分点变动、比重变动、均摊、有无、有无各项、用途、选填、选择、列举、构成中选一种"
    )
    assert (
        hint(but(SHARE, 事实=None))
        == "加上“事实”，从变动、倍数变动、个数变动、完成、占比、百分点变动、比重变动、均摊、有无、有无各项、用途、选填、选择、列举、构成中选一种"
    )
    assert hint(but(CHANGE, 参数="1")) == '写成["主语"]的样子'
    assert hint('全为零 = "占"') == '在前面加上["表名"]'
    assert hint(SHARE + '有比例 = "占"') == "留下一条"
    assert hint("[甲") == "给名称两边加上英文的引号，后面写等号"
    assert hint(but(SHARE, 全为零="0")) == "两边加引号"
    assert hint(but(SHARE, 全为零='"{0}"')) == "改正花括号"
    assert hint(but(SHARE, 全为零=None)) == "补上这一条"
    assert hint(but(LIST, 每项=None)) == "补上这一条"
    assert hint(but(CHANGE, 原因句=None)) == "补上这一条"
    assert hint(but(CHANGE, 原因句='"原因"')) == "补上或删去"
    assert hint(but(CHANGE, 略增='"增加"')) == "在句中写一处 {{ 原因 }}"
    assert hint(but(CHANGE, 持平='"原因"')) == "移到原因句，这里写 {{ 原因 }}"
    assert hint(but(CHANGE, 持平='"减少"')) == "改正增加、减少等词"
    assert hint(but(CHANGE, 略增='"变{{ 原因 }}"')) == "写上增加、减少等词"
    assert hint(but(CHANGE, 略减='"减少-{{ 变动额 }}{{ 原因 }}"')) == "删掉，方向由增加、减少来说"
    assert hint(but(CHANGE, 略减='"减少{{ 本年 }}{{ 原因 }}"')) == "改成“变动额”"
    assert hint(but(CHANGE, 略减='"减少：：{{ 原因 }}"')) == "删掉一个"
    assert hint(but(CHANGE, 略减='"减少，{{ 原因 }}"')) == "删掉 {{ 原因 }} 前面的标点"


def test_every_fault_is_told_at_once():
    both = but(SHARE, 全为零=None, 无比例='"{{ 比例 }}"') + CHANGE.replace("甲", "乙").replace(
        "持平 =", "持乎 ="
    )
    assert [line.split("：")[0] for line in wrong(both)] == [
        "1 甲.全为零",
        "4 甲.无比例",
        "7 乙.持平",
        "16 乙.持乎",
    ]


def test_words_of_reason_may_stand_in_a_text_that_a_writer_gives():
    assert wrong('[甲]\n事实 = "选填"\n有 = "主要问题及原因：{{ 文字 }}"\n无 = ""') == []


def test_only_changes_and_completions_have_a_direction():
    assert wrong('[甲]\n事实 = "选填"\n有 = "增加{{ 文字 }}"\n无 = "减少"') == []


def test_the_direction_of_a_completion():
    text = "\n".join(
        ['[甲]\n事实 = "完成"']
        + [
            f'{name} = "{name[-2:] if one.direction else ""}"'
            for name, one in KINDS["完成"].situations.items()
            if name != "未安排预算"
        ]
        + ['未安排预算 = "大于"']
    )
    assert wrong(text) == []
    assert wrong(text.replace('未安排预算 = "大于"', '未安排预算 = "小于"'))[0].startswith(
        "13 甲.未安排预算：说的方向与情形不符"
    )
    assert wrong(text.replace('未安排预算 = "大于"', '未安排预算 = ""')) == []


# ---- the proof as it is printed ----


def test_the_proof_is_a_table_of_situations_and_wordings():
    assert list(proofs.proof(book(LIST))) == [
        "\n〔甲〕说“列举”，由各项决定",
        "  无：一项也没有\n        （1.toml，第5行）",
        "  一项：只有一项\n      有{{ 各项 }}  （1.toml，第6行）",
        "  多项：两项以上\n      有{{ 各项 }}共{{ 项数 }}项  （1.toml，第7行）",
        "  每项：{{ 名称 }}",
        "  分隔：、",
    ]
    lines = list(proofs.proof(book(CHANGE)))
    assert lines[0] == "\n〔甲〕说“变动”，由本年、上年决定"
    assert lines[-1] == "  原因句：，原因是{{ 理由 }}"
    assert len(lines) == 15


def test_the_proof_shows_what_is_missing():
    found = list(proofs.proof(layered(but(SHARE, 全为零=None) + "[乙]")[0]))
    assert found[3] == "  全为零：整体为零，部分也为零：没有比例\n      （缺）"
    assert len(found) == 5  # 乙 says nothing
    # …and what stands after it is told all the same.
    assert next(proofs.proof(layered("[乙]\n" + SHARE)[0])) == "\n〔甲〕说“占比”，由部分、整体决定"


# ---- layers ----


def test_a_later_file_overrides_single_entries():
    found = book(SHARE, '[甲]\n全为零 = "占零"')
    assert str(found["甲"].entries["全为零"]) == "占零"
    assert str(found["甲"].entries["无比例"]) == "不计算"
    assert [(Path(one.file).name, one.line) for one in found["甲"].entries.values()] == [
        ("1.toml", 3),
        ("2.toml", 2),
        ("1.toml", 5),
        ("1.toml", 6),
    ]
    assert (Path(found["甲"].file).name, found["甲"].line) == ("1.toml", 1)


def test_no_files_make_no_book():
    assert books.layer_books([]) == ({}, [])


def test_a_third_file_overrides_again():
    found = book(
        SHARE,
        '[甲]\n全为零 = "占零"',
        '[甲]\n全为零 = "零"\n参数 = ["主语"]',
        '[乙]\n沿用 = "甲"\n无比例 = "无"',
    )
    assert [str(one) for one in found["甲"].entries.values()] == ["占{{ 比例 }}%", "零", "不计算", "不计算"]
    assert [str(one) for one in found["乙"].entries.values()] == ["占{{ 比例 }}%", "零", "无", "不计算"]
    assert found["乙"].kind is KINDS["占比"]
    assert found["乙"].parameters == ("主语",)


def test_other_parameters_make_another_table():
    other = '[甲]\n参数 = ["主语", "上年度"]\n持平 = "{{ 主语 }}同{{ 上年度 }}持平"'
    assert wrong(CHANGE, '[甲]\n参数 = ["主语"]\n持平 = "{{ 主语 }}平"') == []
    assert [line.split("：")[0] for line in wrong(CHANGE, other)] == [
        f"2:1 甲.{name}" for name in KINDS["变动"].situations if name != "持平"
    ]
    entries = [line for line in CHANGE.split("\n")[4:] if not line.startswith(("原因句", "持平"))]
    assert wrong(CHANGE, "\n".join([other, *entries])) == ["2:1 甲.原因句：有 {{ 原因 }} 而没有原因句"]


@pytest.mark.parametrize(
    ("printing", "below", "own"),
    [
        (USUAL, {"0.00"}, {"0.00"}),
        (Printing(decimals=(1,)), {"0.00", "0.0"}, {"0.0"}),
        (Printing(zero="0"), {"0.00", "0"}, {"0"}),
        (Printing(decimals=(1,), zero="0"), {"0.00", "0.0", "0"}, {"0"}),
    ],
)
def test_a_share_of_nothing_is_written_as_its_form_prints_it(
    printing: Printing, below: set[str], own: set[str]
) -> None:
    """What the form itself says, as it prints numbers; what it goes on from, as most do, too."""

    def passing(*texts: str) -> set[str]:
        return {
            zero
            for zero in ("0", "0.0", "0.00", "0.000")
            if not wrong(*(text.replace("0.00", zero) for text in texts), printing=printing)
        }

    assert passing(SHARE) == own
    assert passing(SHARE, CHANGE.replace("甲", "乙")) == below


# ---- a unit's own ----


@pytest.mark.parametrize("own", ['[甲]\n事实 = "变动"', '[甲]\n参数 = ["主语"]', '[乙]\n沿用 = "甲"'])
def test_a_unit_may_say_again_what_the_form_says(own):
    assert wrong(CHANGE + '[乙]\n沿用 = "甲"\n持平 = "平"', own=f'{own}\n持平 = "一样"') == []


def test_a_unit_may_change_nothing_that_its_form_says():
    problems = layered(CHANGE, own='[甲]\n持平 = "一样"\n\n参数 = []\n事实 = "占比"')[1]
    assert sorted((one.line, one.where, one.hint) for one in problems) == [
        (4, "甲.参数", "删掉这一行"),
        (5, "甲.事实", "删掉这一行"),
    ]


def test_a_unit_has_entries_of_its_own():
    assert wrong(SHARE, own='[甲]\n全为零 = "零"\n事实 = "占比"') == []
    assert str(layered(SHARE, own='[甲]\n全为零 = "零"')[0]["甲"].entries["全为零"]) == "零"


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ('[乙]\n全为零 = "零"', ["本单位:1 乙：格式里没有这张短语表，永远用不到"]),
        ('[乙]\n事实 = "有无"\n有 = ""\n无 = ""', ["本单位:1 乙：格式里没有这张短语表，永远用不到"]),
        ('[甲]\n事实 = "有无"', ["本单位:2 甲.事实：这一项由格式定，本单位的短语里不能改"]),
        ('[甲]\n参数 = ["上年"]', ["本单位:2 甲.参数：这一项由格式定，本单位的短语里不能改"]),
        ('[甲]\n沿用 = "乙"', ["本单位:2 甲.沿用：这一项由格式定，本单位的短语里不能改"]),
        ('[甲]\n全为令 = "零"', ["本单位:2 甲.全为令：“占比”没有这种情形，这一条永远用不到"]),
    ],
)
def test_what_a_unit_can_not_have(own, told):
    assert wrong(SHARE, own=own) == told


def test_a_unit_may_have_entries_for_other_forms():
    assert wrong(SHARE, own='[乙]\n全为零 = "零"', elsewhere=("乙",)) == []
    assert "乙" not in layered(SHARE, own='[乙]\n全为零 = "零"', elsewhere=("乙",))[0]


def test_a_slip_in_the_name_of_a_table_is_guessed():
    found = wrong(SHARE.replace("[甲]", "[与上年相比]"), own='[与上年相此]\n全为零 = "零"')
    assert found == [
        "本单位:1 与上年相此：格式里没有这张短语表，永远用不到；有一张相近的“与上年相比”（1.toml，第1行）"
    ]


def test_a_table_that_is_hardly_like_another_is_not_meant():
    assert proofs.closest_name("甲", ["乙"]) == ""
    assert wrong(SHARE.replace("[甲]", "[甲乙丙]"), own='[甲丁戊]\n全为零 = "零"') == [
        "本单位:1 甲丁戊：格式里没有这张短语表，永远用不到"
    ]


def test_among_very_many_tables_no_slip_is_looked_for():
    def guessed(tables: int) -> str:
        book = "".join(SHARE.replace("[甲]", f"[占比{number}号]") for number in range(tables))
        return wrong(book, own='[占比1好]\n全为零 = "零"')[0].partition("永远用不到")[2]

    assert guessed(proofs.MOST_TABLES) == "；有一张相近的“占比1号”（1.toml，第8行）"
    assert guessed(proofs.MOST_TABLES + 1) == ""


def test_what_stands_where_no_line_is_known_is_told_with_its_table():
    assert wrong('\n\n# 注\n甲 = {"事实" = "abc"}')[0] == "2 甲.事实：没有“abc”这种事实"
    assert wrong('# 注\n# 注\n"甲"."事实" = "abc"')[0] == "1 甲.事实：没有“abc”这种事实"
    assert wrong(SHARE, own='# 注\n甲 = {"事实" = "有无"}') == [
        "本单位:2 甲.事实：这一项由格式定，本单位的短语里不能改"
    ]
    assert wrong(SHARE, own='# 注\n甲 = {"全为零" = "占{"}')[0].startswith("本单位:2 甲.全为零：")


def test_what_to_do_about_a_units_own_words():
    assert layered(SHARE, own='[甲]\n事实 = "有无"')[1][0].hint == "删掉这一行"
    assert layered(SHARE, own='[乙]\n有 = "有"')[1][0].hint == "改正表名，或者删掉"


def test_a_fact_that_is_no_word():
    assert wrong(but(SHARE, 事实='["变动"]'))[0].endswith("这种事实")


def test_a_book_of_what_was_read_already():
    read = books.PhraseFile("甲.toml", toml(SHARE))
    assert books.load([read])["甲"].entries["全为零"].file == "甲.toml"


def test_a_unit_has_no_wordings_for_values_that_its_form_has_none_for():
    choice = '[甲]\n事实 = "选择"\n行政 = "机关"\n事业 = "单位"'
    found = layered(choice, own='[甲]\n事业 = "本单位"\n\n企业 = "公司"')[1]
    assert [(told(one), one.hint) for one in found] == [
        ("本单位:4 甲.企业：格式的这张短语表没有这一种，这一条永远用不到", "改成行政、事业中的一种，或者删掉")
    ]
    assert wrong(choice, own='[甲]\n事业 = "本单位"') == []


def test_an_entry_that_the_common_book_lacks_is_told_even_where_the_form_has_one():
    assert wrong(but(SHARE, 全为零=None), '[甲]\n全为零 = "占零"') == [
        "1 甲.全为零：缺少这种情形的短语（整体为零，部分也为零：没有比例）"
    ]


def test_a_wrong_entry_of_a_later_file_is_told_with_that_file():
    assert wrong(SHARE, '\n[甲]\n全为令 = "占零"', SHARE) == [
        "2:2 甲.全为令：“占比”没有这种情形，这一条永远用不到"
    ]
    assert wrong(SHARE, '[乙]\n全为零 = "占零"') == ["2:1 乙：没有写明说的是哪种事实"]
    assert wrong(SHARE, "[甲") == ["2:1 ：不是正确的TOML写法（这里应当是名称）"]


def test_a_table_that_is_like_another():
    found = book(SHARE + '[乙]\n沿用 = "甲"\n无比例 = "无"\n[丙]\n沿用 = "乙"\n参数 = []\n事实 = "占比"')
    assert [str(one) for one in found["丙"].entries.values()] == ["占{{ 比例 }}%", "占0.00%", "无", "不计算"]
    assert found["丙"].parameters == ()
    assert found["丙"].entries["无比例"].rule == "乙.无比例"
    assert [str(one) for one in found["甲"].entries.values()] == [
        "占{{ 比例 }}%",
        "占0.00%",
        "不计算",
        "不计算",
    ]


def test_a_table_like_one_that_takes_parameters():
    assert book(CHANGE + '[乙]\n沿用 = "甲"\n持平 = "平"')["乙"].parameters == ("主语",)
    assert book(CHANGE + '[乙]\n沿用 = "甲"\n参数 = []\n持平 = "平"')["乙"].parameters == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[乙]\n沿用 = "丙"\n无 = ""', ["8 乙.沿用：“丙”：没有这张表", "7 乙：没有写明说的是哪种事实"]),
        (
            '[乙]\n沿用 = "乙"\n无 = ""',
            ["8 乙.沿用：“乙”：沿用转了一圈又回到自己", "7 乙：没有写明说的是哪种事实"],
        ),
        ('[乙]\n沿用 = "甲"', ["8 乙.沿用：这张表和“甲”没有两样", "7 乙：没有写明说的是哪种事实"]),
        ('[乙]\n沿甲 = "甲"\n无比例 = ""', ["8 乙：没有写明说的是哪种事实"]),
        (
            '[乙]\n沿用 = "丙"\n无比例 = ""\n[丙]\n沿用 = "乙"\n全为零 = ""',
            ["11 丙.沿用：“乙”：沿用转了一圈又回到自己", "8 乙.沿用：“丙”：沿用转了一圈又回到自己"],
        ),
        (
            '[丁]\n沿用 = "乙"\n有 = ""\n[乙]\n沿用 = "丙"\n无比例 = ""\n[丙]\n沿用 = "乙"\n全为零 = ""',
            ["14 丙.沿用：“乙”：沿用转了一圈又回到自己", "11 乙.沿用：“丙”：沿用转了一圈又回到自己"],
        ),
    ],
)
def test_a_table_that_is_like_nothing(text, told):
    found = wrong(SHARE + text)
    assert found[: len(told)] == told or set(told) <= set(found)


def test_hints_for_a_table_that_is_like_another():
    assert layered(SHARE + '[乙]\n沿用 = "丙"\n无 = ""')[1][0].hint == "改正表名"
    assert layered(SHARE + '[乙]\n沿用 = "甲"')[1][0].hint == "写上不同的那几条，或者删掉"


def test_a_table_that_may_be_meant_stands_in_the_same_file():
    near = '[甲乙丙]\n沿用 = "甲"\n无比例 = "无"\n[丁]\n沿用 = "甲乙丁"\n无比例 = "无"'
    assert "；有一张相近的“甲乙丙”（1.toml，第7行）" in wrong(SHARE + near)[0]
    [first, *_] = wrong(SHARE + near[: near.index("[丁]")], near[near.index("[丁]") :])
    assert first == "2:2 丁.沿用：“甲乙丁”：没有这张表"


def test_a_table_that_was_proved_knows_where_it_stands():
    found = book(SHARE, '[乙]\n沿用 = "甲"\n无比例 = "无"')
    assert [(Path(one.file).name, one.line) for one in found.values()] == [("1.toml", 1), ("2.toml", 1)]


# ---- situations without a difference of which the reason is asked for ----


def also(text: str, *stated: str) -> list[tuple[str, ...] | None]:
    """What the tables of a book ask reasons of, besides differences."""
    return [one.also for one in layered(CHANGE + text, *stated)[0].values()]


def test_reasons_that_are_asked_for_where_nothing_differs():
    asked = '[乙]\n沿用 = "甲"\n也要原因 = ["持平"]'
    assert wrong(CHANGE, asked) == []
    assert also(asked) == [None, ("持平",)]
    assert also(f'{asked}\n[丙]\n沿用 = "乙"\n持平 = "平{{{{ 原因 }}}}"') == [None, ("持平",), ("持平",)]
    assert also(f'{asked}\n[丙]\n沿用 = "乙"\n也要原因 = []') == [None, ("持平",), ()]
    [both, same] = (one for one in layered(CHANGE + asked)[0].values())
    assert [[one.asks(name) for name in ("增加", "持平", "无上年数")] for one in (both, same)] == [
        [True, False, False],
        [True, True, False],
    ]


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("3", ["20 乙.也要原因：也要原因的情形要写成名称的列表"]),
        ('"持平"', ["20 乙.也要原因：也要原因的情形要写成名称的列表"]),
        ("[3]", ["20 乙.也要原因：也要原因的情形要写成名称的列表"]),
        ('["持平", 3]', ["20 乙.也要原因：也要原因的情形要写成名称的列表"]),
        ('["相等"]', ["18 乙.也要原因：“变动”没有“相等”这种情形"]),
        ('["无上年数"]', ["17 甲.无上年数：也要原因而没有说原因的地方"]),
    ],
)
def test_what_can_not_ask_for_a_reason(stated, told):
    assert wrong(CHANGE + f'[乙]\n沿用 = "甲"\n也要原因 = {stated}\n持平 = "平{{{{ 原因 }}}}"') == told


def test_a_table_without_a_clause_for_reasons_asks_for_none():
    assert wrong(f'{SHARE}也要原因 = ["有比例"]') == ["1 甲.也要原因：没有原因句"]
    [problem] = layered(f'{SHARE}也要原因 = ["有比例"]')[1]
    assert problem.hint == "改正，或者删掉"


def test_a_book_is_read_for_the_numbers_of_its_form(tmp_path):
    path = tmp_path / "元.toml"
    path.write_text(toml(CHANGE.replace("万元", "元")), "utf-8")
    assert books.load([path], printing=Printing(("元",)))["甲"].parameters == ("主语",)
    with pytest.raises(Unusable, match="后面不是“万元”"):
        books.load([path])


def test_a_file_that_was_read_is_written_for_its_form_as_one_at_a_path_is(tmp_path):
    path = tmp_path / "甲.toml"
    path.write_text(toml(SHARE), "utf-8")
    for file in (path, books.sheet(path)):
        [problem] = books.layer_books([file], printing=Printing(decimals=(1,)))[1]
        assert (problem.line, problem.what) == (4, "“0.00”的小数位数与这个格式印的百分数不同")
        for below in ([file, path.with_name("乙.toml")], [file, books.PhraseFile("乙.toml", "")]):
            path.with_name("乙.toml").write_text("", "utf-8")
            assert books.layer_books(below, printing=Printing(decimals=(1,)))[1] == []


def test_a_percentage_prints_with_its_sign():
    words = """
[甲]
事实 = "百分点变动"
增加 = "{{ 本年百分数 }}%，提高{{ 变动点数 }}个百分点"
减少 = "{{ 本年百分数 }}％，降低{{ 变动点数 }}个百分点"
持平 = "{{ 本年百分数 }}，与上年持平"
无上年数 = "{{ 本年百分数 }}"
"""
    assert wrong(words) == [
        "3 甲.增加：“本年百分数”印出来就带着“%”",
        "4 甲.减少：“本年百分数”印出来就带着“%”",
    ]
    assert layered(words)[1][0].hint == "删掉它后面的“%”"


def test_files_that_can_not_be_read(tmp_path):
    def told(path: Path) -> str:
        with pytest.raises(Unusable) as error:
            books.load([path])
        assert [problem.where for problem in error.value.problems] == [""]
        return str(error.value).replace(str(tmp_path), "")

    assert told(tmp_path / "无.toml") == "错误：/无.toml：没有这个文件。请检查文件名和文件夹。"
    (tmp_path / "旧.toml").write_bytes('["甲"]'.encode("gbk"))
    assert told(tmp_path / "旧.toml") == "错误：/旧.toml：短语文件不是UTF-8编码。请用记事本另存为UTF-8。"


def test_what_tables_of_a_file_that_is_no_toml_say_nobody_knows(tmp_path):
    for name, text in (("坏", '["甲"]\n"有比例" = \n\n["乙"]\n'), ("好", '["丙"]\n"有比例" = "丁"\n')):
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    files = [tmp_path / f"{name}.toml" for name in ("无", "坏", "好")]
    assert books.tables_in_unreadable(files) == {"甲", "乙"}


def test_a_file_from_notepad(tmp_path):
    (tmp_path / "甲.toml").write_text(
        QUOTED.sub(r'\1"\2"\3', SHARE.replace("[甲]", '["甲"]')).replace("\n", "\r\n"), "utf-8-sig"
    )
    assert books.load([tmp_path / "甲.toml"])["甲"].entries["有比例"].line == 4


def test_names_in_quotes_keep_their_blanks():
    assert books.entry_lines('[" 甲 "]\n" 乙 " = 1') == {(" 甲 ", ""): 1, (" 甲 ", " 乙 "): 2}


def test_names_without_quotes_are_read_without_blanks():
    assert books.entry_lines("[ def ]\nabc = 1\n [x]\n") == {("def", ""): 1, ("def", "abc"): 2, ("x", ""): 3}


def test_of_entries_that_are_written_twice_the_first_is_told():
    found = wrong(SHARE + '全为零 = "零"\n无比例 = "无"\n全为零 = "零"')
    assert found == ["7 甲.全为零：同一条写了两次，第4行已经有了"]


def test_keys_as_toml_allows_them():
    lines = books.entry_lines(
        '[ "甲 乙" ]\n\'全为零\' = 1\nabc=2\n# 注 = 3\n  "无" = "a = b"\n\n["丙"] # 注\n'
    )
    assert lines == {
        ("甲 乙", ""): 1,
        ("甲 乙", "全为零"): 2,
        ("甲 乙", "abc"): 3,
        ("甲 乙", "无"): 5,
        ("丙", ""): 7,
    }


# ---- the books that ship: not one entry too many, and not one too few ----

FORMS = {name: form.load(name) for name in form_folders.names()}
DATA = {name: tomllib.loads(text) for name, text in BOOKS.items()}
ENTRIES = [
    (name, table, key)
    for name, tables in DATA.items()
    for table, entries in tables.items()
    for key in entries
]
LIKE = {
    table: entries["沿用"]
    for tables in DATA.values()
    for table, entries in tables.items()
    if "沿用" in entries
}


def number_of(text: str, table: str, key: str) -> int:
    """The line (from 0) of an entry, found by looking for it."""
    lines = text.split("\n")
    start = next(at for at, line in enumerate(lines) if line.startswith(f'["{table}"]'))
    return next(at for at in range(start, len(lines)) if lines[at].startswith(f'"{key}" ='))


def only(text: str, table: str) -> str:
    """TEXT with nothing but TABLE and the tables that it is like; every line stays where it is."""
    wanted = {table}
    while table in LIKE:
        table = LIKE[table]
        wanted.add(table)
    kept, lines = False, []
    for line in text.split("\n"):
        if line.startswith("["):
            kept = line.strip('[]"') in wanted
        lines.append(line if kept else "")
    return "\n".join(lines)


def loaded(tmp_path: Path, name: str, text: str, table: str = "") -> list[str]:
    """What is wrong with the book NAME, were TEXT in its file: file, line and place. TABLE: look at no other."""
    names = [*BELOW[name], name]
    for one in names:
        book = text if one == name else BOOKS[one]
        (tmp_path / f"{one}.toml").write_text(only(book, table) if table else book, "utf-8")
    printing = USUAL if name == COMMON.stem else form.load(name).printing
    found = books.layer_books([tmp_path / f"{one}.toml" for one in names], printing=printing)[1]
    return [f"{Path(problem.file).stem}:{problem.line}:{problem.where}" for problem in found]


def overrides(name: str, table: str, key: str) -> bool:
    """Whether the entry stands over one of a book below, or of the table that its own is like, which holds again when it
    is deleted."""
    below = held(BELOW[name], table)
    anew = "参数" in below and DATA[name][table].get("参数", below["参数"]) != below["参数"]
    like = held([*BELOW[name], name], LIKE[table]) if table in LIKE and key != "沿用" else {}
    return (key in below and not anew) or key in like


def held(names: list[str], table: str) -> dict[str, object]:
    """What the books NAMES say under TABLE, those behind over those before."""
    return {key: value for name in names for key, value in DATA[name].get(table, {}).items()}


@pytest.mark.parametrize("name", BOOKS)
def test_the_book_is_proved(name, tmp_path):
    assert loaded(tmp_path, name, BOOKS[name]) == []


@pytest.mark.parametrize(("name", "table", "key"), ENTRIES)
def test_an_entry_deleted_doubled_or_misspelt(name, table, key, tmp_path):
    lines = BOOKS[name].split("\n")
    at = number_of(BOOKS[name], table, key)
    header = lines.index(f'["{table}"]') + 1

    doubled = loaded(tmp_path, name, "\n".join([*lines[: at + 1], lines[at], *lines[at + 1 :]]), table)
    assert doubled[0] == f"{name}:{at + 2}:{table}.{key}"

    for slip in (f"{key[:-1]}乄", f"{key}乄"):
        misspelt = loaded(
            tmp_path, name, "\n".join([*lines[:at], lines[at].replace(key, slip, 1), *lines[at + 1 :]]), table
        )
        assert any(place.startswith(f"{name}:{at + 1}:") for place in misspelt), misspelt

    deleted = loaded(tmp_path, name, "\n".join([*lines[:at], *lines[at + 1 :]]), table)
    if key == "参数":  # where the names are used that nobody declares any more
        assert deleted
    elif key != "也要原因" and not overrides(name, table, key):  # which a table may do without
        assert f"{name}:{header}:{table}" in {place.rsplit(".", 1)[0] for place in deleted} | set(deleted), (
            deleted
        )


@pytest.mark.parametrize(("name", "table"), dict.fromkeys((name, table) for name, table, _ in ENTRIES))
def test_blanks_misspelt(name, table, tmp_path):
    lines = BOOKS[name].split("\n")
    for key, text in DATA[name][table].items():
        at = number_of(BOOKS[name], table, key)
        # The blanks of 每项 are those of the data: the forms' own proof finds a slip in them (test_lint.py).
        for blank in re.findall(r"\{\{ (\S+) \}\}", str(text)) if key != "每项" else ():
            for slip in (f"{{{{ {blank[:-1]}乄 }}}}", f"{{{{ {blank} }}", f"{{% {blank} %}}"):
                line = lines[at].replace(f"{{{{ {blank} }}}}", slip, 1)
                found = loaded(tmp_path, name, "\n".join([*lines[:at], line, *lines[at + 1 :]]), table)
                assert any(place.startswith(f"{name}:{at + 1}:") for place in found), (slip, found)
