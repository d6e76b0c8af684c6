"""Reading styles.toml: from the parsed file to a `Look`, with every mistake in it told at once.

The file is written by people who know Word and not Python, so each mistake names the place in the file
and what may stand there. What the keys mean is said at the head of a form's styles.toml.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from narrator.problem import Problem, Unusable
from narrator.writers.look import (
    BODY,
    PAGE_NUMBER,
    WORD_STYLES,
    Look,
    PageLayout,
    ParagraphStyle,
    TableStyle,
    dxa,
)

Value = TypeVar("Value")

# The sizes that Word offers by name, in points.
SIZES: Mapping[str, float] = {
    "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15,
    "四号": 14, "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5,
}  # fmt: skip
HALF_POINTS = frozenset(half / 2 for half in range(4, 201))  # 2 to 100 points; Word knows no finer step
LONGEST = 31  # characters of a font's name, as Windows has it
PAPERS = {"A4": (210, 297), "A3": (297, 420)}  # mm, upright
ALIGNMENTS = {"左": "左", "中": "中", "右": "右", "两端": "两端"}
DIRECTIONS = {"竖": False, "横": True}
LATIN = "Times New Roman"


class _Entry:
    """One table of the file, read key by key; what is wrong is noted and a stand-in goes on."""

    def __init__(self, place: str, values: object, problems: list[Problem]) -> None:
        self.place = place
        self._problems = problems
        if not isinstance(values, Mapping):
            self.wrong("", "不是一组「名字 = 值」", f"写成 [{place}] 开头的一组")
        self._values: Mapping[str, object] = values if isinstance(values, Mapping) else {}
        self._known: set[str] = set()

    def wrong(self, key: str, what: str, hint: str) -> None:
        """Note a problem with a key of the table; "" is for the table as a whole."""
        self._problems.append(Problem(".".join(filter(None, (self.place, key))), what, hint))

    def has(self, key: str) -> bool:
        """Return whether the file has that key."""
        return key in self._values

    def take(self, key: str, stand_in: object = None) -> object:
        """Return the value of a key, or the stand-in when the file has none. It is a problem when there is no
        stand-in, either.
        """
        self._known.add(key)
        if key not in self._values and stand_in is None:
            self.wrong(key, "没有写", f"补上「{key}」")
        return self._values.get(key, stand_in)

    def text(self, key: str, stand_in: str | None = None) -> str:
        """Return a text that is not empty, unless the stand-in is; the stand-in, or "", where the file has none, which is
        noted."""
        value = self.take(key, stand_in)
        if isinstance(value, str) and (value.strip() or stand_in == ""):
            return value
        if value is not None:
            self.wrong(key, "应当是文字", "用双引号写一个名字")
        return stand_in or ""

    def font(self, key: str, stand_in: str | None = None) -> str:
        """Return the name of a font. What can be the name of none is noted."""
        name = self.text(key, stand_in)
        if len(name) > LONGEST or not name.isprintable():
            self.wrong(key, "不是一种字体的名字", "照Word里字体框中的名字写")
        return name

    def whole(self, key: str, most: int) -> int:
        """Return a whole number from 0 up to the most that is allowed. Decimals are noted, and cut off."""
        value = self.number(key, 0, most)
        if value != int(value):
            self.wrong(key, "应当是没有小数的数", f"写 0 到 {most} 之间的整数")
        return int(value)

    def flag(self, key: str) -> bool:
        """Return whether the file says true. What is neither true nor false is noted and is false."""
        value = self.take(key, False)
        if not isinstance(value, bool):
            self.wrong(key, "应当是 true 或 false", "写 true（是）或 false（否），不加引号")
        return value is True

    def number(self, key: str, stand_in: float | None = None, most: float = 500) -> float:
        """Return a number from 0 up to the most that is allowed; the stand-in, or 0, where the file has none such, which is
        noted."""
        value = self.take(key, stand_in)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= most:
            return value
        if value is not None:
            self.wrong(key, "应当是数", f"写 0 到 {most} 之间的数，不加引号")
        return stand_in or 0

    def choice(self, key: str, choices: Mapping[str, Value], stand_in: str) -> Value:
        """Return what the text of a key stands for among the choices; what the stand-in stands for where it is none of them,
        which is noted."""
        value = self.take(key, stand_in)
        if not isinstance(value, str) or value not in choices:
            self.wrong(key, f"没有「{value}」这一种", f"写其中一种：{'、'.join(filter(None, choices))}")
            value = stand_in
        return choices[value]

    def half_points(self, key: str) -> int:
        """Return a type size in half points, from its Chinese name or from points; that of 16 points where it is neither,
        which is noted."""
        value = self.take(key)
        points = SIZES.get(value) if isinstance(value, str) else value
        if isinstance(points, (int, float)) and points is not True and points in HALF_POINTS:
            return int(points * 2)
        if value is not None:
            self.wrong(key, f"没有「{value}」这个字号", '写字号的名字（如 "小五"）或磅数（如 10.5）')
        return 2 * 16

    def close(self) -> None:
        """Note a problem for every key that nothing asked for: most often a mistake."""
        for key in self._values:
            if key not in self._known:
                known = "、".join(sorted(self._known))
                self.wrong(key, "没有这个项目", f"改成其中一个：{known}；不要的就删掉")


def read(styles: Mapping[str, object]) -> Look:
    """Return the look that a parsed styles.toml describes. Raises Unusable with every problem in it."""
    problems: list[Problem] = []
    top = _Entry("", styles, problems)

    def entries(kind: str) -> list[tuple[str, _Entry]]:
        """Return the entries of a kind, by name."""
        group = _Entry(kind, top.take(kind, {}), problems)
        return [(name, _Entry(f"{kind}.{name}", value, problems)) for name, value in group._values.items()]

    fonts = {name: _font(entry) for name, entry in entries("字体")}
    paragraphs = {name: _paragraph(name, entry) for name, entry in entries("段落样式")}
    pages = {name: _page(name, entry) for name, entry in entries("页面版式")}
    tables = {
        name: table for name, entry in entries("表格样式") if (table := _table(name, entry, paragraphs))
    }
    top.close()
    look = Look(fonts, paragraphs, pages, tables)
    problems += _contradictions(look)
    if problems:
        raise Unusable(problems)
    return look


def _font(entry: _Entry) -> tuple[str, ...]:
    """Return what may stand in for a font, in the order in which to try."""
    names = entry.take("替代")
    entry.close()
    if isinstance(names, list) and all(isinstance(name, str) and "," not in name for name in names):
        return tuple(names)
    entry.wrong("替代", "应当是一列字体名", '写成 ["仿宋", "FangSong"] 的样子')
    return ()


def _paragraph(name: str, entry: _Entry) -> ParagraphStyle:
    """Return a paragraph style."""
    style = ParagraphStyle(
        name=name,
        word_name=entry.choice("Word样式", {"": "", **{word: word for word in WORD_STYLES}}, ""),
        chinese_font=entry.font("中文字体"),
        latin_font=entry.font("西文字体", LATIN),
        half_points=entry.half_points("字号"),
        bold=entry.flag("加粗"),
        align=entry.choice("对齐", ALIGNMENTS, "左"),
        line=round(entry.number("行距", 0) * 20),
        before=round(entry.number("段前", 0) * 20),
        after=round(entry.number("段后", 0) * 20),
        first_indent=round(entry.number("首行缩进", 0, most=20) * 100),
        left_indent=round(entry.number("左缩进", 0, most=20) * 100),
        outline=entry.whole("大纲级别", 9),
        page_break_before=entry.flag("段前分页"),
        keep_with_next=entry.flag("与下段同页"),
    )
    cramped(entry, style)
    if style.word_name.startswith("heading") and style.word_name != f"heading {style.outline}":
        entry.wrong("大纲级别", f"和Word样式「{style.word_name}」不一致", f"写 {style.word_name[-1]}")
    entry.close()
    return style


def cramped(entry: _Entry, style: ParagraphStyle) -> None:
    """Note a problem when the fixed lines of a style are lower than its type, which would be cut off."""
    if 0 < style.line < style.half_points * 10:
        entry.wrong(
            "行距", f"比字还小（字高{style.half_points / 2:g}磅），字会被切掉", "改大；不写就是单倍行距"
        )


def _page(name: str, entry: _Entry) -> PageLayout:
    """Return a page layout."""
    across, down = map(dxa, entry.choice("纸张", PAPERS, "A4"))
    landscape = entry.choice("方向", DIRECTIONS, "竖")
    layout = PageLayout(
        name=name,
        width=down if landscape else across,
        height=across if landscape else down,
        landscape=landscape,
        top=dxa(entry.number("上")),
        bottom=dxa(entry.number("下")),
        left=dxa(entry.number("左")),
        right=dxa(entry.number("右")),
        numbered=entry.flag("页码"),
        first_number=entry.whole("页码从", 9999),
        footer=dxa(entry.number("页码距下边", 15)),
        centred=entry.flag("垂直居中"),
    )
    if min(layout.text_width, layout.height - layout.top - layout.bottom) < dxa(20):
        entry.wrong("", "页边距太大，纸上没有写字的地方", "把上、下、左、右改小")
    if layout.numbered and layout.footer >= layout.bottom:
        entry.wrong("页码距下边", "页码跑到正文里去了", "写得比“下”小")
    entry.close()
    return layout


def _table(name: str, entry: _Entry, paragraphs: Mapping[str, ParagraphStyle]) -> TableStyle | None:
    """Return a table style; None when the style of its text is not there."""
    base = entry.text("文字样式")
    text = paragraphs.get(base)
    if text is None:
        entry.wrong("文字样式", f"没有「{base}」这个段落样式", "写段落样式里有的名字")
        return None
    half_points = entry.half_points("字号") if entry.has("字号") else text.half_points
    row_height = entry.number("行高", 0, most=200)
    style = TableStyle(
        name=name,
        text=text._replace(
            chinese_font=entry.font("中文字体", text.chinese_font),
            latin_font=entry.font("西文字体", text.latin_font),
            half_points=half_points,
            line=round(entry.number("行距", text.line / 20) * 20),
        ),
        base=base,
        outer_rule=round(entry.number("外框线", 0.5, most=12) * 8),
        inner_rule=round(entry.number("内框线", 0.5, most=12) * 8),
        row_height=dxa(row_height),
        side_margin=dxa(entry.number("左右边距", 1, most=10)),
        end_margin=dxa(entry.number("上下边距", 0, most=20)),
        right_indent=dxa(entry.number("右对齐缩进", 0, most=20)),
        least_row_height=dxa(entry.number("最小行高", row_height, most=200)),
        least_half_points=entry.half_points("最小字号") if entry.has("最小字号") else half_points,
    )
    for key, least, most in (
        ("最小行高", style.least_row_height, style.row_height),
        ("最小字号", style.least_half_points, half_points),
    ):
        if least > most:
            entry.wrong(key, f"比“{key[2:]}”还大", "改小；不写就不缩")
    cramped(entry, style.text)
    entry.close()
    return style


def _contradictions(look: Look) -> list[Problem]:
    """Return what is wrong between the entries of a sheet, where each alone may be right."""
    problems = []
    words = [style.word_name for style in look.paragraphs.values() if style.word_name]
    needed = [BODY, *([PAGE_NUMBER] if any(page.numbered for page in look.pages.values()) else [])]
    for word in needed:
        if word not in words:
            problems.append(
                Problem(
                    "段落样式", f"没有一个样式的Word样式是「{word}」", f'给一个样式写上 "Word样式" = "{word}"'
                )
            )
    for name, style in look.paragraphs.items():
        if style.word_name and look.known_to_word(style.word_name) is not style:
            problems.append(
                Problem(f"段落样式.{name}.Word样式", f"「{style.word_name}」用了两次", "给其中一个删掉这一行")
            )
        if not name.strip() or len(name) > 60 or not name.isprintable():
            problems.append(Problem(f"段落样式.{name}", "这个名字不能用", "换一个名字"))
        if name in look.tables or name in WORD_STYLES.values():
            problems.append(Problem(f"段落样式.{name}", "这个名字另有用处", "换一个名字"))
    return problems
