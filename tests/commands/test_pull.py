"""Pull: what was edited in Word's controls comes back, everything else is told, nothing else moves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.desk import INCOME, SCIENCE, Desk, control, equal_but, saved, swap, typed, untagged, with_part

DUTY = "部门.主要职责[2]"
GOAL = "预算绩效.项目[1].绩效目标完成情况"


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with a report whose reasons are recorded in the data."""
    desk = Desk(tmp_path_factory.mktemp("取回"))
    desk.run("reasons", desk.data)
    assert desk.render() == 0
    return desk


@pytest.fixture(params=["tagged", "untagged"])
def word(request: pytest.FixtureRequest, reported: Desk, tmp_path: Path) -> Desk:
    """A desk with a report, as Word saves it, and as LibreOffice does."""
    desk = reported.copied(tmp_path)
    desk.saves = [untagged] if request.param == "untagged" else []  # type: ignore[attr-defined]
    return desk


def pulled(desk: Desk, *edits: object, code: int = 0) -> dict:
    desk.edit(*edits, *desk.saves)  # type: ignore[arg-type,attr-defined]
    assert desk.pull() == code, desk.err
    return desk.raw


def test_nothing_was_edited(word: Desk) -> None:
    before = word.data.read_bytes()
    pulled(word)
    assert word.data.read_bytes() == before
    assert "没有要取回的文字" in word.out
    assert word.err == ""


def test_a_reason_and_a_duty(word: Desk) -> None:
    before = word.data.read_text("utf-8")
    raw = pulled(word, typed(f"原因.{SCIENCE}", "会展改期"), typed(DUTY, "统筹推进市创新体系建设"))
    assert raw["原因"][SCIENCE] == "会展改期"
    assert (
        raw["部门"]["主要职责"][1] == "统筹推进市创新体系建设。"
    )  # the full stop stands outside the control
    equal_but(before, word.data.read_text("utf-8"), f"原因.{SCIENCE}", DUTY, f"原因记录.{SCIENCE}")
    assert "− 会展中心由市统筹安排，会场租赁费未发生" in word.out
    assert "＋ 会展改期" in word.out
    assert word.err == ""
    assert word.pull() == 0
    assert "没有要取回的文字" in word.out


def test_a_placeholder_that_was_filled_in(desk: Desk) -> None:
    desk.change(lambda raw: raw["原因"].pop(INCOME))
    assert desk.render() == 0
    desk.edit(typed(f"原因.{INCOME}", "人员减少"))
    assert desk.pull() == 0
    assert desk.raw["原因"][INCOME] == "人员减少"
    assert desk.raw["原因记录"][INCOME].startswith("减少26.99万元（878.16→851.17）#")


def test_words_typed_behind_a_placeholder(desk: Desk) -> None:
    desk.change(lambda raw: raw["原因"].pop(INCOME))
    assert desk.render() == 0
    prompt = re.search("【请填写[^】]*收入总计与上年相比[^】]*】", desk.text())
    assert prompt
    desk.edit(typed(f"原因.{INCOME}", f"{prompt[0]}人员减少"))
    assert desk.pull() == 0
    assert desk.raw["原因"][INCOME] == "人员减少"


def test_a_placeholder_that_is_still_there_is_no_text(desk: Desk) -> None:
    desk.change(lambda raw: raw["原因"].pop(INCOME))
    assert desk.render() == 0
    assert desk.pull() == 0
    desk.edit(typed(f"原因.{INCOME}", "【请填写其中一部分】人员减少"))
    assert desk.pull() == 1
    assert "还留着提示" in desk.err
    assert INCOME not in desk.raw["原因"]


def test_paragraphs_of_a_text(word: Desk) -> None:
    """One of two paragraphs is changed; then one is deleted."""
    first, second = word.raw["预算绩效"]["项目"][0]["绩效目标完成情况"]
    raw = pulled(word, typed(GOAL, "新的第一段", 0))
    assert raw["预算绩效"]["项目"][0]["绩效目标完成情况"] == ["新的第一段。", second]
    assert first != "新的第一段。"
    assert word.err == ""


def test_a_paragraph_that_was_deleted(desk: Desk) -> None:
    assert desk.render() == 0

    def without(xml: str) -> str:
        found = list(control(GOAL).finditer(xml))[1]
        return xml[: found.start()] + xml[found.end() :]

    desk.edit(without)
    assert desk.pull() == 0
    assert len(desk.raw["预算绩效"]["项目"][0]["绩效目标完成情况"]) == 1


def test_what_is_typed_is_never_evaluated(word: Desk) -> None:
    text = '{{ 7*7 }}{% raw %}<b>&amp;"\\u0041\\n${x}'
    raw = pulled(word, typed(f"原因.{INCOME}", text))
    assert raw["原因"][INCOME] == text
    assert word.render() == 0
    assert text in word.text()


def test_changes_outside_are_told_paragraph_by_paragraph(word: Desk) -> None:
    before = word.data.read_bytes()
    pulled(
        word,
        swap("政府采购支出情况。", "政府采购情况。"),
        swap("财政拨款收入851.17万元", "财政拨款收入999.99万元"),
        swap("</w:body>", "<w:p><w:r><w:t>局长：要加一段</w:t></w:r></w:p></w:body>"),
        code=1,
    )
    assert word.data.read_bytes() == before
    told = word.err.splitlines()
    assert len(told) == 3
    assert all("没有采用" in line and "请在数据或格式里改" in line for line in told)
    assert "999.99万元" in word.err
    assert "加了“局长：要加一段”" in word.err


def joined(xml: str) -> str:
    """The paragraph on 公务接待费 goes on in the one above."""
    at = xml.index("2.公务接待费")
    begin = xml.rindex("<w:p>", 0, at)
    above = xml.rindex("</w:p>", 0, begin)
    return xml[:above] + xml[xml.index("</w:pPr>", begin) + len("</w:pPr>") :]


def parted(xml: str) -> str:
    """The paragraph on 因公出国 is two: the second begins where its sentence on travels does."""
    at = xml.index("1.因公出国")
    style = xml[xml.rindex("<w:pPr>", 0, at) : xml.index("</w:pPr>", xml.rindex("<w:pPr>", 0, at)) + 8]
    cut = xml.index("年参加出国", at) - 4
    return f'{xml[:cut]}</w:t></w:r></w:p><w:p>{style}<w:r><w:t xml:space="preserve">{xml[cut:]}'


@pytest.mark.parametrize(
    ("edit", "what"), [(joined, "和后面一段合成了一段"), (parted, "分成了两段")], ids=["joined", "parted"]
)
def test_paragraphs_that_were_joined_or_parted_are_told_once(
    word: Desk, edit: Callable[[str], str], what: str
) -> None:
    pulled(word, edit, code=1)
    [told] = word.err.splitlines()
    assert "“1.因公出国（境）费" in told
    assert f"”{what}，字没有改，没有采用" in told


def test_text_typed_behind_a_control_is_told(word: Desk) -> None:
    end = "</w:sdtContent></w:sdt>"

    def edit(xml: str) -> str:
        found = control(f"原因.{INCOME}").search(xml)
        assert found
        return xml[: found.end()] + "<w:r><w:t>，还有别的</w:t></w:r>" + xml[found.end() :]

    assert end
    pulled(word, edit, code=1)
    assert "还有别的" in word.err


def test_a_control_that_was_deleted(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(lambda xml: control(f"原因.{INCOME}").sub(r"\1", xml))
    assert desk.pull() == 1
    assert f"“原因.{INCOME}”的框没有了，文字没有变" in desk.err
    desk.edit(lambda xml: control("原因.支出总计与上年相比").sub("<w:r><w:t>别的</w:t></w:r>", xml))
    assert desk.pull() == 1
    line = next(
        n for n, one in enumerate(desk.data.read_text("utf-8").split("\n"), 1) if "支出总计与上年" in one
    )
    assert "“原因.支出总计与上年相比”的框没有了，这里的文字像是它改成了“别的”，没有采用。" in desk.err
    assert f"data.json的“原因.支出总计与上年相比”，写在第{line}行的引号里。" in desk.err
    assert desk.raw["原因"]["支出总计与上年相比"] == "人员变动，人员减少"


def test_a_control_that_was_copied(desk: Desk) -> None:
    assert desk.render() == 0
    other = "<w:p>{}</w:p></w:body>"

    def copy(xml: str) -> str:
        found = control(f"原因.{INCOME}").search(xml)
        assert found
        return xml.replace("</w:body>", other.format(found[0].replace("人员变动", "人员流动")))

    desk.edit(copy)
    before = desk.data.read_bytes()
    assert desk.pull() == 1
    assert "框多了一份：“人员流动，人员减少”" in desk.err
    assert desk.data.read_bytes() == before


def split(slot: str, first: str, second: str, between: str = "") -> Callable[[str], str]:
    """An edit that makes two controls of that of SLOT, as Word does when it is broken or pasted into."""

    def edit(xml: str) -> str:
        found = control(slot).search(xml)
        assert found
        one, other = (found[0].replace(found[1], f"<w:r><w:t>{text}</w:t></w:r>") for text in (first, second))
        return xml.replace(found[0], one + between + other)

    return edit


BROKEN = '</w:p><w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>'


def test_a_control_split_in_two_is_one_text(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(split(f"原因.{SCIENCE}", "会展改期，", "场租没有发生"))
    assert desk.pull() == 0, desk.err
    assert desk.raw["原因"][SCIENCE] == "会展改期，场租没有发生"
    assert desk.err == ""
    assert desk.render() == 0, desk.err
    assert "主要原因是会展改期，场租没有发生。" in desk.text()


@pytest.mark.parametrize("saves", [[], [untagged]], ids=["tagged", "untagged"])
def test_a_control_split_by_a_new_paragraph_is_one_text(
    desk: Desk, saves: list[Callable[[str], str]]
) -> None:
    assert desk.render() == 0
    desk.edit(split(f"原因.{SCIENCE}", "一是会展改期；", "二是场租没有发生", BROKEN), *saves)
    assert desk.pull() == 0, desk.err
    assert desk.raw["原因"][SCIENCE] == ["一是会展改期；", "二是场租没有发生"]
    assert desk.err == ""


def test_pieces_without_names_are_told_and_not_taken(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(split(f"原因.{SCIENCE}", "会展改期，", "场租没有发生"), untagged)
    before = desk.files()
    assert desk.pull() == 1
    assert desk.files() == before
    assert "会展改期" in desk.err
    assert "场租没有发生" in desk.err
    assert desk.render() == 2
    assert desk.files() == before


@pytest.mark.parametrize("between", ["<w:r><w:t>，别的，</w:t></w:r>", f"<w:r><w:t>完。</w:t></w:r>{BROKEN}"])
@pytest.mark.parametrize("saves", [[], [untagged]], ids=["tagged", "untagged"])
def test_of_a_control_split_apart_nothing_is_taken(
    desk: Desk, between: str, saves: list[Callable[[str], str]]
) -> None:
    assert desk.render() == 0
    desk.edit(split(f"原因.{SCIENCE}", "会展改期", "场租没有发生", between), *saves)
    before = desk.files()
    assert desk.pull() == 1
    assert desk.files() == before
    assert "会展改期" in desk.err
    assert "场租没有发生" in desk.err
    assert desk.render() == 2
    assert desk.files() == before


def test_a_piece_of_a_text_that_was_moved_elsewhere(desk: Desk) -> None:
    assert desk.render() == 0

    def moved(xml: str) -> str:
        found = control(f"原因.{SCIENCE}").search(xml)
        assert found
        other = found[0].replace(found[1], "<w:r><w:t>场租没有发生</w:t></w:r>")
        return typed(f"原因.{SCIENCE}", "会展改期")(xml).replace("</w:body>", f"<w:p>{other}</w:p></w:body>")

    desk.edit(moved)
    before = desk.data.read_bytes()
    assert desk.pull() == 1
    assert desk.data.read_bytes() == before
    assert "“会展改期”" in desk.err
    assert "“场租没有发生”" in desk.err


def test_a_text_that_was_moved_out_of_its_control_is_told_and_not_emptied(word: Desk) -> None:
    """By a tracked move, or cut and pasted elsewhere."""
    [duty] = [word.raw["部门"]["主要职责"][1].rstrip("。")]

    def moved(xml: str) -> str:
        last = xml.rindex("<w:sectPr>")
        return f"{typed(DUTY, '')(xml[:last])}<w:p><w:r><w:t>（九）{duty}。</w:t></w:r></w:p>{xml[last:]}"

    before = word.data.read_bytes()
    pulled(word, moved, code=1)
    assert word.data.read_bytes() == before
    assert (
        f"“{DUTY}”的文字从框里移到了框外：“{duty}”，没有采用。请移回框里；要换次序，在数据里改。" in word.err
    )
    assert word.err.count(duty) == 1


@pytest.mark.parametrize("gone", [True, False])
def test_a_row_of_a_table_that_went_or_came_is_told_once(word: Desk, gone: bool) -> None:
    def edit(xml: str) -> str:
        start, end = (
            xml.rindex("<w:tr>", 0, xml.index(">2060404<")),
            xml.index("</w:tr>", xml.index(">2060404<")) + 7,
        )
        return xml[:start] + ("" if gone else xml[start:end] * 2) + xml[end:]

    pulled(word, edit, code=1)
    [told] = [line for line in word.err.splitlines() if "没有采用" in line]
    assert f"：表里{'删掉' if gone else '加'}了“2060404 科技成果转化与扩散 " in told
    assert told.endswith("”这一行，没有采用。请在数据或格式里改。")


def test_a_control_pasted_behind_itself_is_a_copy(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(split(f"原因.{SCIENCE}", "会展改期", "会展改期"))
    assert desk.pull() == 1
    assert desk.raw["原因"][SCIENCE] == "会展改期"
    assert "框多了一份：“会展改期”" in desk.err


def test_a_control_of_somebody_else(desk: Desk) -> None:
    assert desk.render() == 0
    foreign = '<w:p><w:sdt><w:sdtPr><w:tag w:val="日期"/></w:sdtPr><w:sdtContent><w:r><w:t>2024年</w:t></w:r></w:sdtContent></w:sdt></w:p>'
    desk.edit(lambda xml: xml.replace("</w:body>", f"{foreign}</w:body>"))
    assert desk.pull() == 1
    assert "加了“2024年”" in desk.err


def test_tracked_changes_count_as_accepted(word: Desk) -> None:
    def track(xml: str) -> str:
        found = control(f"原因.{SCIENCE}").search(xml)
        assert found
        runs = (
            '<w:r><w:t>会展</w:t></w:r><w:del w:id="901" w:author="a"><w:r><w:delText>中心</w:delText></w:r></w:del>'
            '<w:ins w:id="902" w:author="a"><w:r><w:t>改</w:t></w:r><w:r><w:t>期</w:t></w:r></w:ins>'
        )
        return xml[: found.start(1)] + runs + xml[found.end(1) :]

    assert pulled(word, track)["原因"][SCIENCE] == "会展改期"


def test_both_sides_changed(word: Desk) -> None:
    word.edit(typed(f"原因.{SCIENCE}", "局长写的"), *word.saves)  # type: ignore[attr-defined]
    word.change(lambda raw: raw["原因"].update({SCIENCE: "会计写的"}))
    before = word.files()
    assert word.pull() == 2
    assert word.files() == before
    assert "报告：局长写的" in word.err
    assert "数据：会计写的" in word.err
    assert "\n  两边不一样。请改成一样的再运行；" in word.err
    assert not re.search("^[\\s。]*。|^ *请", word.err, re.M)
    assert word.pull("--prefer", "数据") == 0
    assert word.raw["原因"][SCIENCE] == "会计写的"
    assert "照 --prefer 数据，报告里的1处文字没有采用：" in word.out
    assert "报告：局长写的" in word.out
    assert word.pull("--prefer", "报告") == 0
    assert word.raw["原因"][SCIENCE] == "局长写的"


def test_a_conflict_and_what_stands_outside_are_told_at_once(word: Desk) -> None:
    word.edit(typed(f"原因.{SCIENCE}", "局长写的"), swap("政府采购支出情况。", "政府采购情况。"), *word.saves)  # type: ignore[attr-defined]
    word.change(lambda raw: raw["原因"].update({SCIENCE: "会计写的"}))
    assert word.pull() == 2
    assert "Word里和数据里都改了" in word.err
    assert "改成了“（二）政府采购情况。”，没有采用" in word.err


def test_the_sides_to_prefer_are_named(desk: Desk) -> None:
    assert desk.pull("--prefer", "Word") == 2
    assert desk.err == "错误：哪一边写得不对。请写成报告或数据。\n"


def test_both_sides_changed_alike(word: Desk) -> None:
    word.edit(typed(f"原因.{SCIENCE}", "一样"))
    word.change(lambda raw: raw["原因"].update({SCIENCE: "一样。"}))
    assert word.pull() == 0
    assert word.raw["原因"][SCIENCE] == "一样。"


def test_another_project_stands_there_now(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(typed("预算绩效.项目[1].下一步改进措施", "抓紧"))
    desk.change(lambda raw: raw["预算绩效"]["项目"][0].update({"名称": "别的项目"}))
    before = desk.data.read_bytes()
    assert desk.pull() == 1
    assert "没有地方放" in desk.err
    assert "抓紧" in desk.err
    assert desk.data.read_bytes() == before


def test_a_text_that_may_not_be_empty(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(typed("预算绩效.部门评价结果", ""))
    before = desk.data.read_bytes()
    assert desk.pull() == 2
    assert "预算绩效.部门评价结果：取回Word里的改动后，这里是空的" in desk.err
    assert desk.data.read_bytes() == before


def test_word_prompt_in_a_control_that_was_emptied(desk: Desk) -> None:
    assert desk.render() == 0

    def edit(xml: str) -> str:
        found = control(f"原因.{INCOME}").search(xml)
        assert found
        emptied = found[0].replace("</w:sdtPr>", "<w:showingPlcHdr/></w:sdtPr>")
        return xml.replace(
            found[0], emptied.replace(found[1], "<w:r><w:t>单击或点击此处输入文字。</w:t></w:r>")
        )

    desk.edit(edit)
    assert desk.pull() == 0
    assert desk.raw["原因"][INCOME] == ""


def test_a_prompt_of_a_template_is_no_text(desk: Desk) -> None:
    """What a control shows that says itself that it shows a prompt, whatever the prompt's words are."""
    assert desk.render() == 0
    before = desk.data.read_bytes()
    tag = f'<w:tag w:val="原因.{SCIENCE}"/>'
    desk.edit(typed(f"原因.{SCIENCE}", "点这里写"), swap(tag, f"{tag}<w:showingPlcHdr/>"))
    assert desk.pull() == 1
    assert "的框里是提示“点这里写”，没有采用" in desk.err
    assert desk.data.read_bytes() == before


def test_lines_break_a_text_into_paragraphs(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(typed(f"原因.{INCOME}", "一是人员减少；@二是压减"), swap("@", "</w:t><w:br/><w:t>"))
    assert desk.pull() == 0
    assert desk.raw["原因"][INCOME] == ["一是人员减少；", "二是压减"]


def test_a_line_separator_breaks_a_text_too(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(typed(f"原因.{INCOME}", "一是人员减少；\u2028二是压减"))
    assert desk.pull() == 0
    assert desk.raw["原因"][INCOME] == ["一是人员减少；", "二是压减"]
    assert desk.render() == 0, desk.err


def test_a_symbol_is_told(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(
        typed(f"原因.{INCOME}", "人员@减少"),
        swap("@", '</w:t><w:sym w:font="Wingdings" w:char="F04A"/><w:t>'),
    )
    assert desk.pull() == 1
    assert "加了图片或符号，没有采用" in desk.err


def test_a_symbol_that_is_a_letter_is_taken(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(
        typed(f"原因.{INCOME}", "人员@减少"),
        swap("@", '</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>'),
    )
    assert desk.pull() == 0
    assert desk.raw["原因"][INCOME] == "人员☑减少"


def test_the_form_of_the_file_stays(desk: Desk) -> None:
    """CRLF, tabs, a byte order mark, an odd order."""
    text = desk.data.read_text("utf-8").replace("\n", "\r\n\t")
    desk.data.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert desk.render() == 0
    text = desk.data.read_bytes().decode("utf-8-sig")
    desk.edit(typed(f"原因.{SCIENCE}", "会展改期"))
    assert desk.pull() == 0
    after = desk.data.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert b"\n" not in after.replace(b"\r\n", b"")
    equal_but(text, after.decode("utf-8-sig"), f"原因.{SCIENCE}", f"原因记录.{SCIENCE}")


def test_escapes_and_spaces_stay(desk: Desk) -> None:
    """Whatever a program wrote as \\uXXXX stays so, odd spaces and an odd order too."""
    text = json.dumps(desk.raw, ensure_ascii=True, default=float, separators=(" ,  ", " : "), sort_keys=True)
    desk.data.write_text(text, "utf-8")
    assert desk.render() == 0
    after = desk.data.read_text("utf-8")
    assert after.startswith(text[:-3])  # only records came, at the end
    text = after
    assert desk.pull() == 0
    assert desk.data.read_text("utf-8") == text
    desk.edit(typed(f"原因.{SCIENCE}", "会展改期"))
    assert desk.pull() == 0
    after = desk.data.read_text("utf-8")
    assert json.loads(after)["原因"][SCIENCE] == "会展改期"
    old = json.dumps("会展中心由市统筹安排，会场租赁费未发生")
    records = json.dumps({"原因记录": json.loads(after)["原因记录"]}, ensure_ascii=False)[1:-1]
    assert records in after
    assert after.replace('"会展改期"', old).partition(records)[0].rstrip(" ,") in text
    assert len(after) < len(text) + len(records) + 10


def test_comments_and_headers_are_told(desk: Desk) -> None:
    assert desk.render() == 0
    note = (
        "<w:comments {}><w:comment w:id='1'><w:p><w:r><w:t>请再核</w:t></w:r></w:p></w:comment></w:comments>"
    )
    desk.report.write_bytes(with_part(desk.report.read_bytes(), "comments", note))
    assert desk.pull() == 1
    assert "批注“请再核”" in desk.err
    desk.report.write_bytes(saved(desk.report.read_bytes(), swap("— ", "内部资料— "), "word/footer1.xml"))
    assert desk.pull() == 1
    assert "内部资料" in desk.err


def test_a_report_of_another_year_or_another_program(desk: Desk) -> None:
    assert desk.render() == 0
    desk.change(lambda raw: raw.update({"年度": raw["年度"] + 1}))
    assert desk.pull() == 2
    assert "2023年度的报告" in desk.err
    desk.edit()
    desk.report.write_bytes(
        saved(desk.report.read_bytes(), swap("urn:narrator", "urn:other", 9), "customXml/item1.xml")
    )
    desk.edit(untagged)
    assert desk.pull() == 2
    assert "不是narrator生成的" in desk.err


def test_a_cell_is_told_with_its_row(word: Desk) -> None:
    pulled(word, lambda xml: ">999.17<".join(xml.rsplit(">851.17<", 1)), code=1)
    assert "五、一般公共预算财政拨款支出决算表“合计”：“851.17”改成了“999.17”，没有采用" in word.err


def test_a_control_of_word_around_everything(word: Desk) -> None:
    """Word's “group” stands around the whole text; it is not ours, whatever is in it."""

    def grouped(xml: str) -> str:
        head, body, end = re.split("(?<=<w:body>)|(?=<w:sectPr(?:(?!<w:sectPr).)*</w:body>)", xml, flags=re.S)
        group = "<w:sdt><w:sdtPr><w:group/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
        return head + group.format(body) + end

    raw = pulled(word, typed(f"原因.{SCIENCE}", "会展改期"), grouped)
    assert raw["原因"][SCIENCE] == "会展改期"
    assert word.err == ""


def test_a_control_that_was_taken_away_is_named(desk: Desk) -> None:
    assert desk.render() == 0

    def unwrapped(xml: str) -> str:
        found = control(f"原因.{SCIENCE}").search(xml)
        assert found
        return xml.replace(found[0], found[1])

    desk.edit(unwrapped)
    assert desk.pull() == 1
    assert f"：“原因.{SCIENCE}”的框没有了，文字没有变" in desk.err


HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部掌握</w:t></w:r>"


def test_hidden_text_is_not_taken_and_is_told_by_every_command(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(swap("</w:p>", f"{HIDDEN}</w:p>"))
    before = desk.data.read_bytes()
    assert desk.pull() == 1
    assert "有隐藏的文字“内部掌握”，读者看不见，没有采用" in desk.err
    assert desk.data.read_bytes() == before
    assert desk.run("diff", desk.data, desk.report) == 0
    assert "没有不同" in desk.out
    assert "有隐藏的文字“内部掌握”" in desk.err
    desk.run("check", desk.report)
    assert "有隐藏的文字“内部掌握”" in desk.out
    assert desk.render() == 2
    assert "改动会丢失" in desk.err


def test_a_text_that_was_hidden_is_not_emptied(desk: Desk) -> None:
    assert desk.render() == 0

    def hide(xml: str) -> str:
        found = control(f"原因.{SCIENCE}").search(xml)
        assert found
        return xml[: found.start(1)] + HIDDEN + xml[found.end(1) :]

    before = desk.data.read_bytes()
    desk.edit(hide)
    assert desk.pull() == 1
    assert f"“原因.{SCIENCE}”里有隐藏的文字" in desk.err
    assert desk.data.read_bytes() == before


def test_a_prompt_typed_over_a_text_is_told_not_emptied(desk: Desk) -> None:
    assert desk.render() == 0
    before = desk.data.read_bytes()
    desk.edit(typed(f"原因.{SCIENCE}", "【请填写原因】"))
    assert desk.pull() == 1
    assert "还留着提示：“【请填写原因】”，没有采用" in desk.err
    assert desk.data.read_bytes() == before


def test_words_behind_a_prompt_are_told_not_emptied(desk: Desk) -> None:
    """The text begins like a prompt of ours and ends like one, and there are words between."""
    assert desk.render() == 0
    before = desk.data.read_bytes()
    desk.edit(typed(f"原因.{SCIENCE}", "【请填写原因】会展改期，见附件【三】"))
    assert desk.pull() == 1
    assert "还留着提示" in desk.err
    assert desk.data.read_bytes() == before


def test_hyphens_that_do_not_break_and_soft_ones_come_back_as_they_were(desk: Desk) -> None:
    """As LibreOffice saves them: elements instead of letters."""
    text = "按“十四\u2011五”规划执\u00ad行"
    desk.change(lambda raw: raw["原因"].update({SCIENCE: text}))
    assert desk.render() == 0
    elements = {"\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}
    for letter, element in elements.items():
        desk.edit(swap(letter, f"</w:t>{element}<w:t>"))
    assert desk.pull() == 0, desk.err
    assert desk.err == ""
    assert desk.raw["原因"][SCIENCE] == text


def test_a_file_within_the_file_and_the_title_are_told(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(swap("</w:p>", '</w:p><w:altChunk r:id="rIdNone"/>'))
    title = desk.report.read_bytes()
    desk.report.write_bytes(
        saved(title, swap("年度部门决算</dc:title>", "年度决算</dc:title>"), "docProps/core.xml")
    )
    assert desk.pull() == 1
    assert "嵌着另一份文件（altChunk）" in desk.err
    assert "文件属性里的标题由“辽宁省朝阳市科学技术局2023年度部门决算”改成了" in desk.err
    desk.run("check", desk.report)
    assert "文件属性里的标题是“辽宁省朝阳市科学技术局2023年度决算”" in desk.err
    assert desk.run("diff", desk.data, desk.report) == 0
    assert "【文件属性里的标题】" in desk.out


def test_a_header_is_told_with_what_nobody_sees_in_it(desk: Desk) -> None:
    assert desk.render() == 0
    report = desk.report.read_bytes()
    seen = "<w:r><w:t>内部资料</w:t></w:r>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>密件</w:t></w:r>"
    chunk = '<w:altChunk r:id="rIdNone" xmlns:r="urn:r"/>'
    desk.report.write_bytes(
        with_part(report, "header", f"<w:hdr {{}}>{chunk}<w:p>{seen}{hidden}</w:p></w:hdr>")
    )
    assert desk.run("diff", desk.data, desk.report) == 0
    assert desk.out.splitlines()[:2] == ["【页眉】", "  ＋ 内部资料"]
    unseen = ["页眉：嵌着另一份文件（altChunk）", "页眉：有隐藏的文字“密件”"]
    assert all(one in desk.err for one in unseen)
    desk.run("check", desk.report)
    assert all(one in desk.err for one in ("报告里有页眉“内部资料”，没有核对", *unseen))
    assert desk.pull() == 1
    assert all(one in desk.err for one in ("报告里加了页眉“内部资料”，没有采用", *unseen))
    assert desk.run("publish", desk.report, "-o", desk.folder / "公开.docx") == 2
    assert all(one in desk.err for one in unseen)


def test_a_number_without_end_is_told_by_its_beginning(desk: Desk) -> None:
    assert desk.render() == 0
    desk.edit(swap("26.99", "9" * 9_000))
    for command in (("diff", desk.data, desk.report), ("pull", desk.report, desk.data)):
        desk.run(*command)
        assert f"{'9' * 20}…（共9000位）" in desk.out + desk.err
        assert "9" * 21 not in desk.out + desk.err


def without_snapshot(desk: Desk) -> None:
    """As an editor saves the report that drops what it does not know."""
    desk.report.write_bytes(saved(desk.report.read_bytes(), lambda _: "<a/>", "customXml/item1.xml"))


def test_a_report_that_lost_its_data_is_pulled_with_an_old_one_or_the_data(desk: Desk) -> None:
    assert desk.render() == 0
    old = desk.folder / "旧报告.docx"
    old.write_bytes(desk.report.read_bytes())
    desk.edit(typed(f"原因.{SCIENCE}", "会展改期"))
    without_snapshot(desk)
    before = desk.data.read_bytes()
    assert desk.pull() == 2
    assert "控件还在" in desk.err
    assert "--base" in desk.err
    assert desk.render() == 2
    assert "--base" in desk.err
    for base in (old, desk.data):
        desk.data.write_bytes(before)
        assert desk.pull("--base", str(base)) == 0, desk.err
        assert desk.raw["原因"][SCIENCE] == "会展改期"
        equal_but(before.decode(), desk.data.read_text("utf-8"), f"原因.{SCIENCE}", f"原因记录.{SCIENCE}")


def test_what_both_changed_since_the_old_report_is_a_conflict(desk: Desk) -> None:
    assert desk.render() == 0
    old = desk.folder / "旧报告.docx"
    old.write_bytes(desk.report.read_bytes())
    desk.edit(typed(f"原因.{SCIENCE}", "局长写的"))
    without_snapshot(desk)
    desk.change(lambda raw: raw["原因"].update({SCIENCE: "会计写的"}))
    assert desk.pull("--base", str(old)) == 2
    assert "Word里和数据里都改了" in desk.err


def test_a_base_that_is_of_no_use(desk: Desk) -> None:
    assert desk.render() == 0
    without_snapshot(desk)
    assert desk.pull("--base", str(desk.report)) == 2
    assert "不能作为 --base" in desk.err
    desk.edit(lambda xml: xml.replace("<w:tag ", "<w:other "))
    assert desk.pull() == 2
    assert "不是narrator生成的" in desk.err
    assert desk.pull("--base", str(desk.data)) == 2
    assert "控件一个也没有了" in desk.err


@pytest.mark.parametrize("name", ["报告.doc", "报告.wps", "报告.pdf", "报告.rtf"])
def test_every_command_says_the_same_of_what_is_no_docx(desk: Desk, name: str) -> None:
    """By the name and by the content, whichever tells."""
    assert desk.render() == 0
    other = desk.folder / name
    other.write_bytes(b"{\\rtf1 abc}")
    for command in (
        ("check", other), ("explain", other, "持平"), ("diff", other, desk.data), ("pull", other, desk.data),
        ("publish", other, "-o", desk.folder / "公开.docx"), ("pull", desk.report, desk.data, "--base", other),
    ):  # fmt: skip
        if "--base" in command:
            without_snapshot(desk)
        assert desk.run(*command) == 2, command
        assert "这是RTF文件（.rtf）。请用Word或WPS打开，另存为“Word 文档（.docx）”。" in desk.err, command
