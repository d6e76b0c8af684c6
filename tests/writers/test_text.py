"""Plain text, and the table of formats."""

from narrator.document import Contents, Document, Heading, Page, Paragraph, Spread
from narrator.spans import Text
from narrator.writers import WRITERS, text


def test_reads_like_the_report(table):
    grid = table("""
        项目 | ←    | =金额
        编码 | 名称 | ↑
        ---
        206  | 科技 | >619.32
    """)
    document = Document(
        "题",
        (
            Page("封面"),
            Paragraph(Text("封面"), "封面标题"),
            Page("目录"),
            Contents(1, "目录"),
            Page("正文"),
            Heading(1, Text("第一部分"), "部分标题"),
            Heading(2, Text("一、职责"), "一级标题"),
            Spread((Text("部门：某局"), Text("2023年度"), Text("万元")), "表头行"),
            grid,
            Paragraph(Text("注：略"), "表注"),
        ),
    )
    assert text.write(document) == (
        "封面\n\n第一部分\n\n第一部分\n一、职责\n部门：某局\t2023年度\t万元\n\n"
        "项目\t\t金额\n编码\t名称\t\n206\t科技\t619.32\n\n注：略\n"
    )


def test_a_row_stays_a_row(table):
    grid = table("甲 | 乙")
    cell = grid.body[0][0]._replace(paragraphs=(Text("一\n二\t三"), Text("四")))
    grid = grid._replace(body=((cell, grid.body[0][1]),))
    assert text.write(Document("题", (grid,))) == "一 二 三 四\t乙\n"


def test_formats_by_file_ending(styles):
    document = Document("题", (Paragraph(Text("某局\ud800"), "正文"),))
    assert set(WRITERS) == {".docx", ".html", ".pdf", ".txt", ".xlsx"}
    assert WRITERS[".txt"](document, {}, ()) == "某局?\n".encode()
    assert WRITERS[".docx"](document, styles, ()).startswith(b"PK")
