"""What steps made is kept by the very objects they were given, and not for longer than somebody asks for it."""

from __future__ import annotations

from decimal import Decimal

from narrator.cache import NO_CACHE, Cache
from narrator.compose.pieces import Joined


def pair(*given: object) -> list[object]:
    return [*given]


def test_a_step_is_done_once_for_the_same_objects() -> None:
    cache, number = Cache(), Decimal("1.5")
    made = cache.call(pair, number, "甲")
    assert made == [number, "甲"]
    assert cache.call(pair, number, "".join("甲")) is made
    for other in ((Decimal("1.50"), "甲"), (Decimal("1.5"), "甲"), (number, Joined("甲")), (number,)):
        assert cache.call(pair, *other) == [*other]
        assert cache.call(pair, *other) is not made
    assert cache.call(list, [number]) == [number]
    within = cache.call(pair, ("甲", (number, "乙")))
    assert cache.call(pair, ("甲", (number, "".join("乙")))) is within
    for other in (
        ("甲", (number, "丙")),
        ("甲", (Decimal("1.5"), "乙")),
        ("甲", number, "乙"),
        ("甲乙", (number,)),
    ):
        assert cache.call(pair, other) == [other]
        assert cache.call(pair, other) is not within
    assert NO_CACHE.call(pair, number, "甲") is not NO_CACHE.call(pair, number, "甲")


def test_what_is_not_asked_for_is_forgotten() -> None:
    cache = Cache()
    kept = cache.call(pair, "甲")
    for number in range(50):
        cache.call(pair, str(number))
        assert cache.call(pair, "甲") is kept
        cache.turn()
    assert len(cache) <= 4
    cache.turn()
    cache.turn()
    assert cache.call(pair, "甲") is not kept


def test_no_other_object_is_taken_for_one_that_is_gone() -> None:
    cache = Cache()
    for number in range(1000):  # objects that come to stand where others stood
        assert cache.call(pair, Decimal(number)) == [number]


def test_what_a_step_raises_is_not_kept() -> None:
    cache = Cache()
    for _ in range(2):
        try:
            cache.call(int, "甲")
        except ValueError:
            continue
        raise AssertionError
