"""What a total may differ by from its addends, written from RULES ("Tolerance") alone, in fractions: a total against n
addends that were rounded to two decimals by 0.005 × (n + 1) 万元 (尾差), one whose addends are sums of m rounded leaves
by 0.005 × (m + 1) (提醒), beyond that by nothing (错误).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

HALF = Fraction(1, 200)
TAIL, HINT, ERROR = "尾差", "提醒", "错误"
# How many sums have to be exact beside the only one that is not, so that it is worth a hint.
ENOUGH = 10
Cells = Mapping[tuple[str, str], Fraction]  # by code (合计 is "") and column
Verdicts = dict[tuple[str, str], str]


def verdict(
    total: Fraction, addends: Sequence[Fraction], leaves: Sequence[int] = (), *, alike: bool = True
) -> str:
    """What the difference between TOTAL and its ADDENDS is; "" for none. All are printed in 万元 with two decimals.

    leaves: how many rounded rows stand in each addend. alike: whether an addend that alone has money was rounded the way
    the total was, so that both should print alike. Zeros that were filled in are no rounded amounts, but may hide some.
    """
    gap = abs(total - sum(addends))
    money = [one for one in addends if one]
    rounded = sum(leaves) if leaves else len(addends)
    if not gap:
        return ""
    if alike and len(money) == 1:
        return HINT if gap <= HALF * ((rounded if len(addends) > 1 else 1) + 1) else ERROR
    if gap <= HALF * (len(money) + 1):
        return TAIL
    return HINT if gap <= HALF * (rounded + 1) else ERROR


def below(code: str, codes: Sequence[str]) -> list[str]:
    """The codes of CODES one level below CODE: 类 below 合计, 款 below a 类, 项 below a 款."""
    length = {0: 3, 3: 5, 5: 7}.get(len(code), 0)
    return [one for one in codes if len(one) == length and one.startswith(code)]


def leaves_in(code: str, codes: Sequence[str]) -> int:
    """How many rounded rows the row of CODE is made of: the lowest below it, or itself."""
    return sum(leaves_in(one, codes) for one in below(code, codes)) or 1


def levels(cells: Cells) -> Verdicts:
    """The verdicts on the sums of rows, by code and column: 合计 = the 类, a 类 = its 款, a 款 = its 项."""
    codes = sorted({code for code, _ in cells})
    found: Verdicts = {}
    exact: set[tuple[str, tuple[Fraction, ...]]] = set()
    odd = []
    for code, column, under in sums(cells, codes):
        addends, leaves = [cells[one, column] for one in under], [leaves_in(one, codes) for one in under]
        told = verdict(cells[code, column], addends, leaves, alike=bool(code) or leaves == [1])
        if told:
            found[code, column] = told
        if code and sum(1 for one in addends if one) > 1:
            if told:
                odd.append((code, column))
            else:
                exact.add((code, tuple(filter(None, addends))))
    # Where all rows are the sums of what is printed below them, but for one figure, that one is worth a hint.
    of_one = len({column for _, column in odd}) == 1 and (
        len(odd) == 1 or (len(odd) == 2 and odd[1][0] in below(odd[0][0], codes))
    )
    if of_one and len(exact) >= ENOUGH:
        found |= {one: HINT for one in odd if found[one] == TAIL}
    return found


def sums(cells: Cells, codes: Sequence[str]) -> Iterator[tuple[str, str, list[str]]]:
    """The sums of rows that there are: the code of the whole, the column, and the codes of the parts."""
    for code in codes:
        if under := below(code, codes):
            for column in sorted({column for _, column in cells}):
                yield code, column, under
