"""A place of the data that a sentence may print: what it is called, where it stands, which number it has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.number_shapes import AmountShape, CountShape, ScoreShape
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.value import Count, Figure, split_path
from narrator.number import Amount, Score

AMOUNT, COUNT, SCORE = "金额", "个数", "分数"
YEARLY = "本年文字"  # the kind of a text that tells of this year alone
NAME = re.compile(r"[^\W\d]\w*")
WEAK = frozenset(["决算数", "各科目", "合计", "小计"])  # steps of a path that no sentence says
KINDS = {"万元": AMOUNT, "万": AMOUNT, "元": AMOUNT, "分": SCORE}


@dataclass(frozen=True)
class DataPlace:
    """A place of the data that a sentence may print.

    expression: as a template says it.
    path: where it stands.
    value: its number as printed, None when no table says it.
    kind: 金额, 个数 or 分数.
    label: all words on the way to it.
    row: the path of the row or item that it belongs to, "" for none.
    title: of its table, "" when it stands in none.
    called: the label with the title that the report gives its table, "" when that is the base's.
    """

    expression: str
    path: str
    value: Decimal | None
    kind: str
    label: str
    row: str = ""
    title: str = ""
    called: str = ""


def telling_steps(path: str) -> list[str]:
    """Return the steps of a path that a sentence may say, its table's first."""
    return [step for step in split_path(path) if isinstance(step, str) and step not in WEAK]


def member_expression(expression: str, name: str) -> str:
    """Return how a template says a member of what an expression means."""
    return f"{expression}.{name}" if NAME.fullmatch(name) else f'{expression}["{name}"]'


def number_of_figure(figure: Figure) -> Decimal | None:
    """Return the number that a figure prints; None when the data do not say it."""
    if figure.value is None or (not figure.given and not public_table(figure.path)):
        return None
    if not figure.given and figure.path.rpartition(".")[2] in ("上年决算数", "年初预算数", "预算数"):
        return None
    match figure.value:
        case Count(number):
            return Decimal(number)
        case _:
            return Decimal(str(figure).replace(",", "").removesuffix("%"))


def kind_of_figure(figure: Figure, model: RecordShape) -> str:
    """Return which kind of number a figure is."""
    match figure.value:
        case Amount():
            return AMOUNT
        case Count():
            return COUNT
        case Score():
            return SCORE
    match shape_at(model, [str(step) for step in split_path(figure.path)]):
        case CountShape():
            return COUNT
        case ScoreShape():
            return SCORE
        case AmountShape():
            return AMOUNT
    return ""


def other_column(path: str, column: str) -> str:
    """Return the path of another column of the row of a path."""
    return f"{path.rpartition('.')[0]}.{column}"
