"""HY, PR-4: mistakes in the wording that are certain whatever the figures are, each a pattern on a line in plain form.

Source: mistakes found in published accounts. One kind of mistake is one finding, which names all its places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.lines import Line
from narrator.checks.printed.prose import Completion
from narrator.checks.printed.repairs import Repair, mistakes_in
from narrator.checks.report.prose_places import SHORT, at_line
from narrator.regex import YEAR_BEFORE
from narrator.tables.plain import PRINTED_NUMBER, plain

MOST = 12  # letters around a mistake that are shown
ZERO = r"0(?:\.0+)?"


@dataclass(frozen=True)
class WordMistake:
    """A mistake: the rule that tells of it at a level, what is wrong where the pattern matches a line, and what
    to do.
    """

    rule: str
    level: Level
    found: re.Pattern[str]
    what: str
    hint: str


MISTAKES = (
    WordMistake(
        "PR-4",
        Level.ERROR,
        re.compile(rf"(?:增加|减少|增长|下降|降低|上升)(?:了|为)?{ZERO}万?元"),
        "没有增减，却说增加、减少",
        "改成“持平”，不写主要原因",
    ),
    WordMistake(
        "PR-4",
        Level.ERROR,
        re.compile(rf"[,;](?<![元\d].)(?:同比|较上年|比上年)?(?:增长|下降|降低|上升)(?:了|为)?{ZERO}%"),
        "没有增减，却说增长、下降",
        "改成“持平”，不写主要原因",
    ),
    WordMistake(
        "PR-4",
        Level.HINT,
        re.compile(
            rf"原因(?:是|为|:)*(?:与|和|同)(?:{YEAR_BEFORE}|预算|年初预算)(?:决算|预算)?数?(?:基本)?持平"
        ),
        "“持平”不是原因",
        "持平就不写主要原因",
    ),
    WordMistake(
        "PR-4",
        Level.HINT,
        re.compile(
            r"决算数?(大于|小于|高于|低于)[^,。;:]{0,8}原因(?:是|为|:)*[^,。;]{0,16}(?:数|支出|决算)\1[^,。;]{0,6}(?:预算|上年)"
        ),
        "原因只是把前面的话又说了一遍",
        "写明为什么",
    ),
    WordMistake(
        "HY-4",
        Level.ERROR,
        re.compile(r"大小于|小大于|减增加|增减少|加减少(?!的)|少增加(?!的)|降增长|升下降"),
        "两个相反的词连在一起",
        "留下一个",
    ),
    WordMistake(
        "HY-4",
        Level.HINT,
        re.compile(
            rf"(?:与|同){YEAR_BEFORE}(?:决算数?)?(?:增加|减少|增长|下降|降低|上升)(?={PRINTED_NUMBER})"
        ),
        "“与上年”后面直接说增减",
        "改成“比上年”",
    ),
    WordMistake(
        "HY-4",
        Level.HINT,
        re.compile(rf"(?:增加{PRINTED_NUMBER}万元,增加|减少{PRINTED_NUMBER}万元,减少)了?{PRINTED_NUMBER}%"),
        "百分数前面又用了“增加”“减少”",
        "改成“增长”“下降”",
    ),
    WordMistake(
        "HY-4",
        Level.HINT,
        re.compile(r"关(?<![有相机无攸海]关)(?=\d{4}年度)"),
        "“关”后面漏了“于”",
        "补上“于”",
    ),
    WordMistake(
        "HY-6",
        Level.HINT,
        re.compile(r"\d(?<=元,.)\d*(?:,\d{3})*(?:\.\d+)?(?=[;。,])"),
        "这个数没有单位，也没有说是什么",
        "补上漏掉的字",
    ),
)
TOTALS = re.compile(
    rf"收(?:入)?[、和]?支(?:出)?总计[^,。;\d]{{0,6}}((?>{PRINTED_NUMBER}))(?:万元)?[,、和]({PRINTED_NUMBER})万元"
)
UNLIKE = re.compile(r"万?元(?!/)")


def check_word_mistakes(
    lines: Sequence[Line], completions: Sequence[Completion] = (), every: Sequence[Line] = ()
) -> Iterator[Finding]:
    """Return the mistakes in the wording of lines, and in how their figures are written. completions: what was read of them,
    with comparisons whose words are told to be twisted with what the figures would have. every: all lines of the report; none
    when they are not known."""
    if not lines:
        return
    twisted = [
        (one.line.number, compared.text)
        for one in completions
        for compared in one.statement.comparisons
        if compared.twisted
    ]
    found: dict[WordMistake, list[tuple[Line, str]]] = {}
    texts = [plain(line.text) for line in lines]
    whole = "\n".join(texts)  # of most mistakes a report has none: it is gone through as one text
    mistakes = [mistake for mistake in MISTAKES if mistake.found.search(whole)]
    for line, text in zip(lines, texts, strict=True) if mistakes else ():
        told = [words for number, words in twisted if number == line.number]
        for mistake in mistakes:
            for one in mistake.found.finditer(text):
                if any(
                    text.find(words, max(0, one.end() - len(words)), one.start() + len(words)) >= 0
                    for words in told
                ):
                    continue
                found.setdefault(mistake, []).append(
                    (line, text[max(0, one.start() - MOST) : one.end() + MOST // 2])
                )
    for mistake, places in found.items():
        yield as_one_finding(mistake.level, mistake.rule, mistake.what, mistake.hint, places)
    yield from check_written_figures(lines, texts, every)
    if TOTALS.search(whole):
        yield from check_equal_totals(lines)


def check_written_figures(
    lines: Sequence[Line], texts: Sequence[str], every: Sequence[Line]
) -> Iterator[Finding]:
    """Return what breaks HY-6, HY-4, HY-1: the figures and units in the lines, of which these are the texts in plain form,
    can be read as they are written, without a repair. That amounts are in 元 is no mistake where most are that are known, in every line."""
    found: dict[Repair, list[tuple[Line, str]]] = {}
    for at, repair, shown in mistakes_in(texts):
        found.setdefault(repair, []).append((lines[at], shown))
    units = UNLIKE.findall("\n".join([line.text for line in every])) if found else []
    in_yuan = units.count("元") * 2 > len(units)
    for repair, places in found.items():
        if in_yuan and "以元计" in repair.what:
            continue
        yield as_one_finding(
            Level.ERROR if repair.certain else Level.HINT, repair.rule, repair.what, repair.hint, places
        )


def check_equal_totals(lines: Sequence[Line]) -> Iterator[Finding]:
    """Return what breaks T1-5: a sentence that states the totals of income and of expense states the same amount for both."""
    for line in lines:
        for found in TOTALS.finditer(plain(line.text)):
            if found.group(1) != found.group(2):
                sides = (at_line(line, found.group()),)
                what = f"收、支总计应当相等，这里是{found.group(1)}和{found.group(2)}"
                yield Finding(
                    Level.ERROR, f"“{found.group()[:SHORT]}”", what, "核对两个总计", sides, rule="T1-5"
                )


def as_one_finding(
    level: Level, rule: str, what: str, hint: str, places: Iterable[tuple[Line, str]]
) -> Finding:
    """Return one finding of what is wrong at several places, each a line with the words that are shown."""
    sides = tuple(dict.fromkeys(at_line(line, text) for line, text in places))
    more = f"，共{len(sides)}处" if len(sides) > 1 else ""
    return Finding(level, f"“{sides[0].value}”", what + more, hint, sides, rule=rule)
