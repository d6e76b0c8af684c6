"""The page without a browser: what is typed comes into the file and nowhere else, steps are taken back, nobody's words
are lost, and what the page shows is what the report says."""

from __future__ import annotations

import json
import re
import shutil
import socket
from pathlib import Path

from commands.desk import INCOME, SAMPLE, small
from commands.desk import Desk as Hands
from commands.desk import typed as in_word
from commands.test_import_file import last_year
from lxml import html as parser
from strategies.render import dumps

from narrator.commands import typed_values
from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources
from narrator.commands.saving import save
from narrator.commands.verdict import COMPLETE
from narrator.page import open_socket
from narrator.page.dropped import Dropped, DroppedKind
from narrator.page.view import ViewBlocks
from page.conftest import HOST, TOKEN, Page, beside, shown

SLOT = f"原因.{INCOME}"
FINISHED = SAMPLE.parents[1] / "国家某某局2023" / "data.json"  # in which nothing is missing or wrong
CELL = "收入支出总表.收入.一般公共预算财政拨款收入.决算数"


def marked(view, path: str) -> list:
    """The elements of a view that stand for a place of the data."""
    root = parser.document_fromstring(f"<main>{shown(view)}</main>")
    return root.xpath("//*[@data-path=$path]", path=path)


def test_the_page_shows_the_report_and_what_is_typed(page: Page) -> None:
    view = page.get()
    (slot,) = marked(view, SLOT)[:1]
    was = page.raw()["原因"][INCOME]
    assert slot.get("data-was") == was
    before = page.data.read_bytes()
    after = page.write(SLOT, was, "项目减少，<script>alert(1)</script>。")
    assert page.raw()["原因"][INCOME] == "项目减少，<script>alert(1)</script>。"
    changed = page.data.read_text("utf-8")
    kept = re.sub(r',\s*"原因记录": \{.*?\}', "", changed, flags=re.S)
    assert kept.replace("项目减少，<script>alert(1)</script>。", was).encode() == before
    assert "<script>alert" not in shown(after)
    assert "项目减少，<script>" in marked(after, SLOT)[0].text_content()
    assert page.get(f"view?have={after['version']}", 204) is None


def test_steps_are_taken_back_one_by_one(page: Page) -> None:
    texts = [page.data.read_bytes()]
    was = page.raw()["原因"][INCOME]
    for new in ("一", "一二"):  # typing in one field is one step
        page.write(SLOT, was, new, joined="x")
        was = new
    texts.append(page.data.read_bytes())
    assert page.write(CELL, page_was(page, CELL), "900.5")["undo"] == 2
    for text in reversed(texts):
        page.get()  # as after a reload
        view = page.post("undo")
        assert page.data.read_bytes() == text
    assert view["undo"] == 0
    assert "没有可以撤销的" in page.post("undo")["problems"][0]


def page_was(page: Page, path: str) -> str:
    return marked(page.get(), path)[0].get("data-was")


def test_a_step_is_not_taken_back_over_the_words_of_others(page: Page) -> None:
    page.write(SLOT, page.raw()["原因"][INCOME], "我写的")
    others = page.data.read_text("utf-8").replace("我写的", "别人写的")
    page.data.write_text(others, "utf-8")
    assert "被别的程序改了" in page.post("undo")["problems"][0]
    assert page.data.read_text("utf-8") == others


def test_two_who_write_in_one_place_are_told_and_elsewhere_both_stay(page: Page) -> None:
    was = page.raw()["原因"][INCOME]
    digits = page_was(page, CELL)
    page.data.write_text(page.data.read_text("utf-8").replace(was, "别人写的"), "utf-8")
    conflict = page.write(SLOT, was, "我写的")["conflicts"]
    assert conflict == [{"path": SLOT, "typed": "我写的", "now": "别人写的"}]
    assert page.raw()["原因"][INCOME] == "别人写的"
    page.write(CELL, digits, "900.5")
    assert page.raw()["原因"][INCOME] == "别人写的"
    page.write(SLOT, "别人写的", "我写的")
    assert page.raw()["原因"][INCOME] == "我写的"


def test_a_figure_moves_its_sentences_and_makes_reasons_stale(page: Page) -> None:
    page.post("confirm", path=SLOT)  # it was written for the figures of now
    total = "收入支出总表.收入.总计.决算数"
    view = page.write(total, page_was(page, total), "1,200.00")
    assert page.raw()["收入支出总表"]["收入"]["总计"]["决算数"] == 1200
    assert "stale" in marked(view, SLOT)[0].get("class")
    assert "已过时" in beside(view)
    assert "减少 → 增加" in beside(view)
    assert 'data-fault="错误"' in shown(view)
    view = page.post("confirm", path=SLOT)
    assert "stale" not in marked(view, SLOT)[0].get("class")


def test_what_is_no_number_is_told_and_nothing_written(page: Page) -> None:
    before = page.data.read_bytes()
    told = page.write(CELL, page_was(page, CELL), "八百")["problems"]
    assert "“八百”不是数" in told[0]
    told = page.write(CELL, page_was(page, CELL), "12.3456789")["problems"]
    assert "“12.3456789”小数位太多，以万元计最多6位" in told[0]
    assert "数据里没有这一处" in page.write("没有.这里", "", "1")["problems"][0]
    assert page.data.read_bytes() == before


def test_a_row_that_gets_last_years_figure_alone_has_none_of_this_year(page: Page) -> None:
    """A row that the table left blank was zero: nobody has to write that before the report can be made."""
    row = page.raw()["收入支出总表"]["收入"]
    assert "事业收入" not in row
    view = page.write("收入支出总表.收入.事业收入.上年决算数", "", "12.5")
    assert page.raw()["收入支出总表"]["收入"] == {**row, "事业收入": {"上年决算数": 12.5, "决算数": 0}}
    assert "缺少这一项" not in beside(view)


def test_figures_and_words_are_explained(page: Page) -> None:
    view = page.get()
    root = parser.document_fromstring(shown(view))
    said = next(one for one in root.find_class("said") if "减少" in one.text_content())
    (key,) = (
        key
        for key, block in view["blocks"].items()
        if parser.tostring(said, encoding="unicode", with_tail=False) in block
    )
    asked = f"explain?block={key}&number={said.get('data-explain')}"
    lines = page.get(asked)["lines"]
    assert any("情形“减少”" in line for line in lines)
    assert any(" = " in line for line in lines)
    cells = {f"{cell.get('data-cell')}" for cell in root.xpath("//td[@data-cell]")}
    assert set(said.get("data-from").split()) & cells
    assert page.get(f"explain?block=old&number={said.get('data-explain')}")["lines"] == []
    assert page.get(f"explain?block={key}&number=x")["lines"] == []


def test_a_finding_is_accepted_with_a_reason(page: Page) -> None:
    view = page.get()
    key = re.search(r'data-accept="([^"]+)"', beside(view))[1]
    assert page.post("accept", key=key, reason="无")["problems"]
    view = page.post("accept", key=key, reason="与业务系统核对过")
    assert page.raw()["已核实"][key] == "与业务系统核对过"
    assert f'data-accept="{key}"' not in beside(view)


def test_final_and_public_reports_or_why_not(page: Page) -> None:
    total = "收入支出总表.收入.总计.决算数"
    page.write(total, page_was(page, total), "1")
    assert "不能定稿" in page.post("finish")["problems"][-1]
    assert not list(page.data.parent.glob("*.docx"))
    page.post("undo")


def test_the_page_does_not_promise_what_is_only_looked_at_when_the_report_is_made_final(
    page: Page,
) -> None:
    """What people wrote is judged then."""
    for key in re.findall(r'data-accept="([^"]+)"', beside(page.get())):
        page.post("accept", key=key, reason="核对过")
    view = page.write(SLOT, page.raw()["原因"][INCOME], "项目减少XX个")
    [state] = re.findall(r'<p id="state" role="status">(.*?)</p>', beside(view))
    assert state == COMPLETE
    assert "XX" in page.post("finish")["problems"][0]


def test_downloads(page: Page) -> None:
    for ending, start in (("docx", b"PK"), ("html", b"<!DOCTYPE"), ("xlsx", b"PK"), ("txt", b"")):
        answer = page.client.get(f"/{TOKEN}/report/{ending}")
        assert (answer.status_code, answer.content[: len(start)]) == (200, start)
        assert "attachment" in answer.headers["content-disposition"]
    assert page.client.get(f"/{TOKEN}/report/exe").status_code == 404


def test_a_report_from_word_is_offered_before_it_is_taken(page: Page) -> None:
    hands = Hands(page.data.parent)
    assert hands.run("reasons", hands.data) == 0
    assert hands.render() == 0
    hands.edit(in_word(SLOT, "在Word里改的"))
    before = page.data.read_bytes()
    address = f"/{TOKEN}/offer?name=报告.docx"
    answer = page.client.post(
        address, content=hands.report.read_bytes(), headers={"origin": f"http://{HOST}"}
    )
    assert "＋ 在Word里改的" in "\n".join(answer.json()["lines"])
    assert page.data.read_bytes() == before
    page.post("take")
    assert page.raw()["原因"][INCOME] == "在Word里改的"
    page.post("undo")
    assert page.data.read_bytes() == before


def test_a_workbook_is_offered_before_it_is_taken(tmp_path: Path) -> None:
    data = tmp_path / "data.json"
    shutil.copy(SAMPLE, data)
    page = Page(data)
    before = data.read_bytes()
    tables = SAMPLE.with_name("公开表.xlsx").read_bytes()
    total = page_was(page, CELL)
    page.write(CELL, total, "900")
    answer = page.client.post(
        f"/{TOKEN}/offer?name=公开表.xlsx", content=tables, headers={"origin": f"http://{HOST}"}
    )
    assert any("900 → " in line for line in answer.json()["lines"]), answer.text
    page.post("take")
    assert page.raw()["收入支出总表"]["收入"]["一般公共预算财政拨款收入"]["决算数"] == page_number(before)
    page.desk.close()


def page_number(content: bytes) -> object:
    return json.loads(content)["收入支出总表"]["收入"]["一般公共预算财政拨款收入"]["决算数"]


def test_data_that_make_no_report_yet_are_filled_in(page: Page) -> None:
    raw = page.raw()
    del raw["年度"]
    page.data.write_text(dumps(raw), "utf-8")
    view = page.get()
    assert view["sections"] == []
    assert 'data-path="年度"' in beside(view)
    assert "数据还不能生成报告" in page.client.get(f"/{TOKEN}/report/docx").json()["problems"][0]
    assert page.write("年度", "", "2023")["sections"]


def test_a_file_that_breaks_meanwhile_is_told_and_comes_back(page: Page) -> None:
    page.get()
    good = page.data.read_bytes()
    page.data.write_bytes(good[: len(good) // 2])
    assert page.get("view")["problems"]
    assert page.write(CELL, "", "1")["problems"]
    page.data.write_bytes(good)
    assert page.get()["sections"]


def test_the_page_ends(page: Page) -> None:
    page.post("close")
    assert page.ended == 1


def test_what_was_taken_back_is_done_again_until_something_else_is_written(page: Page) -> None:
    was = page.raw()["原因"][INCOME]
    page.write(SLOT, was, "一")
    written = page.data.read_bytes()
    assert "没有可以重做的" in page.post("redo")["problems"][0]
    assert page.post("undo")["redo"] == 1
    page.get()  # as after a reload
    view = page.post("redo")
    assert (view["undo"], view["redo"]) == (1, 0)
    assert page.data.read_bytes() == written
    page.post("undo")
    assert page.write(SLOT, was, "二")["redo"] == 0
    assert "没有可以重做的" in page.post("redo")["problems"][0]


def test_only_blocks_that_changed_are_sent(page: Page) -> None:
    view = page.get()
    after = page.post(
        "write",
        typed=[{"path": SLOT, "was": page.raw()["原因"][INCOME], "text": "新的"}],
        have=view["version"],
    )
    keys = {key for _, keys in after["sections"] for key in keys} | {*after["margin"]}
    assert set(after["blocks"]) == keys - view["blocks"].keys()
    changed = "".join(after["blocks"].values())
    assert "新的" in changed
    assert len(changed) < len("".join(view["blocks"].values())) / 5
    assert after["look"] == view["look"]


def test_blocks_that_look_the_same_have_keys_of_their_own(page: Page) -> None:
    blocks = ViewBlocks()
    assert len(set(blocks.add_all(["<p>一</p>", "<p>一</p>", "<p>二</p>"]))) == 3


def test_data_without_a_table_are_typed_beside_it(page: Page) -> None:
    path = "收入支出总表.收入.总计.上年决算数"
    assert not [one for one in marked(page.get(), path) if one.tag == "td"]
    root = parser.fragment_fromstring(page.get("others")["html"], create_parent=True)
    (field,) = root.xpath("//*[@data-path=$path]", path=path)
    assert field.get("value") == field.get("data-was") == "878.16"
    assert root.xpath("//label[@for=$name]", name=field.get("id"))
    printed = {
        one.get("data-path")
        for one in parser.fragment_fromstring(shown(page.get()), create_parent=True).xpath("//td")
    }
    assert not {one.get("data-path") for one in root.xpath("//input")} & printed
    page.write(path, "878.16", "800.00")
    assert page.raw()["收入支出总表"]["收入"]["总计"]["上年决算数"] == 800


def test_last_years_report_is_offered_before_it_is_taken(tmp_path: Path) -> None:
    last = tmp_path / "2022.json"
    last.write_text(dumps(last_year()), "utf-8")
    data = tmp_path / "data.json"
    import_file(Sources(SAMPLE.with_name("公开表.xlsx")), None, data, "辽宁2023")
    page = Page(data)
    before = data.read_bytes()
    assert page.get()["sections"] == []
    lines = page.offer("2022.json", last.read_bytes())["lines"]
    assert any("从 2022.json 取了" in line for line in lines)
    assert "  收入支出总表 收入 总计 上年决算数：8781600（新）" in lines
    assert data.read_bytes() == before
    page.post("take")
    assert page.raw()["收入支出总表"]["收入"]["总计"]["上年决算数"] == 8781600
    assert page.raw()["部门"]["主要职责"]
    page.post("undo")
    assert data.read_bytes() == before
    page.desk.close()


def test_what_a_dropped_report_is_goes_by_its_year(page: Page, tmp_path: Path) -> None:
    """A report of narrator's of the year before is last year's; of this year, one that people worked on."""
    for year, kind in (
        (2022, DroppedKind.LAST_YEARS),
        (2023, DroppedKind.REPORT),
        (2021, DroppedKind.REPORT),
    ):
        folder = tmp_path / str(year)
        folder.mkdir()
        hands = Hands(folder, small() | {"年度": year})
        assert hands.run("render", hands.data, "-o", hands.report, "--form", "辽宁2023") == 0, hands.err
        assert Dropped.recognize(hands.report, page.desk.look().opened).kind is kind
    told = page.offer("2021.docx", hands.report.read_bytes())
    assert "2021年度的报告，与数据的年度不同" in told["problems"][0]
    assert "没有拖进来的文件" in page.post("take")["problems"][0]


def test_what_is_no_report_and_no_table_is_told(page: Page) -> None:
    assert "既不是报告" in page.offer("a.json", b"{}")["problems"][0]
    assert page.offer("a.txt", b"x")["problems"][0].startswith(
        "错误：a.txt："
    )  # by its name, not by where it is kept
    assert "既不是报告" in page.offer("a.txt", b"x")["problems"][0]


def test_final_and_public_reports_stand_beside_the_data(tmp_path: Path) -> None:
    data = Path(shutil.copy(FINISHED, tmp_path))
    page = Page(data)
    (made,) = page.post("finish")["lines"]
    assert "文字齐全" in made
    assert any("（公开）.docx" in line for line in page.post("publish")["lines"])
    (public,) = tmp_path.glob("*（公开）.docx")
    first = public.read_bytes()
    # Made again after a change, the one before is kept.
    reason, was = next(iter(page.raw()["原因"].items()))
    page.write(f"原因.{reason}", was, "又改了")
    assert any("旧文件留作" in line for line in page.post("publish")["lines"])
    (kept,) = tmp_path.glob("*（公开）.bak.docx")
    assert kept.read_bytes() == first != public.read_bytes()
    page.desk.close()


def test_two_who_write_at_the_same_moment(page: Page, monkeypatch) -> None:
    """Another program writes after the page has read the file, and before it writes."""
    was, others = page.raw()["原因"][INCOME], []

    def save_late(opened, text):
        if not others:
            others.append(page.data.read_text("utf-8").replace("辽宁省朝阳市科学技术局", "改了名的局"))
            page.data.write_text(others[0], "utf-8")
        return save(opened, text)

    monkeypatch.setattr(typed_values, "save", save_late)
    page.write(SLOT, was, "我写的")
    assert page.raw()["原因"][INCOME] == "我写的"
    assert "改了名的局" in page.data.read_text("utf-8")
    page.post("undo")
    assert page.data.read_text("utf-8") == others[0]


def test_who_comes_before_the_server_runs_waits() -> None:
    with open_socket(0) as listening:
        socket.create_connection(listening.getsockname(), timeout=5).close()
