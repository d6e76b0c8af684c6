"""Where the texts of a report stand in data that people have changed since: items of lists move, come and go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from narrator.disclosure.value import Step, path_of_steps, split_path
from narrator.edits.line_pairs import LARGEST_GAP, find_bigrams, without_spacing
from narrator.files import patch

HALF = 0.5  # of the pairs of letters in two texts, when one is the other, changed
Items = Mapping[int, Hashable]  # of a list, counted from 1: what each is known by


def find_new_names(base: object, data: object, words: Mapping[str, str]) -> dict[str, str | None]:
    """Return for each slot the name that it has in the data now; None when its item is gone, or it is unclear
    which one that is.

    base: the data that the names are from. Both are parsed JSON. words: what Word says now, by slot.
    """
    said: dict[Sequence[Step], dict[int, str]] = defaultdict(dict)  # by list
    for name, text in words.items():
        *above, last = split_path(name)
        if isinstance(last, int):
            said[tuple(above)][last] = text
    pairs: dict[Sequence[Step], Mapping[int, int]] = {}  # by list: which item is which
    return {name: find_place(base, data, name, said, pairs) for name in words}


def find_place(
    base: object,
    data: object,
    name: str,
    said: Mapping[Sequence[Step], Mapping[int, str]],
    pairs: dict[Sequence[Step], Mapping[int, int]],
) -> str | None:
    """Return the name that one slot has in the data now, or None, like `find_new_names`.

    said: what Word says of the items, by list. pairs: which item is which in the lists that were met already.
    """
    steps = split_path(name)
    there: list[Step] = []
    for depth, step in enumerate(steps):
        here = steps[:depth]
        if isinstance(step, int):
            if here not in pairs:
                pairs[here] = pair_items(read_items(base), read_items(data), said.get(here, {}))
            if step not in pairs[here]:
                return None
            there.append(pairs[here][step])
        else:
            there.append(step)
        base, data = patch.take_step(base, step), patch.take_step(data, there[-1])
    return name if tuple(there) == steps else path_of_steps(there)


def read_items(raw: object) -> Items:
    """Return what the items of a list are known by: a text by its words, a record by all in it that is called a
    name. Anything else has no items."""
    items = raw if isinstance(raw, list) else []
    return {number: identify_item(item) for number, item in enumerate(items, 1)}


def identify_item(item: object) -> Hashable:
    """Return what an item of a list is known by, see `read_items`."""
    if isinstance(item, dict):
        named = (one for key, one in item.items() if "名称" in key or "指标" in key)
        return tuple(one for one in named if isinstance(one, str))
    return without_spacing(patch.value(item, "") or "").rstrip("。")


def pair_items(old: Items, new: Items, said: Mapping[int, str]) -> dict[int, int]:
    """Return which item of one list is which of another; those of which that is unclear are left out.

    A record is the one with the same names. A text is the one with the same words; or the one that says already
    what Word says of it; or the one with half of its words; or the one between the same two others.

    said: what Word says of the old items.
    """
    found = pair_equal_items(old, new)
    if all(isinstance(item, str) for items in (old, new) for item in items.values()):
        in_word = {number: identify_item(text) for number, text in said.items() if number in old}
        found |= pair_equal_items(leave_out(in_word, found), leave_out(new, found.values()))
        found |= pair_alike_texts(leave_out(old, found), leave_out(new, found.values()))
        found |= dict(pair_between(found, len(old), len(new)))
    return found


def leave_out(items: Items, paired: Iterable[int]) -> Items:
    """Return the items that are not paired yet."""
    gone = set(paired)
    return {number: item for number, item in items.items() if number not in gone}


def pair_equal_items(old: Items, new: Items) -> dict[int, int]:
    """Return which item is which where they are equal, in their order.

    Of equal ones that are more in one list than in the other it is unclear which came or went.
    """
    places: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, items in enumerate((old, new)):
        for number, item in items.items():
            places[item][side].append(number)
    return {
        one: other
        for mine, theirs in places.values()
        if len(mine) == len(theirs)
        for one, other in zip(mine, theirs, strict=True)
    }


def pair_alike_texts(old: Items, new: Items) -> dict[int, int]:
    """Return which text is which where two have half of their words in common, and neither has them in common
    with a third; none when there are very many.
    """
    if len(old) * len(new) > LARGEST_GAP:
        return {}
    ours, theirs = ({number: find_bigrams(str(text)) for number, text in one.items()} for one in (old, new))
    alike = [
        (one, other)
        for one, mine in ours.items()
        for other, its in theirs.items()
        if 2 * len(mine & its) >= HALF * (len(mine) + len(its))
    ]
    ones, others = (Counter(pair[side] for pair in alike) for side in (0, 1))
    return {one: other for one, other in alike if ones[one] == others[other] == 1}


def pair_between(found: Mapping[int, int], old: int, new: int) -> Iterator[tuple[int, int]]:
    """Yield the items between two that follow one another in both lists, when they are equally many on both sides.

    found: which item is which already. old, new: how many the lists have.
    """
    after = dict(pairwise(sorted([0, *found.values(), new + 1])))
    known = [(0, 0), *sorted(found.items()), (old + 1, new + 1)]
    for (one, other), (next_one, next_other) in pairwise(known):
        if after.get(other) == next_other and next_one - one == next_other - other:
            yield from zip(range(one + 1, next_one), range(other + 1, next_other), strict=True)
