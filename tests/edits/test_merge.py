"""Three ways: whose text is taken, what is told, and what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from commands.desk import INCOME, Desk, typed
from hypothesis import given
from hypothesis import strategies as st

from edits.test_moved_items import PLACE, Item, histories
from narrator.edits.comparison import SlotEdit
from narrator.edits.merge import MergedTexts, TakenSide, conflict_problems, merge, patch_data


def merged(
    base: list[str], data: list[str], words: dict[int, str], prefer: TakenSide | None = None
) -> MergedTexts:
    """What comes of Word's WORDS, by the number of the item in BASE, when the data is DATA now."""
    edits = {
        PLACE.format(number): SlotEdit(PLACE.format(number), (base[number - 1],), (text,), (False,))
        for number, text in words.items()
    }
    old, new = ({"部门": {"主要职责": one}} for one in (base, data))
    return merge(old, new, edits, prefer)


def after(data: list[str], result: MergedTexts) -> list[str]:
    """DATA with what was taken."""
    text = json.dumps({"部门": {"主要职责": data}}, ensure_ascii=False)
    found: list[str] = json.loads(patch_data(text, result.taken))["部门"]["主要职责"]
    return found


@given(
    histories(),
    st.sets(st.integers(1, 6)),
    st.sampled_from([None, *TakenSide]),
    st.booleans(),
)
def test_no_text_is_lost_or_put_over_another_item(
    history: tuple[list[str], list[Item]], edited: set[int], prefer: TakenSide | None, alike: bool
) -> None:
    """ALIKE: Word changed the items a little, as the data may have, too."""
    base, now = history
    data = [item.text for item in now]
    words = {n: f"{base[n - 1]}等" if alike else f"话{n}" for n in edited if n <= len(base)}
    result = merged(base, data, words, prefer)
    made = after(data, result)
    told = " ".join(one.what for one in (*result.homeless, *conflict_problems(result))) + " ".join(
        result.refused.values()
    )
    for old, new in zip(data, made, strict=True):
        if old == new:
            continue
        number = next(n for n, text in words.items() if text == new and base[n - 1] in (old, base[n - 1]))
        # Word's text stands where the text was that it was made from, or, preferred, where nobody else's is.
        assert old == base[number - 1] or (prefer is TakenSide.WORD and old not in base)
    for text in words.values():
        assert text in made or text in told
    assert result.replaces == (made != data)
    if prefer is None:
        assert all(old == new or old in base for old, new in zip(data, made, strict=True))
    if prefer is not None:
        assert not result.conflicts


def test_an_item_that_is_gone_on_both_sides_is_no_problem() -> None:
    assert merged(["甲", "乙"], ["乙"], {1: ""}) == MergedTexts({}, {}, {}, ())
    result = merged(["甲", "甲"], ["甲"], {1: ""})
    assert "在Word里删掉的文字“甲”没有删" in result.homeless[0].what


# ---- through the commands ----


def put_in_front(raw: dict[str, Any]) -> None:
    raw["部门"]["主要职责"].insert(0, "新来的职责在最前面。")


def turn_around(raw: dict[str, Any]) -> None:
    raw["部门"]["主要职责"].reverse()


def take_out(raw: dict[str, Any]) -> None:
    del raw["部门"]["主要职责"][0]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose report says something else of the second duty."""
    desk = Desk(tmp_path_factory.mktemp("三方"))
    assert desk.render() == 0
    desk.edit(typed(PLACE.format(2), "局长改了第二条"))
    return desk


@pytest.fixture
def desk(made: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    fresh = Desk(tmp_path_factory.mktemp("桌"))
    for name, content in made.files().items():
        (fresh.folder / name).write_bytes(content)
    return fresh


@pytest.mark.parametrize("change", [put_in_front, turn_around, take_out])
@pytest.mark.parametrize(
    "arguments",
    [("pull",), ("pull", "--prefer", "报告"), ("pull", "--prefer", "数据"), ("render", "--pull")],
    ids=" ".join,
)
def test_the_item_itself_is_taken_wherever_it_stands_now(
    desk: Desk, change: Callable[[dict[str, Any]], None], arguments: tuple[str, ...]
) -> None:
    old = desk.raw["部门"]["主要职责"][1]
    desk.change(change)
    before, data = desk.raw, desk.data.read_bytes()
    command, *options = arguments
    assert (desk.pull(*options) if command == "pull" else desk.render(*options)) == 0, desk.err
    duties = before["部门"]["主要职责"]
    at = duties.index(old)
    duties[at] = "局长改了第二条。"
    assert desk.raw["部门"]["主要职责"] == duties
    assert f"部门.主要职责[{at + 1}]" in desk.out
    assert desk.files()["data.bak.json"] == data
    assert "改以前的数据文件留作 data.bak.json。" in desk.out


def test_both_changed_the_item_that_moved(desk: Desk) -> None:
    """The conflict names the item as the data have it now; decided, the other text stands in the backup."""

    def change(raw: dict[str, Any]) -> None:
        raw["部门"]["主要职责"][1] += "会计也改了。"
        put_in_front(raw)

    desk.change(change)
    before, duties = desk.files(), desk.raw["部门"]["主要职责"]
    for run in (desk.pull, desk.render):
        assert run() == 2
        assert desk.files() == before
        assert (
            f"部门.主要职责[3]：Word里和数据里都改了：\n    报告：局长改了第二条。\n    数据：{duties[2]}"
            in desk.err
        )
    assert desk.render("--prefer", "数据") == 0
    assert desk.raw["部门"]["主要职责"] == duties
    assert "data.bak.json" not in desk.files()
    assert "局长改了第二条" not in desk.text()
    desk.report.write_bytes(before["报告.docx"])
    assert desk.render("--prefer", "报告") == 0  # without --pull nothing is taken into the data
    assert desk.raw["部门"]["主要职责"] == duties
    assert "data.bak.json" not in desk.files()
    assert desk.pull("--prefer", "报告") == 0
    assert desk.raw["部门"]["主要职责"] == [*duties[:2], "局长改了第二条。", duties[3]]
    assert json.loads(desk.files()["data.bak.json"])["部门"]["主要职责"] == duties


def test_an_item_that_is_gone_is_told(desk: Desk) -> None:
    desk.change(lambda raw: raw["部门"]["主要职责"].pop(1))
    before = desk.files()
    assert desk.pull("--prefer", "报告") == 1
    assert (
        "部门.主要职责[2]：数据里已经没有这一项，或者认不准是哪一项，在Word里改的文字“局长改了第二条。”没有地方放"
        in desk.err
    )
    assert desk.render() == 2
    assert desk.files() == before


def test_nothing_is_kept_when_nothing_is_replaced(desk: Desk) -> None:
    """A text that both have replaces none, and one that was missing neither."""
    desk.edit(typed(PLACE.format(2), desk.raw["部门"]["主要职责"][1].rstrip("。")))
    desk.change(lambda raw: raw["原因"].pop(INCOME))
    assert desk.render() == 0
    desk.edit(typed(f"原因.{INCOME}", "人员减少"))
    assert desk.pull() == 0
    assert desk.raw["原因"][INCOME] == "人员减少"
    assert "data.bak.json" not in desk.files()


def test_each_backup_has_a_name_of_its_own(desk: Desk) -> None:
    first = desk.data.read_bytes()
    assert desk.pull() == 0
    second = desk.data.read_bytes()
    desk.edit(typed(PLACE.format(1), "局长又改了第一条"))
    assert desk.pull() == 0
    assert (desk.files()["data.bak.json"], desk.files()["data.bak1.json"]) == (first, second)
