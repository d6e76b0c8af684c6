"""README, 一年的工作: every command of it, in its order, in an empty folder; between them the hands it tells of."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from typing import NamedTuple

import pytest

from commands.desk import INCOME, ROOT, SAMPLE, Desk, last_year, loads, swap, typed

SECTION = re.split(r"^## ", (ROOT / "README.md").read_text("utf-8"), flags=re.M)
YEAR = next(text for text in SECTION if text.startswith("一年的工作\n"))
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```$", YEAR, re.M | re.S) for line in block.splitlines()
]


class Step(NamedTuple):
    """What a command of the README does. before: what people do before it. code: its exit code. told: what
    it says among other things.
    """

    told: tuple[str, ...]
    code: int = 0
    before: Callable[[Desk], None] = lambda desk: None


def fill(desk: Desk) -> None:
    written = loads(SAMPLE.read_text("utf-8"))["原因"]
    assert set(desk.raw["原因"]) < set(written), "only what is asked for was added"
    desk.change(lambda raw: raw["原因"].update({name: written[name] for name in raw["原因"]}))


def chief(desk: Desk) -> None:
    note = "<w:p><w:r><w:t>局长：要加一段</w:t></w:r></w:p></w:body>"
    desk.edit(typed(f"原因.{INCOME}", "局长说人少了"), swap("</w:body>", note))


def rewrite(desk: Desk) -> None:
    desk.change(lambda raw: raw["原因"].update({"支出总计与上年相比": "新增项目"}))


def accept(desk: Desk) -> None:
    assert desk.run("check", desk.data, "--format", "json") == 1
    keys = [one["名称"] for one in json.loads(desk.out)["发现"] if one["程度"] == "错误"]
    assert keys
    desk.change(lambda raw: raw.update({"已核实": dict.fromkeys(keys, "已经核实")}))


STEPS = [
    Step(("缺　　　原因.收入总计与上年相比", "行的引号里", "缺20处"), before=lambda desk: desk.change(lambda raw: raw.update({"原因": {}}))),
    Step(("草稿，还缺20处文字",)),
    Step(("已写97处",), before=fill),
    Step(("文字齐全", "报告相比，改了")),
    Step(("＋ 局长说人少了", "已取回1处文字", "加了“局长：要加一段”，没有采用"), 1, chief),
    Step(("加了“局长：要加一段”", "1处改动会丢失，没有生成"), 2, lambda desk: desk.change(lambda raw: last_year(raw, "838.16"))),
    Step(("旧文件留作 报告.bak.docx", "减少26.99 → 增加13.01；降低3.07% → 增长1.55%", "原因已过时")),
    Step(("减少26.99 → 增加13.01", "局长：要加一段", "原因已过时")),
    Step(("已过时　原因.支出总计与上年相比", "已过时2处")),
    Step(("已写　　原因.收入总计与上年相比",), before=rewrite),
    Step(("错误", "处"), 1),
    Step(("文字齐全",), before=accept),
    Step(("已核实",)),
    Step(("已生成 公开.docx，里面不带数据",)),
    Step(("2023年度的数成了上年的数",)),
    Step(("缺　　　原因.收入总计与上年相比", "上年写的是：局长说人少了", "处没有填好")),
    Step(("收入支出总表.收入.总计.决算数（公开01表）：这里是null，应当是金额",), 2),
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("一年"))
    desk.save(loads(SAMPLE.read_text("utf-8")))
    return desk


def test_the_section_fits_on_a_page() -> None:
    assert len(YEAR.splitlines()) <= 70
    assert len(COMMANDS) == len(STEPS)


def test_the_year(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk.folder)
    for command, step in zip(COMMANDS, STEPS, strict=True):
        step.before(desk)
        program, *arguments = shlex.split(command)
        assert program == "narrator"
        code = desk.run(*arguments)
        said = desk.out + desk.err
        assert code == step.code, f"{command}\n{said}"
        for words in step.told:
            assert words in said, f"{command}\n{said}"
    assert {path.name for path in desk.folder.iterdir()} == {
        "data.json", "data.bak.json", "data-2024.json", "报告.docx", "报告.bak.docx", "公开.docx"
    }  # fmt: skip
