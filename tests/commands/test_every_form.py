"""The writer's year in every form: what each form's report holds comes back, is kept, and goes on to the next year."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

import pytest
from forms.documents import CROSSED, LIAONING, SHANGHAI, put
from forms.documents import raw as sample
from forms.test_forms import MORE
from strategies.render import loads

from commands.desk import Desk, control, swap, typed, untagged

CASES = [(one, name) for one in (SHANGHAI, LIAONING) for name in CROSSED]
TAG = re.compile(r'<w:tag w:val="([^"]*)"/>')


@pytest.fixture(scope="module", params=CASES, ids="-".join)
def laid(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a sample, complete for a form, and its report in that form."""
    one, name = request.param
    data = put(sample(one), {**MORE, "格式": name} if name != one[-8:] else {"格式": name})
    desk = Desk(tmp_path_factory.mktemp("桌"), data)
    assert desk.run("reasons", desk.data) == 0, desk.err
    assert desk.render() == 0, desk.err
    return desk


@pytest.fixture
def desk(laid: Desk, tmp_path: Path) -> Desk:
    return laid.copied(tmp_path)


def xml(desk: Desk) -> str:
    with zipfile.ZipFile(desk.report) as package:
        return package.read("word/document.xml").decode()


def slots(desk: Desk) -> list[str]:
    """The controls that hold a single line, each once."""
    document = xml(desk)
    names = [unescape(name, {"&quot;": '"'}) for name in TAG.findall(document)]
    return [name for name in dict.fromkeys(names) if names.count(name) == 1 and "<w:p>" not in control(name).search(document)[1]]  # type: ignore[index]  # fmt: skip


def at(raw: Any, path: str) -> str:
    """The text at PATH, without its full stop."""
    for name in re.findall(r"\[(\d+)\]|\[\"(.*?)\"\]|([^.\[\]]+)", path):
        raw = raw[int(name[0]) - 1] if name[0] else raw[name[1] or name[2]]
    text = raw if isinstance(raw, str) else "".join(raw)
    return text.rstrip("。")


@pytest.mark.parametrize("saves", [(), (untagged,)], ids=["Word", "LibreOffice"])
def test_whatever_is_typed_comes_back_to_its_place(desk: Desk, saves: Any) -> None:
    names = slots(desk)
    assert len(names) > 30
    edits = {slot: f"第{number}处改过的话" for number, slot in enumerate(names, 1)}
    desk.edit(*(typed(slot, text) for slot, text in edits.items()), *saves)
    assert desk.pull() == 0, desk.err
    raw = desk.raw
    for slot, text in edits.items():
        assert at(raw, slot) == text, slot
    assert desk.render() == 0, desk.err
    said = desk.text()
    for text in edits.values():
        assert text in said


def test_a_new_figure_keeps_what_was_typed(desk: Desk) -> None:
    slot = next(
        slot
        for slot in slots(desk)
        if slot.startswith("一般公共预算支出表.各科目.") and slot.endswith("主要用途")
    )
    desk.edit(typed(slot, "改过的用途"))

    def more(raw: dict[str, Any]) -> None:
        raw["收入支出总表"]["收入"]["总计"]["决算数"] *= 2

    desk.change(more)
    assert desk.render() == 0, desk.err
    assert "改过的用途" in desk.text()
    assert "原因.收入总计与上年相比" in desk.err  # written for another change


def test_what_is_changed_outside_the_controls_is_told(desk: Desk) -> None:
    before = desk.data.read_bytes()
    desk.edit(swap("机关运行经费", "机关运转经费"))
    assert desk.pull() == 1
    assert "机关运转经费" in desk.err
    assert desk.data.read_bytes() == before


def test_next_year(desk: Desk) -> None:
    following = desk.folder / "下一年.json"
    assert desk.run("next", desk.data, "-o", following) == 0, desk.err
    now, after = desk.raw, loads(following.read_text("utf-8"))
    assert after["年度"] == now["年度"] + 1
    assert (
        after["收入支出总表"]["收入"]["总计"]["上年决算数"] == now["收入支出总表"]["收入"]["总计"]["决算数"]
    )
    if now["格式"] == "上海2024":
        assert after["一般公共预算支出表"]["合计"]["上年决算数"] == now["一般公共预算支出表"]["合计"]["小计"]
        assert after["预算绩效管理"]["制度名称"] == now["预算绩效管理"]["制度名称"]
    assert desk.run("render", following, "-o", desk.folder / "x.docx") == 2
    assert "Traceback" not in desk.err


def test_what_differs(desk: Desk) -> None:
    old = desk.folder / "旧.json"
    old.write_bytes(desk.data.read_bytes())
    desk.change(lambda raw: raw["国有资产占用"].update({"单价100万元（含）以上设备": Decimal(77)}))
    assert desk.run("diff", old, desk.data) == 0
    assert "77" in desk.out
    assert desk.run("diff", desk.report, old) == 0
    assert desk.out.strip() == "没有不同。"
