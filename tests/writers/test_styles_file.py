"""Reading styles.toml: what clerks may write, and what they are told when it is wrong."""

import copy
import tomllib

import pytest

from narrator.document import Contents, Document, Heading, Page, Paragraph, Table
from narrator.problem import Unusable
from narrator.spans import Text
from narrator.writers import styles_file
from narrator.writers.docx import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def changed(styles, toml):
    """STYLES with the entries of TOML put over them; the value "删" takes a key away."""
    result = copy.deepcopy(dict(styles))

    def put(into, entries):
        for key, value in entries.items():
            if value == "删":
                del into[key]
            elif isinstance(value, dict):
                put(into.setdefault(key, {}), value)
            else:
                into[key] = value

    put(result, tomllib.loads(toml))
    return result


def problems(styles, toml):
    with pytest.raises(Unusable) as caught:
        styles_file.read(changed(styles, toml))
    return [problem.where for problem in caught.value.problems]


def test_sizes_by_name_and_in_points(styles):
    for size, half_points in (('"初号"', 84), ('"五号"', 21), ("10.5", 21), ("16", 32), ('"小六"', 13)):
        look = styles_file.read(changed(styles, f'["段落样式"."名单"]\n"行距" = 0\n"字号" = {size}'))
        assert look.paragraphs["名单"].half_points == half_points


def test_lengths_in_the_units_of_the_clerk(styles):
    look = styles_file.read(
        changed(
            styles,
            '["段落样式"."名单"]\n"行距" = 28.95\n"段前" = 6\n"首行缩进" = 2\n["页面版式"."封面"]\n"纸张" = "A3"\n"方向" = "横"\n"上" = 25.4\n',
        )
    )
    style, page = look.paragraphs["名单"], look.pages["封面"]
    assert (style.line, style.before, style.first_indent) == (579, 120, 200)
    assert (page.width, page.height, page.landscape, page.top) == (23811, 16838, True, 1440)


def test_a_table_style_changes_only_what_it_names(styles):
    look = styles_file.read(changed(styles, '["表格样式"."公开表"]\n"字号" = "六号"'))
    cell, base = look.tables["公开表"].text, look.paragraphs["表内"]
    assert (cell.half_points, base.half_points) == (15, 18)
    assert cell._replace(half_points=18) == base


@pytest.mark.parametrize(
    ("toml", "where"),
    [
        ('["段落样式"."正文"]\n"字号" = "三号半"', "段落样式.正文.字号"),
        ('["段落样式"."正文"]\n"字号" = 10.3', "段落样式.正文.字号"),
        ('["段落样式"."正文"]\n"字号" = true', "段落样式.正文.字号"),
        ('["段落样式"."正文"]\n"字号" = "删"', "段落样式.正文.字号"),
        ('["段落样式"."正文"]\n"字体" = "宋体"', "段落样式.正文.字体"),
        ('["段落样式"."正文"]\n"中文字体" = ""', "段落样式.正文.中文字体"),
        ('["段落样式"."正文"]\n"中文字体" = 3', "段落样式.正文.中文字体"),
        ('["段落样式"."正文"]\n"中文字体" = "仿宋\\n"', "段落样式.正文.中文字体"),
        (f'["段落样式"."正文"]\n"西文字体" = "{"A" * 32}"', "段落样式.正文.西文字体"),
        ('["段落样式"."正文"]\n"字号" = 400', "段落样式.正文.字号"),
        ('["段落样式"."正文"]\n"行距" = 3', "段落样式.正文.行距"),
        ('["段落样式"."正文"]\n"字号" = 40', "段落样式.正文.行距"),
        ('["段落样式"."正文"]\n"首行缩进" = 30', "段落样式.正文.首行缩进"),
        ('["段落样式"."正文"]\n"大纲级别" = 1.5', "段落样式.正文.大纲级别"),
        ('["页面版式"."正文"]\n"页码从" = 1.5', "页面版式.正文.页码从"),
        ('["页面版式"."正文"]\n"页码距下边" = 40', "页面版式.正文.页码距下边"),
        ('["表格样式"."公开表"]\n"行距" = 5', "表格样式.公开表.行距"),
        ('["表格样式"."公开表"]\n"字号" = "三号"', "表格样式.公开表.行距"),
        ('["表格样式"."公开表"]\n"行高" = 300', "表格样式.公开表.行高"),
        ('["表格样式"."公开表"]\n"左右边距" = 20', "表格样式.公开表.左右边距"),
        ('["段落样式".""]\n"中文字体" = "宋体"\n"字号" = 9', "段落样式."),
        ('["段落样式"."正文"]\n"加粗" = "是"', "段落样式.正文.加粗"),
        ('["段落样式"."正文"]\n"对齐" = "居中"', "段落样式.正文.对齐"),
        ('["段落样式"."正文"]\n"行距" = -1', "段落样式.正文.行距"),
        ('["段落样式"."正文"]\n"行距" = nan', "段落样式.正文.行距"),
        ('["段落样式"."正文"]\n"段前" = true', "段落样式.正文.段前"),
        ('["段落样式"."一级标题"]\n"大纲级别" = 3', "段落样式.一级标题.大纲级别"),
        ('["段落样式"."名单"]\n"Word样式" = "标题 1"', "段落样式.名单.Word样式"),
        ('["段落样式"."名单"]\n"Word样式" = "Normal"', "段落样式.名单.Word样式"),
        ('["段落样式"."正文"]\n"Word样式" = "删"', "段落样式"),
        ('["段落样式"."页码"]\n"Word样式" = "删"', "段落样式"),
        ('["段落样式"."公开表"]\n"中文字体" = "宋体"\n"字号" = 9', "段落样式.公开表"),
        ('["段落样式"]\n"名单" = 3', "段落样式.名单"),
        ('["页面版式"."正文"]\n"上" = "37"', "页面版式.正文.上"),
        ('["页面版式"."正文"]\n"左" = 200', "页面版式.正文"),
        ('["页面版式"."正文"]\n"方向" = "横向"', "页面版式.正文.方向"),
        ('["页面版式"."正文"]\n"纸张" = "B5"', "页面版式.正文.纸张"),
        ('["表格样式"."公开表"]\n"文字样式" = "没有的"', "表格样式.公开表.文字样式"),
        ('["表格样式"."公开表"]\n"行高" = inf', "表格样式.公开表.行高"),
        ('["字体"."宋体"]\n"替代" = "SimSun"', "字体.宋体.替代"),
        ('["字体"."宋体"]\n"替代" = ["A,B"]', "字体.宋体.替代"),
        ('["页面样式"."正文"]\n"上" = 37', "页面样式"),
    ],
)
def test_each_mistake_is_told_with_its_place(toml, where, styles):
    assert where in problems(styles, toml)


def test_all_mistakes_are_told_at_once(styles):
    toml = (
        '["段落样式"."正文"]\n"字号" = "大"\n"对齐" = "居中"\n["页面版式"."封面"]\n"上" = "宽"\n'
        '["表格样式"."公开表"]\n"外框" = 1'
    )
    assert problems(styles, toml) == [
        "段落样式.正文.字号",
        "段落样式.正文.对齐",
        "页面版式.封面.上",
        "表格样式.公开表.外框",
    ]


def test_styles_that_the_report_names_and_the_sheet_has_not(styles):
    document = Document(
        "题",
        (
            Page("没有的版式"),
            Paragraph(Text("甲"), "没有的段落"),
            Heading(1, Text("甲"), "没有的段落"),
            Contents(3, "目录"),
            Table("表", (), (), (), "没有的表"),
        ),
    )
    with pytest.raises(Unusable) as caught:
        write(document, styles)
    assert [problem.where for problem in caught.value.problems] == [
        "页面版式.没有的版式",
        "段落样式.没有的段落",
        "表格样式.没有的表",
        "段落样式",  # no style is Word's toc 3
    ]


def test_names_with_markup_in_them_do_not_break_the_file(styles):
    toml = (
        '["段落样式"."<&>\\"\'"]\n"中文字体" = "<&>\\"\'"\n"字号" = 9\n'
        '["表格样式"."<\\"&"]\n"文字样式" = "<&>\\"\'"\n'
    )
    assert write(Document("题", (Paragraph(Text("甲"), "<&>\"'"),)), changed(styles, toml))
