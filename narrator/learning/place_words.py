"""How well words around a number name a place of the data."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from narrator.disclosure.public_tables import public_table
from narrator.disclosure.value import split_path
from narrator.learning.data_place import COUNT, WEAK, DataPlace, telling_steps
from narrator.regex import HAN
from narrator.tables.plain import plain
from narrator.tables.vocabulary import ROW_WORDS

AMONG = "其中"
HEADING = "\n"  # after the heading, in the words around a number
# Pairs of letters of a total that sentences may leave out.
UNSAID = frozenset(["本年", "年支", "年收", "出合", "入合", "合计"])
OF_ALL_MONEY = frozenset(["收入支出总表", "收入决算表", "支出决算表"])
MONEY = re.compile("一般公共预算|政府性基金|国有资本|财政拨款")
BARE = re.compile(
    "(?:本年|年初|年末|结转|结余|全年|实际|支出|收入|决算|预算|总计|合计|其中|基本|项目|总额|完成|[数为和])*+"
)
CLAUSE = re.compile("[,;:(]")
TIMES = re.compile(r"(?:20\d\d|[本全今当上])?年度?")
OPPOSED = (  # of which a figure is one or the other
    (re.compile("年初(?!预算)"), re.compile("年末")),
    (re.compile("收入"), re.compile("支出")),
    (re.compile("基本支出"), re.compile("项目支出")),
    (re.compile("人员经费"), re.compile("公用经费")),
    (re.compile("购置"), re.compile("运行")),
    (re.compile("国内"), re.compile(r"国\(?境\)?外")),
)
WHOLLY = 0.12  # that words say the name of a row, letter by letter
# Of what a place is called, in pairs of letters; fewer are not enough alone.
SAID, MOSTLY, PARTLY, HARDLY, FEW = 0.75, 0.6, 0.5, 0.3, 3
COUNTING = re.compile("累计|共计|合计|全年|共有?")  # what is said before a number of things
COLUMN_WORDS = {
    "上年": re.compile(r"上年|去年|上一年"),
    "预算数": re.compile(r"预算(?:数|安排|金额|总额|合计)?(?:数)?$"),
}
LETTER = re.compile(f"[{HAN}0-9]")
PARENTHESES = re.compile(r"[()]")  # 因公出国(境)费: as words before a number have it
SHORTEST_NAME = 4


def fit_place(place: DataPlace, near: str, wide: str) -> float:
    """Return how well words before a number name a place: 0 to 1. A count is named by what is counted, the last step of its
    path, and that of which it is by the words anywhere in the sentence."""
    named = max(fit_label(label, near, wide) for label in (place.label, place.called or place.label))
    if place.kind != COUNT:
        return named
    *_, above, last = ["", *(str(step) for step in split_path(place.path) if isinstance(step, str))]
    counted, owner, close = letter_pairs(last.removesuffix("数")), letter_pairs(above), letter_pairs(near)
    said = len(counted & close) / len(counted) if counted else 0.0
    about = len(owner & (letter_pairs(wide) | close)) / len(owner) if owner else 0.0
    return max(named, 0.5 * said + 0.2 * about + 0.3 * (len(counted & close) / len(close) if close else 0.0))


def is_named(place: DataPlace, near: str, wide: str, alone: Container[str] = ()) -> bool:
    """Return whether words name a place whose value nobody knows: by most of what it is called itself, right before the number,
    and by much of that of which it is, anywhere in the sentence and its heading. alone: what no two places are called (保有量)."""
    *above, last = telling_steps(place.path)
    whole = above if place.path.endswith(last) else [*above, last]
    own, owner = (
        letter_pairs(last.removesuffix("数")),
        letter_pairs("".join(whole)) | letter_pairs(place.title),
    )
    close, every = letter_pairs(near), letter_pairs(near) | letter_pairs(wide)
    if above and len(own) < FEW:  # 人次, 项目: of which they are must be said as well, and nothing else
        parent, bare = letter_pairs(above[-1]), letter_pairs(COUNTING.sub("", near))
        certain = last in alone and last in near
        if len(parent & every) < (HARDLY if certain else SAID) * len(parent) or len(bare & (own | owner)) < (
            HARDLY if certain else PARTLY
        ) * len(bare):
            return False
    before = len(own & close) >= SAID * len(own) or (own <= every and len(own & close) >= MOSTLY * len(own))
    return before and len(owner & every) >= PARTLY * len(owner)


def favour(place: DataPlace, near: str, wide: str, row: str) -> float:
    """Return how much besides its words speaks for a place: that it is of the row of which the sentence tells, and no
    row above that; that the words end as its name does; that the heading names its table; and, against it, that the
    words name its table and not its row."""
    row_said = letter_pairs(
        "".join(str(step) for step in split_path(place.path)[-2:-1] if str(step) not in WEAK)
    )
    unsaid = (
        bool(row_said)
        and bool(letter_pairs(near) & letter_pairs(place.title))
        and not row_said & letter_pairs(near)
    )
    of_row = 0.3 * bool(row and place.path.startswith(f"{row}.")) + 0.05 * bool(row and place.row)
    ends = 0.1 * (near[-2:] == place.label[-2:])
    wholly = WHOLLY * any(one in near for one in names_of_row(place.path))
    title, said = letter_pairs(place.title), letter_pairs(wide.split(HEADING)[0])
    return (
        of_row
        + ends
        + wholly
        - 0.1 * unsaid
        + (0.12 * len(title & said) / len(title) if title and HEADING in wide else 0.0)
    )


@lru_cache(maxsize=20_000)
def names_of_row(path: str) -> tuple[str, ...]:
    """Return what the row of a place is called in its table, in plain letters: by its own name and those that other forms use; nothing
    for one of a few letters, which is no name of a row alone."""
    table, *steps = (str(step) for step in split_path(path))
    row = steps[-2] if len(steps) > 1 else ""
    others = (name for name, own in ROW_WORDS.get(table, {}).items() if own == row)
    return tuple(PARENTHESES.sub("", plain(one)) for one in (row, *others) if len(one) >= SHORTEST_NAME)


def is_of_time(path: str, near: str) -> bool:
    """Return whether words before a number may mean a figure of the column of a path: last year's and a budget are said to be
    what they are."""
    column = str(split_path(path)[-1])
    return all(
        (word in column or said.search(column) is not None) == bool(said.search(near))
        for word, said in COLUMN_WORDS.items()
    )


def is_opposed(path: str, near: str) -> bool:
    """Return whether words before a number say the opposite of what the row and the column at a path are called: 年末, of 年初. A
    table may be of both."""
    called = plain(path.partition(".")[2])
    return any(
        said.search(near) and other.search(called) and not (other.search(near) or said.search(called))
        for pair in OPPOSED
        for said, other in (pair, pair[::-1])
    )


def is_of_other_money(place: DataPlace, near: str, wide: str) -> bool:
    """Return whether a figure stands in a table of all money, and words before a number say which money it is of: the nearest
    ones or, where they say nothing else, those with which the sentence begins, or the one before that it goes on with (其中)."""
    if public_table(place.path) not in OF_ALL_MONEY:
        return False
    sentences = [one.strip() for one in wide.partition(HEADING)[2].split("。")]
    begun = next((one for one in reversed(sentences) if not one.startswith(AMONG)), "")
    said = MONEY.search(CLAUSE.split(begun)[0] if BARE.fullmatch(near) else near)
    return said is not None and said[0] not in place.label


def fit_label(label: str, near: str, wide: str) -> float:
    """Return how well words before a number name a place by its label: 0 to 1. Most counts how much of the nearest words
    the label has, then how much of the label they say, then how much of it the sentence does."""
    own, close, far = letter_pairs(label), letter_pairs(near), letter_pairs(wide)
    if not own:
        return 0.0
    explained = weigh_pairs(own & close) / weigh_pairs(close) if close else 0.0
    return (
        0.5 * explained
        + 0.3 * weigh_pairs(own & close) / weigh_pairs(own)
        + 0.2 * weigh_pairs(own & (close | far)) / weigh_pairs(own)
    )


def weigh_pairs(words: frozenset[str]) -> float:
    """Return how much pairs of letters say together."""
    return len(words) - 0.7 * len(words & UNSAID)  # a sum of its parts would hang on their order


@lru_cache(maxsize=20_000)
def letter_pairs(words: str) -> frozenset[str]:
    """Return words in pairs of letters, marks left out."""
    letters = "".join(LETTER.findall(TIMES.sub("", plain(words))))
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1)) or frozenset(letters)
