"""word/styles.xml and word/fontTable.xml: complete styles, real headings, fonts that have stand-ins."""

import pytest

from narrator.document import Cell, Column, Paragraph, Table
from narrator.spans import Text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def package(write):
    return write(Paragraph(Text("甲"), "正文"))


@pytest.fixture(scope="module")
def sheet(package):
    """The paragraph styles by the name that Word shows first, or by the name beside it."""
    found = {}
    for style in package.xml("word/styles.xml").iter(f"{W}style"):
        if style.get(f"{W}type") == "paragraph":
            aliases = style.find(f"{W}aliases")
            name = style.find(f"{W}name") if aliases is None else aliases
            found[name.get(f"{W}val")] = style
    return found


def value(style, path, attribute="val"):
    found = style.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + attribute)


def test_every_style_that_composing_names_is_there(styles, sheet):
    names = (
        "封面单位 封面标题 目录标题 目录一级 目录二级 部分标题 一级标题 二级标题 三级标题 表标题 "
        "小标题段 正文 名单 表号 表头行 表注 附表标题 表内"
    )
    assert set(names.split()) <= set(styles["段落样式"])
    assert set(names.split()) - {"正文"} <= set(sheet)  # Word itself calls its style Normal 正文
    assert {"封面", "目录", "正文", "扉页", "竖表", "横表", "附表竖", "附表横"} <= set(styles["页面版式"])


def test_the_cells_of_a_table_are_centred_from_top_to_bottom(write):
    cell = Cell(0, (Text("甲"),), "左")
    package = write(Table("收入支出总表", (Column(30, "左"),), (), ((cell,),), "公开表"))
    (used,) = package.values("tblPr", "tblStyle")
    sheet = {style.get(f"{W}styleId"): style for style in package.xml("word/styles.xml").iter(f"{W}style")}
    assert value(sheet[used], "tcPr/vAlign") == "center"


def test_every_style_sets_every_font_slot_and_both_sizes(sheet):
    for name, style in sheet.items():
        fonts = style.find(f"{W}rPr/{W}rFonts")
        assert {key.removeprefix(W) for key in fonts.attrib} == {"ascii", "hAnsi", "eastAsia", "cs"}, name
        assert value(style, "rPr/sz") == value(style, "rPr/szCs"), name


@pytest.mark.parametrize(
    ("name", "word", "level"),
    [
        ("部分标题", "heading 1", "0"),
        ("一级标题", "heading 2", "1"),
        ("二级标题", "heading 3", "2"),
        ("三级标题", "heading 4", "3"),
    ],
)
def test_headings_are_words_own_and_neither_bold_nor_coloured(name, word, level, sheet):
    style = sheet[name]
    assert value(style, "name") == word
    assert value(style, "pPr/outlineLvl") == level
    assert value(style, "rPr/b") == value(style, "rPr/bCs") == value(style, "rPr/i") == "0"
    assert value(style, "rPr/color") == "auto"
    assert style.find(f"{W}rPr/{W}rFonts").get(f"{W}asciiTheme") is None
    assert value(style, "pPr/keepNext") == "1"


def test_table_titles_are_headings_of_the_second_level(sheet):
    for name in ("表标题", "附表标题"):
        assert value(sheet[name], "basedOn") == "Heading2"
        assert value(sheet[name], "pPr/outlineLvl") == "1"
        assert value(sheet[name], "pPr/jc") == "center"
        # Heading 2 has an indent, which a centred title must not inherit.
        assert value(sheet[name], "pPr/ind", "firstLineChars") == "0"


def test_body_text_follows_the_standard(sheet):
    """GB/T 9704-2012: 仿宋 三号, 22 lines on 225 mm, two characters of indent."""
    body = sheet["Normal"]
    assert body.get(f"{W}default") == "1"
    assert value(body, "rPr/rFonts", "eastAsia") == "仿宋_GB2312"
    assert value(body, "rPr/rFonts", "ascii") == "Times New Roman"
    assert value(body, "rPr/sz") == "32"
    assert value(body, "pPr/spacing", "lineRule") == "exact"
    assert 22 * int(value(body, "pPr/spacing", "line")) / 20 <= 225 / 25.4 * 72
    assert value(body, "pPr/ind", "firstLineChars") == "200"
    assert value(body, "pPr/ind", "firstLine") == "640"
    assert value(body, "pPr/jc") == "both"
    assert value(body, "pPr/widowControl") == "0"


def test_styles_have_one_identifier_each(package):
    identifiers = [style.get(f"{W}styleId") for style in package.xml("word/styles.xml").iter(f"{W}style")]
    assert len(identifiers) == len(set(identifiers))


def test_the_document_is_chinese(package):
    (language,) = package.within(package.xml("word/styles.xml"), "docDefaults", "rPrDefault", "rPr", "lang")
    assert language.get(f"{W}eastAsia") == "zh-CN"


def test_fonts_that_may_be_missing_have_stand_ins(package):
    fonts = {font.get(f"{W}name"): font for font in package.xml("word/fontTable.xml")}
    for name, other in (("仿宋_GB2312", "FangSong"), ("楷体_GB2312", "KaiTi"), ("方正小标宋简体", "SimSun")):
        assert other in fonts[name].find(f"{W}altName").get(f"{W}val").split(",")
    assert "Times New Roman" in fonts


def test_every_style_that_the_parts_name_exists(write, table):
    package = write(Paragraph(Text("甲"), "名单"), table("甲 | >1"))
    defined = {style.get(f"{W}styleId") for style in package.xml("word/styles.xml").iter(f"{W}style")}
    used = {*package.values("pStyle"), *package.values("rStyle"), *package.values("tblStyle")}
    used |= {ref.get(f"{W}val") for ref in package.within(package.xml("word/styles.xml"), "style", "basedOn")}
    used |= {ref.get(f"{W}val") for ref in package.within(package.xml("word/styles.xml"), "style", "next")}
    assert used <= defined
