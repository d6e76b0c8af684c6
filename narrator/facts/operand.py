"""Operands: the figures that a fact is computed from, as a reader of the document knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fnmatch import translate
from fractions import Fraction

from narrator.disclosure.value import Count, Figure, Percentage
from narrator.number import MONEY, Amount, Exact, Money, Multiple, Rate, Score
from narrator.number_format import TWO_DECIMALS, NumberFormat
from narrator.sources import Derived, Operand


class Publication:
    """Which figures a reader knows only as printed, and which are not printed and so count exactly.

    A derived figure comes from the printed value of an operand that is published and from the exact value
    of one that is not (DESIGN, "Numbers"). unpublished: patterns of paths in data.json, from form.toml; one
    that a whole row or table has stands for all below it. rates, money: how the form prints rates and amounts.
    """

    def __init__(
        self, unpublished: Sequence[str] = (), rates: NumberFormat = TWO_DECIMALS, money: Money = MONEY
    ) -> None:
        self.unpublished = tuple(unpublished)
        self.rates = rates
        self.money = money
        patterns = [one for path in self.unpublished for one in (path, f"{path}.*")]
        self.hidden = re.compile("|".join(map(translate, patterns)) or "(?!)")

    def holds(self, operand: Operand) -> bool:
        """Return whether an operand is published, and so known as printed; what is derived always is."""
        return isinstance(operand, Derived) or self.prints(operand.path)

    def prints(self, path: str) -> bool:
        """Return whether the figure at a path of data.json is published."""
        return not self.hidden.match(path)

    def rate(self, part: Exact, whole: Exact) -> Rate:
        """Return the part divided by the whole. Raises ZeroDivisionError when the whole is zero, which has no rate."""
        return Rate.of(part, whole, self.rates)

    def amount(self, operand: Operand) -> Amount:
        """Return the amount of an operand, in 万元, as the reader knows it. Raises TypeError when it is no
        amount.
        """
        if not isinstance(operand.value, Amount):
            raise TypeError(f"{name(operand)}不是金额")
        return operand.value.published if self.holds(operand) else operand.value

    def number(self, operand: Operand) -> Fraction:
        """Return an operand as a plain number of 万元, things or points. Raises TypeError when it has no such
        number.
        """
        return Fraction(*self.exact_number(operand).as_integer_ratio())

    def exact_number(self, operand: Operand) -> Exact:
        """Return the same in the way that it is at hand, which is quicker, and can be compared with 0. Raises TypeError for a rate, and
        for what is not given."""
        match operand.value:
            case Amount():
                return self.amount(operand).wan
            case Count(number):
                return number
            case Score(points):
                return points
            case Percentage() | Rate() | Multiple() | None:
                raise TypeError(f"{name(operand)}不能参加这样的计算")

    def per_cent(self, operand: Operand) -> Fraction:
        """Return an operand in per cent, as it is printed. Raises TypeError when it is none."""
        match operand.value:
            case Percentage(number) | Rate(per_cent=number):
                return Fraction(number)
            case _:
                raise TypeError(f"{name(operand)}不是百分数")

    def shown(self, operand: Operand) -> str:
        """Return an operand as it stands in a formula: as printed, or with all its decimals when it is not
        published.
        """
        if isinstance(operand.value, Amount) and not self.holds(operand):
            exact = self.money.unrounded(operand.value.wan)
            return str(operand.value) if exact is None else exact
        return str(operand)


def leaf_figures(operand: Operand) -> Iterator[Figure]:
    """Yield the figures that an operand is computed from, or itself."""
    if isinstance(operand, Figure):
        yield operand
    else:
        for one in operand.operands:
            yield from leaf_figures(one)


def leaf_paths(operand: Operand) -> Iterator[str]:
    """Yield the paths of the figures that an operand is computed from, or its own."""
    return (one.path for one in leaf_figures(operand))


def name(operand: Operand) -> str:
    """Return what to call an operand in a message: its place in data.json, or its formula."""
    return operand.path if isinstance(operand, Figure) else f"“{operand.formula}”"


def exact(operand: Operand) -> Amount:
    """Return the amount of an operand in 万元 before anything was rounded. Raises TypeError when it is no
    amount.
    """
    value = operand.exact if isinstance(operand, Derived) and operand.exact is not None else operand.value
    if not isinstance(value, Amount):
        raise TypeError(f"{name(operand)}不是金额")
    return value


def total(operands: Iterable[Operand], publication: Publication) -> Derived:
    """Return the sum of amounts as published, in 万元, or of counts. Raises TypeError when they are mixed."""
    parts = tuple(operands)
    formula = " + ".join(publication.shown(part) for part in parts) or "0"
    if parts and all(isinstance(part.value, Count) for part in parts):
        return Derived(Count(int(sum(publication.number(part) for part in parts))), formula, parts)
    whole = exactly = Amount(Decimal(0), publication.money)
    for part in parts:
        whole += publication.amount(part)
        exactly += exact(part)
    return Derived(whole, formula, parts, exactly)


class PartTooLarge(ValueError):
    """Something is taken from a whole that is smaller than it."""

    def __init__(self, whole: Operand, part: Operand, formula: str) -> None:
        super().__init__(f"{name(part)}比{name(whole)}大，不能相减（{formula}）")
        self.whole, self.part = whole, part


def difference(whole: Operand, part: Operand, publication: Publication) -> Derived:
    """Return a figure less another one, amounts as published in 万元, or counts.

    Raises TypeError when one is an amount and the other a count, PartTooLarge when the second is the larger: what is left of
    a whole is never negative. Of which nothing is taken, that is left, a negative amount too.
    """
    formula = f"{publication.shown(whole)} − {publication.shown(part)}"
    taken = publication.number(part)
    if taken and publication.number(whole) < taken:
        raise PartTooLarge(whole, part, formula)
    if isinstance(whole.value, Count) and isinstance(part.value, Count):
        return Derived(Count(whole.value.number - part.value.number), formula, (whole, part), rest=True)
    left = publication.amount(whole) - publication.amount(part)
    return Derived(left, formula, (whole, part), exact(whole) - exact(part), True)


def mean(operands: Iterable[Operand], publication: Publication) -> Derived:
    """Return the average of scores, in points; of no scores it is 0."""
    parts = tuple(operands)
    if not parts:
        return Derived(Score(Fraction(0)), "0", ())
    points = Fraction(sum(publication.number(part) for part in parts), len(parts))
    formula = f"({' + '.join(publication.shown(part) for part in parts)}) ÷ {len(parts)}"
    return Derived(Score(points), formula, parts)
