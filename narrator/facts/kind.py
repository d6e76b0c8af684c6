"""What a kind of fact is: a small closed set of situations, of which exactly one holds for any figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from narrator.disclosure.value import Figure, Listing, Words
from narrator.facts.operand import Publication
from narrator.sources import Derived, Fact

# What an argument may need to be, by the name in `Kind.needs`.
NEEDS: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("数", "可比数", "金额", "个数", "可比个数", "百分数", "可比百分数"), (Figure, Derived)),
    "文字": (Words,),
    "选项": (Words,),
    "列表": (Listing,),
}
OF_WORDS = ("文字", "选项", "列表")  # those that are no numbers
CHANGED = "变动额"


@dataclass(frozen=True)
class Situation:
    """One situation of a kind of fact.

    meaning: when it holds, in Chinese, for the printed proof.
    blanks: the figures that a wording for it may use.
    direction: 1 when the first figure is the larger, -1 when it is the smaller, 0 when they are equal, None
        when nothing is compared. A wording must not say another direction.
    literals: the figures that a wording for it may write out, such as the bound of a rate too small to
        print.
    """

    meaning: str
    blanks: tuple[str, ...] = ()
    direction: int | None = None
    literals: tuple[str, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the figures differ; such a situation asks for a reason."""
        return bool(self.direction)


@dataclass(frozen=True)
class Kind:
    """A kind of fact.

    name: what a phrasebook calls it.
    arguments: the names of what it is derived from, in the order of a template's call.
    situations: the situations that there are, by name; exactly one holds for any arguments.
    derive: the function that finds which one holds, and its figures.
    needs: what each of the arguments is: 数, 金额 (a number that is an amount of money), 个数 (one that counts
        things), 百分数, 可比数, 可比个数 and 可比百分数 (those that may be missing, and are not zero then), 文字, 选项 (one of
        the values that a form allows) or 列表.
    moves: whether its wordings have to say in which direction figures differ.
    clause: whether its wordings stand in one place of a sentence, and so end alike, whatever the situation.
    """

    name: str
    arguments: tuple[str, ...]
    situations: Mapping[str, Situation]
    derive: Callable[..., Fact]
    needs: tuple[str, ...]
    moves: bool = False
    clause: bool = False

    @cached_property
    def types(self) -> tuple[tuple[type, ...], ...]:
        """What each of the arguments is, as Python knows it."""
        return tuple(NEEDS[need] for need in self.needs)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The names of the blanks that are numbers, in all of its situations."""
        words = {name for name, need in zip(self.arguments, self.needs, strict=True) if need in OF_WORDS}
        return frozenset(name for one in self.situations.values() for name in one.blanks if name not in words)

    @property
    def changes_amount(self) -> bool:
        """Whether it says how much an amount of money changed."""
        return self.moves and CHANGED in self.figures

    @property
    def lists(self) -> bool:
        """Whether its wordings say things one after the other, in the words of the entries 每项 and 分隔."""
        return any("各项" in situation.blanks for situation in self.situations.values())

    def fact(self, publication: Publication, *arguments: object) -> Fact:
        """Return the fact that the arguments state. Raises TypeError in Chinese when they are not what it
        needs.
        """
        if len(arguments) != len(self.arguments):
            wanted = "、".join(self.arguments)
            raise TypeError(f"“{self.name}”要{len(self.arguments)}个数据（{wanted}），给了{len(arguments)}个")
        for at, argument in enumerate(arguments):
            if not isinstance(argument, self.types[at]):
                raise TypeError(f"“{self.name}”的“{self.arguments[at]}”要是{self.needs[at]}")
        fact = self.derive(publication, *arguments)
        if fact.situation not in self.situations:
            raise TypeError(f"“{self.name}”没有“{fact.situation}”这种情形")
        return fact
