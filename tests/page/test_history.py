"""Steps that are taken back and done again."""

from __future__ import annotations

from narrator.page.history import MOST_STEPS, History, Step


def test_typing_in_one_place_is_one_step() -> None:
    history = History()
    for before, after in (("", "一"), ("一", "一二")):
        history.note(Step(before, after, "x"))
    history.note(Step("一二", "一二三", "y"))
    assert history.done == [Step("", "一二", "x"), Step("一二", "一二三", "y")]


def test_what_is_typed_back_is_no_step() -> None:
    history = History()
    history.note(Step("1", "12", "x"))
    history.note(Step("12", "1", "x"))
    history.note(Step("1", "1"))
    assert history.done == []


def test_typing_after_the_words_of_others_is_another_step() -> None:
    history = History()
    history.note(Step("", "一", "x"))
    history.note(Step("一，别人的", "一二，别人的", "x"))
    assert len(history.done) == 2


def test_what_was_taken_back_waits_until_something_else_is_written() -> None:
    history = History()
    history.note(Step("", "一"))
    history.note(Step("一", "二"))
    history.note_undone()
    assert history.undone == [Step("一", "二")]
    history.note_redone()
    assert (len(history.done), history.undone) == (2, [])
    history.note_undone()
    history.note(Step("一", "三"))
    assert history.undone == []


def test_the_oldest_steps_are_forgotten() -> None:
    history = History()
    for number in range(MOST_STEPS + 5):
        history.note(Step(str(number), str(number + 1)))
    assert len(history.done) == MOST_STEPS
    assert history.done[0].before == "5"
