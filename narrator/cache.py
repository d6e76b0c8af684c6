"""What steps made, kept by the very objects that they made it from: for whoever goes the same way again and again with
data of which little changes, as the page does after every edit.

A step is a pure function of immutable values. So what it made of the same objects before is what it would make of them now,
and nothing has to be told when the data change: what is read anew is another object, and what was made of the old one is
not found for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")
Whole = TypeVar("Whole")


class Cache:
    """What steps made. What two views in a row did not ask for is forgotten (`turn`), so that it holds what two views
    need, however long the page is open."""

    def __init__(self) -> None:
        # By the step and what it was given; that is kept as well, so that no other object can get its identity.
        self._made: dict[tuple[object, ...], tuple[tuple[object, ...], object]] = {}
        self._before: dict[tuple[object, ...], tuple[tuple[object, ...], object]] = {}

    def call(self, step: Callable[..., Made], *given: object) -> Made:
        """Return what a step makes of what it is given: what it made of the same objects before, when it did.

        Strings of one type are the same when they are equal, tuples when what is in them is the same, everything else when
        it is the same object: 1.5 is not 1.50. What is raised is not kept.
        """
        key = (step, *map(identity_of, given))
        found = self._made.get(key) or self._again(key)
        if found is None:
            found = self._made[key] = given, step(*given)
        return found[1]  # type: ignore[return-value]

    def call_on(self, whole: Whole, step: Callable[..., Made], *given: object) -> Made:
        """Return what a step makes of a whole, of which it reads nothing but what is given as well. See `call`."""
        key = (step, *map(identity_of, given))
        found = self._made.get(key) or self._again(key)
        if found is None:
            found = self._made[key] = given, step(whole, *given)
        return found[1]  # type: ignore[return-value]

    def _again(self, key: tuple[object, ...]) -> tuple[tuple[object, ...], object] | None:
        """Return what was made before the last turn, which is kept on; None when that is nothing."""
        found = self._before.pop(key, None)
        if found is not None:
            self._made[key] = found
        return found

    def __len__(self) -> int:
        """Return how many things it holds."""
        return len(self._made) + len(self._before)

    def turn(self) -> None:
        """Forget what nobody asked for since the last turn."""
        self._before, self._made = self._made, {}


def identity_of(one: object) -> object:
    """Return what tells one object from others."""
    if type(one) is str:
        return one
    if type(one) is tuple:
        return tuple(map(identity_of, one))
    return (type(one), str(one)) if isinstance(one, str) else id(one)


class _NoCache(Cache):
    """Keeps nothing: every step is done."""

    def call(self, step: Callable[..., Made], *given: object) -> Made:
        """Return what a step makes, which is done each time."""
        return step(*given)

    def call_on(self, whole: Whole, step: Callable[..., Made], *given: object) -> Made:
        """Return what a step makes of a whole, which is done each time."""
        return step(whole, *given)


NO_CACHE: Cache = _NoCache()
