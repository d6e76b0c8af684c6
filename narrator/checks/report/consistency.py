"""PR-5, HY-8, ST-2, HY-4: one report says the same thing in one way: rates, budgets, the unit's accounts, look-alike letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.prose import Completion, Prose
from narrator.checks.report.completions import Reworded
from narrator.checks.report.prose_places import at_line
from narrator.checks.report.word_mistakes import as_one_finding
from narrator.disclosure.relation import ROWS
from narrator.disclosure.value import Figure
from narrator.number import half_up
from narrator.regex import HAN, HAN_LETTER
from narrator.tables.plain import PRINTED_NUMBER, is_nought, plain

FEWEST = 3  # places that make a usage
MOST = 6  # places that are shown
# Letters that are taken for one another when a text is read in from paper; each of a word that only one of them makes.
ALIKE = (
    "土士",
    "己已",
    "干千",
    "晴睛",
    "侯候",
    "拔拨",
    "撤撒",
    "迁迂",
    "徽微",
    "陪倍",
    "辩辨",
    "祥详",
    "戌戍",
    "账帐",
)
OTHER = {pair[at]: pair[1 - at] for pair in ALIKE for at in (0, 1)}
WORD = re.compile(f"[{HAN}]+")
LETTERS = "".join(ALIKE)
# Two letters, one of which may be taken for another; such pairs may overlap.
LETTER = re.compile(f"[{LETTERS}]")
PAIR = re.compile(f"[{HAN}]{{2}}")
NUMBER = re.compile(PRINTED_NUMBER)
OF_ITEMS = re.compile("预算为|决算为|决算数|支出为|占|完成")
YEAR = re.compile("年")
NEAR, FAR = 8, 12  # letters on each side of a figure that make the same words, and that are shown


def check_rates_given(prose: Prose, known: Known) -> Iterator[Finding]:
    """Return what breaks PR-5: of the items (科目) that are compared with a budget, either all have a completion rate in
    their sentences or none has. The total is none of them."""
    items = [one for one in prose.completions if is_of_item(one)]
    without = [one for one in items if not one.statement.of("完成率") and rate_of(one, known)]
    stated = sum(bool(one.statement.of("完成率")) for one in items)
    if not stated or not without or stated + len(without) < FEWEST:
        return
    sides = tuple(at_line(one.line, f"没有写，应当是{rate_of(one, known)}%") for one in without[:MOST])
    what = f"有{stated}项写了完成率，有{len(without)}项没有写"
    yield Finding(Level.HINT, "各项的完成率", what, "统一：都写，或者都不写", sides)


def is_of_item(one: Completion) -> bool:
    """Return whether what was spent of a budget is that of one item (科目)."""
    operands = one.said.fact.operands
    return all(isinstance(figure, Figure) and f".{ROWS}." in figure.path for figure in operands)


def rate_of(one: Completion, known: Known) -> str:
    """Return the completion rate of an item; "" when it is equal to its budget, or has no rate."""
    said = Reworded(one, known)
    _, budget = said.base_of("")
    if budget is None or said.final is None or budget <= 0 or budget == said.final:
        return ""
    return f"{half_up(Fraction(said.final) / Fraction(budget) * 100):.2f}"


def check_budget_names(prose: Prose) -> Iterator[Finding]:
    """Return what breaks HY-8: sentences that state the budget as it was later (全年预算) all call it so where they compare with
    it, and not some of them just budget (预算数)."""
    used: dict[str, list[Side]] = {}
    for one in prose.completions:
        bases = {part.base for part in one.statement.of("预算数")}
        for comparison in one.statement.comparisons:
            if len(bases) == 1 and "" not in bases:
                used.setdefault(comparison.base, []).append(at_line(one.line, comparison.text))
    named = [base for base in used if base]
    if "" in used and named and len(used[""]) < sum(len(used[base]) for base in named):
        what = f"别处写的是“{named[0]}预算数”，这里写的是“预算数”"
        yield Finding(Level.HINT, "预算数的叫法", what, "统一叫法", tuple(used[""][:MOST]))


def check_name_of_accounts(lines: Sequence[Line], known: Known) -> Iterator[Finding]:
    """Return what breaks ST-2: the accounts of the whole department are called 某局部门决算, not 某局决算."""
    unit = plain(known.said.get("部门.名称", ("", None))[0])
    if len(unit) < FEWEST:
        return
    short = re.compile(rf"{re.escape(unit)}决算(?=包括|编制|范围)")
    found = [
        (line, one.group()) for line in lines if unit in line.plain for one in short.finditer(line.plain)
    ]
    if found:
        yield as_one_finding(Level.HINT, "ST-2", "“决算”前面漏了“部门”", "写成“部门决算”", found)


def check_look_alikes(lines: Sequence[Line], words: Iterable[str]) -> Iterator[Finding]:
    """Return what breaks HY-4: a word is written with the same characters everywhere, and nowhere with another character
    that looks like one of them; a letter that two such words have is told once."""
    counts = Counter(chain.from_iterable(map(doubtful_pairs, words)))
    mistakes = {
        pair: found
        for pair, count in counts.items()
        if count == 1 and (found := [usual for usual in spelt_otherwise(pair) if counts[usual] >= FEWEST])
    }
    for line in lines:
        for run in WORD.findall(line.text) if any(map(line.text.__contains__, mistakes)) else ():
            # By where the other letter stands, and which it is.
            found_at: dict[tuple[int, str], tuple[int, str]] = {}
            for place in doubtful_places(run):
                for usual in mistakes.get(run[place : place + 2], ()):
                    at = place if run[place] != usual[0] else place + 1
                    key = at, usual[at - place]
                    if key not in found_at or counts[usual] >= counts[found_at[key][1]]:
                        found_at[key] = place, usual
            for place, usual in found_at.values():
                what = f"“{run[place : place + 2]}”别处都写作“{usual}”"
                side = at_line(line, run[max(0, place - 8) : place + 10])
                yield Finding(Level.HINT, f"“{side.value}”", what, f"改成“{usual}”", (side,))


@lru_cache(maxsize=20_000)
def doubtful_pairs(text: str) -> tuple[str, ...]:
    """Return the pairs of letters in a text one of which may be taken for another."""
    return tuple([text[place : place + 2] for place in doubtful_places(text)]) if LETTER.search(text) else ()


def doubtful_places(text: str) -> list[int]:
    """Return where in a text pairs of letters begin one of which may be taken for another."""
    places = {
        place for one in LETTER.finditer(text) for place in (one.start() - 1, one.start()) if place >= 0
    }
    return [place for place in sorted(places) if PAIR.fullmatch(text, place, place + 2)]


def spelt_otherwise(pair: str) -> Iterator[str]:
    """Return a pair of letters with the letter that looks like one of them in its place, for each that has such."""
    for place, letter in enumerate(pair):
        if letter in OTHER:
            yield pair[:place] + OTHER[letter] + pair[place + 1 :]


def check_repeated_claims(lines: Sequence[Line]) -> Iterator[Finding]:
    """Return what breaks PR-1, ST-2: a figure or a year that stands in the same words in several places, beside the same
    other figures, is the same in all of them.

    The sentences on single items are left out: their words are the same and their figures differ.
    """
    found: dict[tuple[str, str], list[tuple[re.Match[str], Line]]] = {}
    for line in lines:
        for one, before, behind in figures_in_words(plain(line.text)):
            found.setdefault((before, behind), []).append((one, line))
    for (before, behind), places in found.items():
        if len(places) < 3 or not tells_what_is_meant(before, behind):
            continue
        counts = Counter(number.group() for number, _ in places)
        (usual, most), *others = counts.most_common()
        if len(others) != 1 or others[0][1] != 1 or most < 2 or is_nought(usual):
            continue
        wrong_one, wrong = next(one for one in places if one[0].group() != usual)
        right_one, right = next(one for one in places if one[0].group() == usual)
        sides = at_line(wrong, shown_around(wrong_one)), at_line(right, shown_around(right_one))
        number = wrong_one.group()
        what = f"同样的话别处都是{usual}，这里是{number}"
        rule = "ST-2" if YEAR.match(behind) else "PR-1"
        yield Finding(
            Level.HINT, f"“{shown_around(wrong_one)}”", what, "核对是不是同一个数", sides, rule=rule
        )


@lru_cache(maxsize=20_000)
def figures_in_words(text: str) -> tuple[tuple[re.Match[str], str, str], ...]:
    """Return the figures of a line in plain form but for its own number, each with the words before it and behind it."""
    return tuple(
        [
            (one, text[max(0, begin - NEAR) : begin], text[end : end + NEAR])
            for one in NUMBER.finditer(text)
            for begin, end in [one.span()]
            if begin > 2
        ]
    )


def tells_what_is_meant(before: str, behind: str) -> bool:
    """Return whether the words around a figure say which figure it is: enough of them, and no item's."""
    words = before + behind
    own = YEAR.match(behind) is not None or OF_ITEMS.search(words) is None
    return own and len(HAN_LETTER.findall(words)) >= NEAR


def shown_around(number: re.Match[str]) -> str:
    """Return a figure with the words around it that are shown."""
    begin, end = number.span()
    return number.string[max(0, begin - FAR) : end + FAR]
