"""A form's folder: what it must hold, and what is told of one that does not hold it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from compose.notation import FORM, layout
from phrases.notation import toml

from narrator import form
from narrator.cli.form_commands import new_form
from narrator.commands.forms import begin_form, copy_form
from narrator.disclosure.model import MODEL
from narrator.form import form_folders
from narrator.form.form_keys import find_unfit
from narrator.problem import Unusable
from narrator.shipped import shipped


def made(folder: Path, **files: str) -> Path:
    """A form in FOLDER: of FILES, by name with _ for the dot, a form.toml and a report.jinja."""
    for name, text in {"form_toml": FORM, "report_jinja": "", **files}.items():
        path = folder / "小" / name.replace("_", ".").replace("·", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(toml(text) if path.suffix == ".toml" else text, "utf-8")
    return folder / "小"


def told(call: object, folder: Path) -> list[str]:
    """The problems that CALL ends in, without FOLDER."""
    assert callable(call)
    with pytest.raises(Unusable) as error:
        call()
    return [str(problem).replace(f"{folder}/", "") for problem in error.value.problems]


def load(folder: Path) -> form.Form:
    return form.load("./小", folder)


def test_what_a_form_says_of_itself(tmp_path: Path) -> None:
    made(tmp_path, form_toml=FORM.replace("未公布 = []", '未公布 = ["一般公共预算支出表.*.年初预算数"]'))
    one = load(tmp_path)
    assert (one.name, one.title, one.year, one.authority) == ("小", "小格式", 2023, "某局")
    assert (one.main, one.file_title, one.zero) == ("report.jinja", "{{ 部门.名称 }}决算", "")
    assert one.unpublished == ("一般公共预算支出表.*.年初预算数",)
    assert one.folder.samefile(tmp_path / "小")
    assert one.layouts == {}


SHIPPED = [
    "上海2024", "上海2025", "中央2023", "中央2024", "四川2023", "天津2023", "安徽2023", "安徽三公2023", "广东2023", "浙江2023",
    "湖北2023", "湖南2023", "贵州2023", "辽宁2023", "辽宁2024", "重庆2023",
]  # fmt: skip


def test_the_forms_that_ship() -> None:
    assert form_folders.names() == SHIPPED
    for name in form_folders.names():
        assert form.load(name) is form.load(name)


def test_nothing_is_wrong_with_what_the_forms_that_ship_state() -> None:
    """Those of their keys are judged here that are not when such a form is read."""
    for one in map(form.load, SHIPPED):
        assert list(find_unfit(tomllib.loads(one.source), inherits=one.base is not None)) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("辽宁2026", f"从{'、'.join(SHIPPED)}中选一个，最像的是“辽宁2024”"),
        ("xyz", f"从{'、'.join(SHIPPED)}中选一个"),
        ("", f"从{'、'.join(SHIPPED)}中选一个"),
    ],
)
def test_a_form_that_is_not_there(name: str, hint: str, tmp_path: Path) -> None:
    assert told(lambda: form.load(name, tmp_path), tmp_path) == [
        f"错误：格式：没有“{name}”这种公开格式。请{hint}；自己的格式写成“./某省2025”（narrator forms 列出）。"
    ]


@pytest.mark.parametrize("name", ["./没有", "甲\0乙/", "/没有/这里", "../里/没有"])
def test_a_folder_that_is_not_there(name: str, tmp_path: Path) -> None:
    (line,) = told(lambda: form.load(name), tmp_path)
    assert (
        line
        == f"错误：格式：没有“{name}”这个文件夹。请改正路径；自带的格式直接写名称（{'、'.join(SHIPPED)}）。"
    )


@pytest.mark.parametrize("name", ["../甲", "/甲", "甲/乙", "./甲/乙", "..", "甲\0乙/", "甲\\乙"])
def test_a_folder_that_does_not_stand_beside_the_data(name: str, tmp_path: Path) -> None:
    (line,) = told(lambda: form.load(name, tmp_path / "里"), tmp_path)
    assert "不在数据文件的文件夹里。请把格式的文件夹放到数据文件旁边" in line


def test_a_folder_that_is_no_form(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    (line,) = told(lambda: form.load("./空", tmp_path), tmp_path)
    assert line.startswith("错误：空：这个文件夹里没有form.toml，不是公开格式。")


def test_a_folder_that_is_named_as_if_it_shipped(tmp_path: Path) -> None:
    made(tmp_path)
    (line,) = told(lambda: form.load("小", tmp_path), tmp_path)
    assert line == "错误：格式：没有“小”这种自带的公开格式。请用自己文件夹里的，写成“./小”。"


def test_everything_that_form_toml_lacks_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = '名称 = 5\n标题 = "甲"\n年度 = "2023"\n正文 = "report.jinja"\n文件标题 = ""\n未公布 = []\n又 = 1'
    made(tmp_path, form_toml=text)
    assert [line.split("。")[0] for line in told(lambda: load(tmp_path), tmp_path)] == [
        "错误：小/form.toml，第1行，名称：这一项的写法不对",
        "错误：小/form.toml，第3行，年度：这一项的写法不对",
        "错误：小/form.toml，第1行，制定机关：缺少这一项",
        "错误：小/form.toml，第5行，文件标题：这一项是空的",
        "错误：小/form.toml，第1行，零值：缺少这一项",
        "错误：小/form.toml，第7行，又：格式没有这一项",
    ]


@pytest.mark.parametrize("name", ["/etc/passwd", "../小/../../甲", "没有.jinja", "tables", "", "甲\\u0000"])
def test_a_main_template_that_is_not_in_the_folder(name: str, tmp_path: Path) -> None:
    (made(tmp_path) / "tables").mkdir()
    (tmp_path / "小" / "form.toml").write_text(toml(FORM.replace("report.jinja", name)), "utf-8")
    assert told(lambda: load(tmp_path), tmp_path) == [
        "错误：小/form.toml，第5行，正文：格式的文件夹里没有这个模板。"
        "请写文件夹里一个模板的文件名，例如report.jinja。"
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("[甲".encode(), "不是正确的TOML写法"),
        ('"名称" = "小"'.encode("gbk"), "格式文件不是UTF-8编码。请用记事本另存为UTF-8。"),
    ],
    ids=["no TOML", "not in UTF-8"],  # bytes are no names of tests to `mutants`
)
def test_a_form_toml_that_can_not_be_read(content: bytes, what: str, tmp_path: Path) -> None:
    (made(tmp_path) / "form.toml").write_bytes(content)
    (line,) = told(lambda: load(tmp_path), tmp_path)
    assert line.startswith("错误：小/form.toml")
    assert what in line


def test_styles_that_are_not_there(tmp_path: Path) -> None:
    made(tmp_path)
    assert told(lambda: load(tmp_path).styles, tmp_path) == [
        "错误：小/styles.toml：没有这个文件。请检查文件名和文件夹。"
    ]


def test_a_layout(tmp_path: Path) -> None:
    made(
        tmp_path,
        **{"tables·甲_toml": layout("甲 | 乙", "丙 | 丁", "左右", 表号='"收入支出总表"', 表注='["注"]')},
    )
    one = load(tmp_path).layouts["甲"]
    assert (one.number, one.title, one.page, one.style, one.look) == (
        "收入支出总表", "[一、] 表", "竖表", "表标题", "公开表",
    )  # fmt: skip
    assert (one.widths, one.aligns, one.line, one.notes) == ((20, 20), ("左", "右"), (), ("注",))
    assert (one.header, one.body) == ("丙 | 丁\n", "甲 | 乙\n")
    assert one.path.name == "甲.toml"


def test_messages_call_a_table_by_its_number_else_its_title_else_its_name(tmp_path: Path) -> None:
    def titled(title: str, **more: str) -> str:
        return layout("甲 | 乙", aligns="左右", **more).replace("[一、] 表", title)

    made(
        tmp_path,
        **{
            "tables·支出决算表_toml": titled("[三、] 支出表", 表号='"公开03表"'),
            "tables·收入决算表_toml": titled("[二、] 收入表"),
            "tables·基本支出表_toml": titled("{{ 年度 }}年度基本支出表"),
            "tables·三公经费表_toml": titled("").replace('"表标题"', '""'),
        },
    )
    one = load(tmp_path)
    called = {"支出决算表": "公开03表", "收入决算表": "收入表", "基本支出表": "…年度基本支出表"}
    for name in ("支出决算表", "收入决算表", "基本支出表", "三公经费表", "政府性基金表"):
        assert one.labels[name] == called.get(name, name)
    assert one.titles["公开03表"] == "公开03表 支出表"
    assert (
        one.titles["收入表"] == one.entitled("收入决算表.合计") == one.numbered("收入决算表.合计") == "收入表"
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (layout("甲 | 乙", aligns="左右", 列寬="[1]"), ["第13行，列寬：表样没有这一项"]),
        (layout("甲 | 乙", aligns="左右").replace("[20, 20]", "[20]"), ["第6行，对齐：与列宽的个数不同"]),
        (layout("甲 | 乙", aligns="左右").replace("[20, 20]", '"20"'), ["第5行，列宽：这一项的写法不对"]),
        (layout("甲 | 乙", aligns="左右").replace('"右"', '"后"'), ["第6行，对齐：有一列的对齐写得不对"]),
        (layout("甲 | 乙", aligns="左右").replace('"表标题"', '""'), ["第3行，标题样式：有标题才有标题样式"]),
        (
            layout("甲 | 乙", aligns="左右").replace("表体 = ", "表休 = ", 1),
            ["第10行，表休：表样没有这一项", "第1行，表体：缺少这一项"],
        ),
        (
            layout("甲 | 乙", aligns="左右")
            .replace('"表标题"', '""')
            .replace("表格样式", "表的样式", 1)
            .replace('"右"', '"后"'),
            [
                "第4行，表的样式：表样没有这一项",
                "第1行，表格样式：缺少这一项",
                "第6行，对齐：有一列的对齐写得不对",
                "第3行，标题样式：有标题才有标题样式",
            ],
        ),
        (
            layout("甲 | 乙", aligns="左右").replace("[20, 20]", "20").replace('"[一、] 表"', "1"),
            ["第1行，标题：这一项的写法不对", "第5行，列宽：这一项的写法不对"],
        ),
    ],
)
def test_a_layout_that_does_not_hold(text: str, what: list[str], tmp_path: Path) -> None:
    made(tmp_path, **{"tables·甲_toml": text})
    lines = told(lambda: load(tmp_path).layouts, tmp_path)
    assert [line.removeprefix("错误：小/tables/甲.toml，").split("。")[0] for line in lines] == what


def test_the_layouts_that_do_not_hold_are_told_at_once(tmp_path: Path) -> None:
    made(tmp_path, **{"tables·甲_toml": '标题 = "甲"', "tables·乙_toml": "["})
    lines = told(lambda: load(tmp_path).layouts, tmp_path)
    assert {re.split("[，：]", line)[1] for line in lines} == {"小/tables/甲.toml", "小/tables/乙.toml"}


def test_phrasebooks_lie_over_one_another(tmp_path: Path) -> None:
    assert [path.name for path in form.load("辽宁2023").phrasebooks()] == ["通用.toml", "辽宁2023.toml"]
    folder = made(tmp_path)
    assert [path.name for path in load(tmp_path).phrasebooks()] == ["通用.toml"]
    (folder / "phrasebook.toml").write_text("", "utf-8")
    assert [path.name for path in load(tmp_path).phrasebooks()] == ["通用.toml", "phrasebook.toml"]


# ---- the data that it asks for ----


def test_a_form_asks_for_data_of_its_own(tmp_path: Path) -> None:
    usual = form.load("辽宁2023").model
    assert "部门.联系人" not in str(usual.fields.keys())
    text = (shipped("templates") / "上海2024" / "data.toml").read_text("utf-8")
    folder = made(tmp_path)
    assert load(tmp_path).model.fields.keys() >= usual.fields.keys()
    (folder / "data.toml").write_text(text, "utf-8")
    form.load.cache_clear()
    assert load(tmp_path).model.fields.keys() == form.load("上海2024").model.fields.keys()


def test_a_form_without_data_of_its_own_uses_the_common_data_alone(tmp_path: Path) -> None:
    made(tmp_path)
    one = load(tmp_path)
    assert "机构设置" in str(one.model), "data.json may hold what other forms ask for"
    assert "机构设置" not in str(one.own_model), "but this one can not use it"
    assert one.own_model.fields == MODEL.fields


@pytest.mark.parametrize(
    ("entry", "told_of"),
    [
        ('["年度.甲"]\n类型 = "金额"\n说明 = "乙"', "第3行，年度.甲：“甲”的上一级下面不能有数据"),
        ('["部门.甲"]\n类型 = "钱"', "第3行，部门.甲：没有“钱”这种类型"),
        ('["部门.没有"]\n"必填" = true', "第3行，部门.没有：数据里没有“没有”"),
        ('["部门.甲"]\n类型 = "金额"\n说明 = "乙"\n["部门.甲"]\n', "第6行：不是正确的TOML写法（[\"部门.甲\"]这张表写了两次）"),
    ],
)  # fmt: skip
def test_a_data_toml_that_does_not_hold(entry: str, told_of: str, tmp_path: Path) -> None:
    made(tmp_path, data_toml=f'["部门.级次"]\n必填 = true\n{entry}')
    (line,) = told(lambda: load(tmp_path).model, tmp_path)
    assert line.startswith(f"错误：小/data.toml，{told_of}")


# ---- a new one ----


def test_a_form_begins_as_a_copy(tmp_path: Path) -> None:
    model = form.load("上海2024")
    folder = copy_form("某省2025", model, tmp_path)
    assert folder == tmp_path / "某省2025"
    one = form.load("./某省2025", tmp_path)
    assert (one.name, one.title, one.year) == ("某省2025", "某省2025年度部门决算公开格式", 2025)
    assert one.layouts.keys() == model.layouts.keys()
    assert [path.read_text("utf-8") for path in one.phrasebooks()] == [
        path.read_text("utf-8") for path in model.phrasebooks()
    ]


def test_a_copy_of_an_overlay_goes_on_from_what_that_goes_on_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    new_form("海南2025", "湖南2023", copy=True)
    assert "已建好 海南2025（只复制了湖南2023自己的文件，别的仍沿用中央2023的）。" in capsys.readouterr().out
    one = form.load("./海南2025", tmp_path)
    assert (one.title, one.year, one.base) == ("海南2025年度部门决算公开格式", 2025, form.load("中央2023"))
    copy_form("海南", one, tmp_path)
    again = form.load("./海南", tmp_path)
    assert (again.title, again.year) == ("海南部门决算公开格式", 2025)
    begin_form("接着", "./海南", tmp_path)
    (tmp_path / "里").mkdir()
    (line,) = told(lambda: copy_form("乙", form.load("./接着", tmp_path), tmp_path / "里"), tmp_path)
    assert line.startswith("错误：格式“接着”沿用的“海南”不在这里")
    assert not list((tmp_path / "里").iterdir())


@pytest.mark.parametrize("name", ["", "甲/乙", "../甲", ".甲", ".."])
def test_a_name_that_no_folder_can_have(name: str, tmp_path: Path) -> None:
    model = form.load("辽宁2023")
    assert told(lambda: copy_form(name, model, tmp_path), tmp_path) == [
        f"错误：“{name}”不能作格式的名称。请写成“某省2025”的样子。"
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_form_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (line,) = told(lambda: copy_form("甲", form.load("辽宁2023"), tmp_path), tmp_path)
    assert line.endswith("甲”了。请换一个名称。")
    assert list((tmp_path / "甲").iterdir()) == []


def test_the_names_of_its_tables_are_known_by_the_titles_of_the_form() -> None:
    titles = form.load("中央2023").named_by_title()
    assert titles["一般公共预算财政拨款基本支出决算明细表"] == "基本支出表"
    assert titles["收入决算表"] == "收入决算表"


@pytest.mark.parametrize(
    "name", ["", ".", "..", "没有2023", "./辽宁2023", "辽宁2023/", "../templates/辽宁2023", "辽\0宁"]
)
def test_a_form_ships_by_its_name_alone(name: str) -> None:
    assert all(map(form_folders.is_shipped, form_folders.names()))
    assert not form_folders.is_shipped(name)
