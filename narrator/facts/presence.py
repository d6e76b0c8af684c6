"""有无, 有无各项, 用途, 选填, 列举, 构成: whether there is any of something, what it is for, which things there are,
and whether they are the whole of it.
"""

from __future__ import annotations

from narrator.disclosure.value import Count, Listing, Record, Words
from narrator.facts.kind import Kind, Situation
from narrator.facts.operand import Publication
from narrator.sources import Derived, Fact, Operand


def derive_presence(publication: Publication, figure: Operand) -> Fact:
    """Return whether a figure, an amount or a count, is anything but zero as printed."""
    return Fact("有" if publication.exact_number(figure) else "无", {"数": figure}, (figure,))


def derive_use(publication: Publication, figure: Operand, words: Words) -> Fact:
    """Return what the money of a figure is for, as the words say; nothing is said of no money."""
    return Fact("有" if publication.exact_number(figure) else "无", {"文字": words}, (figure,))


def derive_option(publication: Publication, words: Words) -> Fact:
    """Return whether the writer gave words that may be left out."""
    return Fact("有" if words else "无", {"文字": words}, ())


def derive_existence(publication: Publication, items: Listing) -> Fact:
    """Return whether there is any of the items."""
    return Fact(
        "有" if items else "无", {"项数": Derived(Count(len(items)), f"共{len(items)}项", ())}, (items,)
    )


def derive_enumeration(publication: Publication, items: Listing) -> Fact:
    """Return how many things a list has, to be said one after the other. Raises TypeError, in Chinese, for
    what has no name.
    """
    if not all(isinstance(item, (Record, Words)) for item in items):
        raise TypeError("“列举”的列表里有不是名称的东西")
    count = Derived(Count(len(items)), f"共{len(items)}项", ())
    situation = "无" if not items else "一项" if len(items) == 1 else "多项"
    return Fact(situation, {"各项": items, "项数": count}, (items,))


def derive_composition(publication: Publication, items: Listing, whole: Operand, listed: Operand) -> Fact:
    """Return whether a list of things that come to `listed` (万元) makes up the whole amount, as both print, or
    only the part of it that was paid for by the money that the list is about.
    """
    named = derive_enumeration(publication, items)
    alike = publication.number(whole) == publication.number(listed)
    situation = "无" if not items else "全部" if alike else "部分"
    return Fact(situation, {**named.blanks, "整体": whole, "列出合计": listed}, (items, whole, listed))


PRESENCE = Kind(
    "有无",
    ("数",),
    {"有": Situation("数印出来不是零", ("数",)), "无": Situation("数印出来是零", ("数",))},
    derive_presence,
    ("数",),
)
USE = Kind(
    "用途",
    ("数", "文字"),
    {"有": Situation("数印出来不是零，要说用途", ("文字",)), "无": Situation("数印出来是零，不说用途")},
    derive_use,
    ("数", "文字"),
)
OPTION = Kind(
    "选填",
    ("文字",),
    {"有": Situation("写了文字", ("文字",)), "无": Situation("没有写文字")},
    derive_option,
    ("文字",),
)
EXISTENCE = Kind(
    "有无各项",
    ("各项",),
    {"有": Situation("列表里有一项以上", ("项数",)), "无": Situation("列表里一项也没有")},
    derive_existence,
    ("列表",),
)
ENUMERATION = Kind(
    "列举",
    ("各项",),
    {
        "无": Situation("一项也没有", ("项数",)),
        "一项": Situation("只有一项", ("各项", "项数")),
        "多项": Situation("两项以上", ("各项", "项数")),
    },
    derive_enumeration,
    ("列表",),
)
COMPOSITION = Kind(
    "构成",
    ("各项", "整体", "列出合计"),
    {
        "无": Situation("一项也没有", ("整体",)),
        "全部": Situation("列出的各项合计与整体相等", ("各项", "项数", "整体", "列出合计")),
        "部分": Situation(
            "列出的各项合计与整体不等，只是其中一部分资金的", ("各项", "项数", "整体", "列出合计")
        ),
    },
    derive_composition,
    ("列表", "数", "数"),
)
