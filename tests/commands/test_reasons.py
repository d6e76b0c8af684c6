"""Reasons: what is asked for, in order; what they were written for; when they are stale."""

from __future__ import annotations

import re

import pytest

from commands.desk import INCOME, Desk, equal_but, last_year, saved
from narrator import build
from narrator.texts.situation import ReasonSituation, explain_staleness, is_about, make_record
from narrator.texts.status import find_reasons


def states(desk: Desk, *options: str) -> dict[str, str]:
    """The state of every text, by slot, as `narrator reasons` lists them."""
    assert desk.run("reasons", desk.data, *options) == 0
    lines = [line for line in desk.out.splitlines()[:-1] if line and not line.startswith(("　", "【"))]
    rows = [line.split("　") for line in lines]
    return {row[-1].partition("（第")[0]: row[0] for row in rows}


def test_every_text_is_listed_in_the_order_of_the_report(desk: Desk) -> None:
    found = list(states(desk))
    assert (
        found.index("部门.主要职责[1]")
        < found.index(f"原因.{INCOME}")
        < found.index("原因.三公经费与预算相比")
    )
    assert "与上年相比，今年收入总计减少26.99万元，降低3.07%，主要原因：人员变动，人员减少。" in desk.out


def test_missing_written_and_not_needed(desk: Desk) -> None:
    def change(raw: dict) -> None:
        raw["原因"][INCOME] = ""
        raw["原因"]["没有这句话"] = "留着"

    desk.change(change)
    found = states(desk)
    assert found[f"原因.{INCOME}"] == "缺"
    assert found["原因.支出总计与上年相比"] == "已写"
    assert found["原因.没有这句话"] == "不需要"
    assert set(states(desk, "--todo")) == {f"原因.{INCOME}"}


def test_what_explains_a_change_is_found_alone(desk: Desk) -> None:
    source = build.read(desk.data)
    document = build.report(source).document
    every = find_reasons(source.disclosure, document)
    changes = find_reasons(source.disclosure, document, of_changes=True)
    assert changes == [one for one in every if one.situation is not None]
    assert 0 < len(changes) < len(every)


def test_where_to_type_is_told(desk: Desk) -> None:
    desk.change(lambda raw: (raw["原因"].update({INCOME: ""}), raw["原因"].pop("三公经费与预算相比")))
    text = desk.data.read_text("utf-8").replace('"原因": {', '"原因": {\n')
    desk.data.write_text(text, "utf-8")
    line = text[: text.index('"原因": {')].count("\n") + 1
    assert desk.run("reasons", desk.data, "--todo") == 0
    assert f"写在第{line + 1}行的引号里" in desk.out
    assert f'在第{line}行“原因”的 {{ 后面加："三公经费与预算相比": "…",' in desk.out
    desk.change(lambda raw: raw.pop("原因"))
    assert desk.run("reasons", desk.data, "--todo") == 0
    added = f'"原因": {{ "{INCOME}": "…" }},'
    assert f"在第1行的 {{ 后面加：{added}" in desk.out
    text = desk.data.read_text("utf-8")
    desk.data.write_text(text.replace("{", "{" + added.replace("…", "人员减少"), 1), "utf-8")
    assert states(desk)[f"原因.{INCOME}"] == "已写"


def test_places_to_type_at_are_added(desk: Desk) -> None:
    desk.change(lambda raw: raw["原因"].pop("三公经费与预算相比"))
    before = desk.data.read_text("utf-8")
    assert desk.run("reasons", desk.data, "--add", "--todo") == 0
    assert desk.raw["原因"]["三公经费与预算相比"] == ""
    equal_but(
        before,
        desk.data.read_text("utf-8"),
        "原因.三公经费与预算相比",
        *(f"原因记录.{name}" for name in desk.raw["原因记录"]),
    )
    line = next(n for n, text in enumerate(desk.data.read_text("utf-8").splitlines(), 1) if '比": ""' in text)
    assert f"写在第{line}行的引号里" in desk.out
    desk.change(lambda raw: raw.pop("原因"))
    assert desk.run("reasons", desk.data, "--add") == 0
    assert set(desk.raw["原因"].values()) == {""}
    assert INCOME in desk.raw["原因"]


@pytest.mark.parametrize(
    ("was", "now", "fits"),
    [
        ("878.16", "878.16", True),
        ("878.16", "878.90", True),  # a little more of the same
        ("878.16", "838.16", False),  # the direction flips
        ("878.16", "851.17", False),  # the change vanishes
        ("851.17", "878.16", False),  # a change appears
        ("878.16", "978.16", False),  # it grows fivefold
    ],
)
def test_a_reason_is_stale_when_its_change_is_another(desk: Desk, was: str, now: str, fits: bool) -> None:
    desk.change(lambda raw: (last_year(raw, was), raw["原因"].update({INCOME: "人员没有变动"})))
    assert states(desk)[f"原因.{INCOME}"] == "已写"
    desk.change(lambda raw: last_year(raw, now))
    assert states(desk)[f"原因.{INCOME}"] == ("已写" if fits else "已过时")


def test_a_stale_reason_is_told_until_it_is_confirmed_or_rewritten(desk: Desk) -> None:
    states(desk)
    desk.change(lambda raw: last_year(raw, "838.16"))
    for _ in range(2):
        assert desk.render() == 0
        assert (
            "原因已过时：写的时候是减少26.99万元（878.16→851.17），现在是增加13.01万元（838.16→851.17）"
            in desk.err
        )
    assert desk.run("reasons", desk.data, INCOME, "--confirm") == 0
    assert states(desk)[f"原因.{INCOME}"] == "已写"
    assert states(desk)["原因.支出总计与上年相比"] == "已过时"
    desk.change(lambda raw: raw["原因"].update({"支出总计与上年相比": "新招了两个人"}))
    assert "已过时" not in states(desk).values()
    assert desk.render() == 0
    assert "过时" not in desk.err


def test_every_command_tells_of_a_stale_reason(desk: Desk) -> None:
    states(desk)
    old, new = desk.folder / "old.json", desk.folder / "new.json"
    old.write_bytes(desk.data.read_bytes())
    desk.change(lambda raw: last_year(raw, "838.16"))
    assert desk.render() == 0
    for command in (
        ("check", desk.data), ("check", desk.report), ("diff", old, desk.data), ("diff", old, desk.report),
        ("next", desk.data, "-o", new), ("explain", desk.data, "持平"), ("explain", desk.report, "持平"),
        ("pull", desk.report, desk.data), ("publish", desk.report, "-o", desk.folder / "公开.docx"),
    ):  # fmt: skip
        assert desk.run(*command) in ((2,) if command[0] == "publish" else (0, 1)), desk.err
        assert f"原因.{INCOME}：原因已过时：写的时候是减少26.99万元" in desk.err, command
    assert desk.run("reasons", desk.data, "--confirm") == 0
    assert desk.render() == 0
    for path in (desk.data, desk.report):
        desk.run("check", path)
        assert "过时" not in desk.err


def test_the_report_remembers_when_the_data_does_not(desk: Desk) -> None:
    desk.render()
    desk.change(lambda raw: raw.pop("原因记录"))
    for figure in ("838.16", "838.17"):
        desk.change(lambda raw, figure=figure: last_year(raw, figure))
        assert desk.render() == 0
        desk.change(lambda raw: raw.pop("原因记录"))
        assert desk.err.count("原因已过时：写的时候是减少26.99万元（878.16→851.17）") == 2


def test_rendering_once_is_enough_to_remember(desk: Desk) -> None:
    desk.render()
    desk.change(lambda raw: last_year(raw, "700.00"))
    other = desk.folder / "别的.docx"
    for command in (
        ["reasons", desk.data, "--todo"],
        ["check", desk.data],
        ["render", desk.data, "-o", other],
    ):
        desk.run(*command)
        assert "写的时候是减少26.99万元（878.16→851.17），现在是增加151.17万元" in desk.out + desk.err
    assert desk.run("render", desk.data, "-o", desk.folder / "定稿.docx", "--final") == 2
    assert "原因已过时" in desk.err


def test_only_records_are_added_to_the_data(desk: Desk) -> None:
    before = desk.data.read_text("utf-8")
    states(desk)
    after = desk.data.read_text("utf-8")
    assert after.startswith(before.rstrip()[:-1].rstrip())
    states(desk)
    assert desk.data.read_text("utf-8") == after


def test_a_name_that_is_none_is_told(desk: Desk) -> None:
    assert desk.run("reasons", desk.data, "没有", "--confirm") == 2
    assert "没有这一处" in desk.err


@pytest.mark.parametrize(
    "text", ["", "减少", "减少…（1→）#00000000", "增加1.00万元（1.2.3→2）#00000000", "乱写"]
)
def test_a_record_that_was_mangled_makes_stale(text: str) -> None:
    here = ReasonSituation("减少", __import__("decimal").Decimal("1.00"), "2.00", "1.00")
    assert explain_staleness(text, here) == "原因记录看不懂了"
    assert not is_about(text, "人员减少")


def test_a_record_is_about_its_text_alone() -> None:
    here = ReasonSituation("减少", __import__("decimal").Decimal("1.00"), "2.00", "1.00")
    kept = make_record(here, "人员 减少。")
    assert is_about(kept, "人员减少")
    assert not is_about(kept, "人员增加")
    assert explain_staleness(kept, here) == ""


def test_final_refuses_what_is_missing_or_stale_and_writes_nothing(desk: Desk) -> None:
    states(desk)
    desk.change(lambda raw: (last_year(raw, "838.16"), raw["原因"].pop("三公经费与预算相比")))
    before = desk.files()
    assert desk.render("--final") == 2
    assert desk.files() == before
    assert "原因.三公经费与预算相比：还没有写" in desk.err
    assert f"原因.{INCOME}：原因已过时" in desk.err
    assert "不能定稿" in desk.err
    assert desk.render() == 0


SNAPSHOT = re.compile(r"(<[^<>]*snapshot[^<>]*>)[^<]*(</)")


@pytest.mark.parametrize("carried", ['{"格式":1}', '{"格式":"辽宁2023"}', "[]"])
def test_a_snapshot_that_is_not_whole(desk: Desk, carried: str) -> None:
    desk.render()
    desk.report.write_bytes(
        saved(
            desk.report.read_bytes(),
            lambda xml: SNAPSHOT.sub(rf"\1{carried}\2", xml),
            "customXml/item1.xml",
        )
    )
    for command, told in [
        (("explain", desk.report, "1"), "不是narrator生成的"),
        (("publish", desk.report, "-o", desk.folder / "a.docx"), "不是narrator生成的"),
        (("pull", desk.report, desk.data), "带着的数据没有了"),  # the controls are still there
    ]:
        assert desk.run(*command) == 2
        assert told in desk.err


def test_what_a_report_prints_may_be_lost(desk: Desk) -> None:
    """A program may keep what it was made from and not what it prints."""
    desk.render()
    told = desk.run("check", desk.report), desk.out
    desk.report.write_bytes(
        saved(desk.report.read_bytes(), lambda xml: SNAPSHOT.sub(r"\1\2", xml), "customXml/item2.xml")
    )
    assert (desk.run("check", desk.report), desk.out) == told
    for command in (("explain", desk.report, "1"), ("pull", desk.report, desk.data)):
        assert desk.run(*command) == 2


MISPLACED = "这条原因像是为差异写的"


@pytest.mark.parametrize(
    ("reason", "told"),
    [("人员变动，人员减少", True), ("公务出行减少", True), ("年末无结转结余", True), ("人员没有变动", False), ("严格按预算执行", False), ("无", False)],
)  # fmt: skip
def test_a_reason_for_a_difference_where_there_is_none(desk: Desk, reason: str, told: bool) -> None:
    def change(raw: dict) -> None:
        last_year(raw, "851.17")
        raw["原因"] |= {INCOME: reason, "支出总计与上年相比": "无"}
        raw.pop("原因记录", None)

    desk.change(change)
    desk.run("check", desk.data)
    assert (f"PR-4 原因 {INCOME}" in desk.out) is told
    assert "PR-4 原因 年末结转和结余" not in desk.out  # for which 年末无结转结余 was written
    assert desk.render() == 0
    assert (MISPLACED in desk.err) is told
    # A draft remembers nothing of it: only its writer can say that it was written for this.
    assert desk.render() == 0
    assert (MISPLACED in desk.err) is told
    assert desk.run("reasons", desk.data, INCOME, "--confirm") == 0
    assert desk.render() == 0
    assert MISPLACED not in desk.err
    desk.run("check", desk.data)
    assert f"PR-4 原因 {INCOME}" not in desk.out
