"""How a report sets its texts, as styles.toml says it, where it does so otherwise than the base: fonts, sizes, alignment, lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from narrator.compose.markup import HEADING_STYLES
from narrator.compose.outline import PARAGRAPHS, TABLES
from narrator.document import Spread, Table
from narrator.form import Form
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.layouts import is_spread
from narrator.learning.table_places import NUMBER, around_tables
from narrator.writers.look import BODY, Look, ParagraphStyle, TableStyle
from narrator.writers.styles_file import LONGEST, SIZES
from narrator.writers.styles_file import read as read_look

if TYPE_CHECKING:
    from narrator.readers.docx.blocks import Setting

LINE_ABOVE, ABOVE_NUMBER = "表头行", "表号"  # the styles of what stands above every table
# What Word calls fonts, as it names them in Chinese.
FONTS = {
    "SimSun": "宋体", "SimHei": "黑体", "FangSong": "仿宋", "KaiTi": "楷体", "FangSong_GB2312": "仿宋_GB2312",
    "KaiTi_GB2312": "楷体_GB2312", "NSimSun": "新宋体", "Microsoft YaHei": "微软雅黑", "DengXian": "等线",
    "FZXiaoBiaoSong-B05S": "方正小标宋简体", "STSong": "华文宋体", "STFangsong": "华文仿宋", "STKaiti": "华文楷体",
}  # fmt: skip
ALIGNS = {"left": "左", "center": "中", "right": "右", "both": "两端"}
NEAR_LINE, NEAR_INDENT = 20, 25  # twips, and hundredths of a character, that nobody sees
SINGLE = 1.3  # of its type, a single line
Entries = dict[tuple[str, ...], dict[str, Any]]


def find_text_styles(
    blocks: Sequence[PrintedBlock],
    settings: Mapping[int, Sequence[Setting]],
    names: Sequence[str],
    base: Form,
) -> Entries:
    """Return what styles of the base would have to say for texts to be set as in a report, by the kind and the name of their
    entry: as most letters of those texts are that the base sets in that style. settings: of the texts in each block, by its
    place; nothing is said of a block that is not there. names: of the tables in order."""
    look = read_look(base.styles)
    found: Entries = {}
    seen: dict[tuple[str, str], list[Setting]] = {}
    for block, key in zip(blocks, styles_of(blocks, names, base, look), strict=True):
        seen.setdefault(key, []).extend(settings.get(block.number, ()))
    for (kind, name), several in seen.items():
        if kind == PARAGRAPHS and name in look.paragraphs:
            stated = dict(differing_text(most_set(several), look.paragraphs[name])) if several else {}
        elif kind == TABLES and name in look.tables:
            stated = dict(differing_cells(most_set(several), look.tables[name])) if several else {}
        else:
            continue
        if stated:
            found[kind, name] = stated
    return found


def style_for_numbers(layouts: Iterable[str], base: Form) -> Entries:
    """Return a style for the numbers above tables, on the right as they stand, where a layout states one and the base has
    no style for any. layouts: the files of the layouts."""
    styles = base.styles.get(PARAGRAPHS)
    if not isinstance(styles, Mapping) or ABOVE_NUMBER in styles:
        return {}
    if not any(f'"{ABOVE_NUMBER}" = ' in one for one in layouts):
        return {}
    return {(PARAGRAPHS, ABOVE_NUMBER): {**styles.get(LINE_ABOVE, {}), "对齐": "右"}}


def styles_of(
    blocks: Sequence[PrintedBlock], names: Sequence[str], base: Form, look: Look
) -> Iterator[tuple[str, str]]:
    """Yield the kind and the name of the style in which the base sets each block of a report; "" twice where it has none."""
    around, tables = around_tables(blocks), iter(names)
    body = look.known_to_word(BODY)
    for at, block in enumerate(blocks):
        table = base.layouts.get(next(tables, "")) if isinstance(block.block, Table) else None
        if isinstance(block.block, Table):
            yield (TABLES, table.look) if table else ("", "")
        elif block.number in around:
            yield PARAGRAPHS, style_above(blocks[at:]) if block.base is None else block.base.style
        elif block.base is not None:
            yield PARAGRAPHS, block.base.style
        elif block.level:
            yield PARAGRAPHS, HEADING_STYLES.get(block.level, "")
        elif block.section and body and not isinstance(block.block, Spread):
            yield PARAGRAPHS, body.name
        else:
            yield "", ""


def style_above(blocks: Sequence[PrintedBlock]) -> str:
    """Return the style of the first of some lines, which belongs to a table and stands in none of the base's places: one that
    says the number or stands on both sides of the page; "" for others."""
    first = blocks[0]
    if NUMBER.fullmatch(first.text.strip()):
        return ABOVE_NUMBER
    return LINE_ABOVE if is_spread(first) else ""


def most_set(several: Sequence[Setting]) -> Setting:
    """Return how most letters are set of several texts, each property for itself; the spacing of lines is that of texts in the
    size of most."""
    size = heaviest((one.half_points, one.letters) for one in several)
    alike = [one for one in several if one.half_points == size]
    sets = {name: heaviest((getattr(one, name), one.letters) for one in alike) for name in several[0]._fields}
    for name in ("chinese_font", "latin_font"):
        sets[name] = heaviest((font, one.letters) for one in alike if (font := getattr(one, name))) or ""
    return several[0]._replace(**sets | {"letters": sum(one.letters for one in alike)})


def heaviest(weighted: Any) -> Any:
    """Return the value that has most weight among pairs of both; None when there is none."""
    counts: Counter[Any] = Counter()
    for value, weight in weighted:
        counts[value] += weight
    return max(counts, key=counts.__getitem__) if counts else None


def differing_text(setting: Setting, style: ParagraphStyle) -> Iterator[tuple[str, Any]]:
    """Yield what a style would have to say for a paragraph to be set so: key and value."""
    yield from differing_type(setting, style)
    if setting.bold != style.bold:
        yield "加粗", setting.bold
    if (align := ALIGNS.get(setting.align, style.align)) != style.align:
        yield "对齐", align
    if abs(setting.first_indent - style.first_indent) > NEAR_INDENT and setting.align in ("left", "both"):
        yield "首行缩进", round(setting.first_indent / 50) / 2


def differing_cells(setting: Setting, style: TableStyle) -> Iterator[tuple[str, Any]]:
    """Yield what the style of a table would have to say for its cells to be set so: key and value."""
    yield from differing_type(setting, style.text)
    if setting.half_points < style.least_half_points:
        yield "最小字号", called_size(setting.half_points)


def differing_type(setting: Setting, style: ParagraphStyle) -> Iterator[tuple[str, Any]]:
    """Yield what a style would have to say for letters to be set so: fonts, size and the spacing of their lines."""
    for key, font, had in (
        ("中文字体", setting.chinese_font, style.chinese_font),
        ("西文字体", setting.latin_font, style.latin_font),
    ):
        named = FONTS.get(font, font)
        if named and named != FONTS.get(had, had) and len(named) <= LONGEST and named.isprintable():
            yield key, named
    if setting.half_points != style.half_points and setting.half_points <= 2 * max(SIZES.values()):
        yield "字号", called_size(setting.half_points)
    # Lower than the type, it would be cut off
    line = setting.line if setting.line >= setting.half_points * 10 else 0
    high, had_high = (
        lines or round(size * 10 * SINGLE)
        for lines, size in ((line, setting.half_points), (style.line, style.half_points))
    )
    if abs(high - had_high) > NEAR_LINE:
        yield "行距", line / 20 if line % 20 else line // 20


def called_size(half_points: int) -> str | float:
    """Return a size of type as styles.toml says it: by its name in Chinese, or in points."""
    points = half_points / 2
    named = next((name for name, size in SIZES.items() if size == points), "")
    return named or (int(points) if points == int(points) else points)
