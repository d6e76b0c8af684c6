"""What holds for every disclosure, judged by the oracle: the fuzzing of the report, end to end.

Every property is a check of one drawn input. CI runs a few hundred examples of each, the same every time;
`pytest -m deep` runs a hundred thousand and more in batches of a thousand, each with a seed of its own
(`pytest -m deep -n 2` shares them out; see README.md). A fault that it finds becomes a test in test_report.py.
"""

from __future__ import annotations

import random
import re
from functools import cache

import oracle
import oracle.docx
import pytest
from hypothesis import strategies as st
from oracle.report import Grid, Paragraph, Report
from properties import Form, Property, Raw, batches
from strategies import any_disclosure, changes, consistent, hostile, texts
from strategies.changes import NEW, PAIRS, Change, swapped
from strategies.render import dumps, finished, loads, sample, tree

LIAONING = Form(tree, oracle.judge)
judged = LIAONING.judged


def swaps(raw: Raw) -> None:
    """This year and last year exchanged: 增加 becomes 减少 and the other way round, the amount stays."""
    claims = judged(raw, tree(raw)).claims
    other = swapped(raw)
    for claim, back in zip(claims, judged(other, tree(other)).claims, strict=True):
        assert (claim.subject, claim.amount) == (back.subject, back.amount)
        assert claim.direction is not None
        assert back.direction == -claim.direction
    assert {claim.subject for claim in claims} == PAIRS.keys()


def kept(drawn: tuple[str, str, str]) -> None:
    """A reason stands in the sample's report once, and unharmed, whatever was typed around it."""
    LIAONING.keeps(sample(lean=True), *drawn)


@cache
def unchanged() -> Report:
    return oracle.docx.read(finished(dumps(sample())))


def follows(change: Change) -> None:
    """One figure of the sample changed: the .docx is right, and says something else where it must."""
    kind, about, raw = change
    report = oracle.docx.read(finished(dumps(raw)))
    verdict = judged(raw, report)
    prose = "\n".join(block.text for block in report if isinstance(block, Paragraph))
    match kind:
        case "double":
            assert report != unchanged()
        case "same":
            assert [claim.direction for claim in verdict.claims if claim.subject == about] == [0]
        case "new unit":
            assert {claim.direction for claim in verdict.claims} == {None}
            assert prose.count("无可比数据") + prose.count("无可比的上年数据") >= len(PAIRS)
        case "no budget":
            name = raw["一般公共预算支出表"]["各科目"][about]["科目名称"]
            assert re.search(f"{re.escape(name)}（项）[^\n]*年初未安排预算", prose)
        case "remove":
            assert about not in prose
            assert not any(about in row for block in report if isinstance(block, Grid) for row in block.rows)
        case "add":
            assert "（类）{}（款）{}（项）".format(*NEW[about][1:]) in prose
            assert f"\n{about}　{NEW[about][2]}　" in prose
        case "year":
            assert f"{about}年度{raw['部门'].get('称谓', '部门')}决算" in prose
            assert "2023年度" not in "".join(piece.text for piece in verdict.pieces if piece.kind in "词数")


def noticed(drawn: tuple[Raw, int]) -> None:
    """The oracle sees a digit, a direction word, a paragraph or a row that is not as it should be."""
    raw, number = drawn
    data, report = loads(dumps(raw)), list(tree(raw))
    for chance in range(number, number + 5):
        wrong = spoiled(report, random.Random(chance))
        assert oracle.judge(data, wrong).faults, [
            pair for pair in zip(report, wrong, strict=False) if pair[0] != pair[1]
        ][:1]


WORDS = [
    ("增加", "减少"),
    ("增长", "降低"),
    ("大于", "小于"),
    ("持平", "增加"),
    ("完成", "未完成"),
    ("万元", ""),
    ("、", ""),
    ("。", "。。"),
]


def spoiled(report: list[Paragraph | Grid], chance: random.Random) -> Report:
    """REPORT with one thing wrong. What the form prescribes word for word (its notes, its terms) stays."""
    places = [at for at, block in enumerate(report) if isinstance(block, Grid) or not is_fixed(block)]
    while True:
        at = chance.choice(places)
        block = report[at]
        if isinstance(block, Paragraph):
            if chance.random() < 0.1:
                return report[:at] + report[at + 1 :]
            text = wrong(block.text, chance)
            if text != block.text:
                return [*report[:at], Paragraph(text, block.level), *report[at + 1 :]]
        else:
            rows = list(block.rows)
            line = chance.randrange(len(rows))
            if chance.random() < 0.1 and line > 2:
                return [*report[:at], Grid((*rows[:line], *rows[line + 1 :])), *report[at + 1 :]]
            filled = [place for place, text in enumerate(rows[line]) if re.search(r"\d", text)]
            if filled:
                place = chance.choice(filled)
                rows[line] = (*rows[line][:place], wrong(rows[line][place], chance), *rows[line][place + 1 :])
                return [*report[:at], Grid(tuple(rows)), *report[at + 1 :]]


def is_fixed(block: Paragraph) -> bool:
    return block.text.startswith(("注：", "其中：预算数为", "本表", "如本表")) or bool(
        re.match(r"\d+\.[^：]+：指", block.text)
    )


def wrong(text: str, chance: random.Random) -> str:
    """TEXT with another digit, or another word."""
    digits = [match.start() for match in re.finditer(r"\d", text)]
    words = [pair for pair in WORDS if pair[0] in text]
    if words and (not digits or chance.random() < 0.4):
        return text.replace(*chance.choice(words), 1)
    if not digits:
        return text
    at = chance.choice(digits)
    return text[:at] + str((int(text[at]) + chance.randint(1, 9)) % 10) + text[at + 1 :]


SLOTS = sorted(sample()["原因"])
PLAIN_ACCOUNTS = consistent(unit="万元", rounded=False, new=False)
PROPERTIES = {
    "consistent": Property(LIAONING.right, consistent(), 55, 40),
    "hostile": Property(LIAONING.right, hostile(), 45, 40),
    "docx": Property(LIAONING.right_in_word, any_disclosure(), 10, 3),
    "swap": Property(swaps, consistent(new=False), 16, 5),
    "scale": Property(LIAONING.scales, PLAIN_ACCOUNTS, 16, 5),
    "unit": Property(LIAONING.unit_free, PLAIN_ACCOUNTS, 20, 3),
    "order": Property(LIAONING.order_free, any_disclosure(), 15, 2),
    "reason": Property(kept, st.tuples(st.sampled_from(SLOTS), texts.EDGE, texts.EDGE), 36, 8),
    "change": Property(follows, changes(), 16, 2),
    "oracle": Property(noticed, st.tuples(any_disclosure(), st.integers(0, 10**6)), 14, 3),
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_property(name: str) -> None:
    # What the oracle overlooks says itself where it is; making it smaller takes minutes and helps nobody.
    PROPERTIES[name].hold()


@pytest.mark.deep
@pytest.mark.parametrize(("name", "batch"), batches(PROPERTIES))
def test_property_deep(name: str, batch: int) -> None:
    PROPERTIES[name].hold_deep(batch)


@pytest.mark.parametrize("text", texts.MARKUP + texts.LONG)
def test_texts_that_look_like_markup_come_out_as_typed(text: str) -> None:
    raw = sample()
    raw["部门"]["名称"] = name = text if text.isprintable() else "某局"
    raw["部门"]["主要职责"][0] = raw["名词解释"]["科目"]["2060101"] = text
    raw["原因"]["收入总计与上年相比"] = raw["项目支出主要包括"] = text
    raw["预算绩效"]["项目"][0] |= {"名称": name, "预期目标": text, "发现的主要问题及原因": text}
    LIAONING.right_in_word(raw)
