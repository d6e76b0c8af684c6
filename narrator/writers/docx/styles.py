"""word/styles.xml and word/fontTable.xml: the look of a form in Word's own terms."""

from __future__ import annotations

from collections.abc import Iterator

from narrator.document import ALIGNMENTS
from narrator.writers.docx.escapes import DECLARATION, WORD, attribute
from narrator.writers.look import BODY, PAGE_NUMBER, Look, ParagraphStyle, TableStyle

_JUSTIFICATION = {"左": "left", "中": "center", "右": "right", "两端": "both"}

# What Word expects in every document, and what its own commands use: a link and a placeholder keep the
# look of the text around them. No theme: nothing is blue or bold by itself.
_BUILT_IN = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/></w:style>'
)


def style_part(look: Look) -> str:
    """Return word/styles.xml: every style says everything, so that none changes when another one does."""
    paragraphs = "".join(_paragraph_style(style, look) for style in look.paragraphs.values())
    tables = "".join(part for style in look.tables.values() for part in _table_styles(style, look))
    body = look.known_to_word(BODY)
    return (
        f'{DECLARATION}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f"{_type(body) if body else ''}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{_BUILT_IN}{paragraphs}{tables}</w:styles>"
    )


def font_part(look: Look) -> str:
    """Return word/fontTable.xml: each font of a look, and what stands in where it is not installed."""
    texts = [*look.paragraphs.values(), *(table.text for table in look.tables.values())]
    chinese = {style.chinese_font for style in texts}
    names = sorted(chinese | {style.latin_font for style in texts})
    return (
        f'{DECLARATION}<w:fonts xmlns:w="{WORD}">'
        + "".join(_font(name, look.fonts.get(name, ()), name in chinese) for name in names)
        + "</w:fonts>"
    )


def _font(name: str, others: tuple[str, ...], chinese: bool) -> str:
    """Return the entry of one font. chinese: whether it is for Chinese characters."""
    alternatives = f'<w:altName w:val="{attribute(",".join(others))}"/>' if others else ""
    # 86: GB 2312. It tells Word what to look for when none of the names is installed.
    return (
        f'<w:font w:name="{attribute(name)}">{alternatives}<w:charset w:val="{"86" if chinese else "00"}"/>'
        f'<w:family w:val="{"auto" if chinese else "roman"}"/><w:pitch w:val="variable"/></w:font>'
    )


def _paragraph_style(style: ParagraphStyle, look: Look) -> str:
    """Return a paragraph style, with the names that Word knows and shows it by."""
    name = f'<w:name w:val="{attribute(style.word_name or style.name)}"/>'
    body = look.known_to_word(BODY)
    if style.word_name == BODY:
        return _style(style, style.identifier, f"{name}<w:qFormat/>", ' w:default="1"')
    if style.word_name:
        # Word shows its own name for the style; ours stands beside it.
        name += f'<w:aliases w:val="{attribute(style.name)}"/>'
    elif heading := look.known_to_word(f"heading {style.outline}"):
        # A title of our own is a kind of Word's heading of its level.
        name += f'<w:basedOn w:val="{attribute(heading.identifier)}"/>'
    if style.outline and body:
        name += f'<w:next w:val="{body.identifier}"/>'
    # Offered in Word's gallery, unless Word itself puts it where it belongs.
    if not style.word_name.startswith(("toc", PAGE_NUMBER)):
        name += "<w:qFormat/>"
    return _style(style, style.identifier, name, "" if style.word_name else ' w:customStyle="1"')


def _table_styles(table: TableStyle, look: Look) -> Iterator[str]:
    """Return the style of a table, and one for the paragraphs in its cells for each alignment."""
    outer, inner = table.outer_rule, table.inner_rule
    rules = "".join(
        f'<w:{side} w:val="{"single" if rule else "nil"}" w:sz="{rule}" w:space="0" w:color="auto"/>'
        for side, rule in (
            ("top", outer), ("left", outer), ("bottom", outer), ("right", outer),
            ("insideH", inner), ("insideV", inner),
        )
    )  # fmt: skip
    margins = "".join(
        f'<w:{side} w:w="{margin}" w:type="dxa"/>'
        for side, margin in (
            ("top", table.end_margin), ("left", table.side_margin),
            ("bottom", table.end_margin), ("right", table.side_margin),
        )
    )  # fmt: skip
    yield (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{attribute(table.name)}">'
        f'<w:name w:val="{attribute(table.name)}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{rules}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr></w:style>'
    )
    for size in table.smaller_sizes():
        yield from _cell_styles(size, attribute(look.paragraphs[table.base].identifier))


def _cell_styles(table: TableStyle, base: str) -> Iterator[str]:
    """Return the styles of the paragraphs in the cells of a table. base: the identifier of the style that they change."""
    for align in ALIGNMENTS:
        identifier = table.cell_style(align)
        name = (
            f'<w:name w:val="{attribute(identifier)}"/><w:basedOn w:val="{base}"/><w:uiPriority w:val="99"/>'
        )
        # The indent keeps figures off the rule, all by as much, so their decimal points stay in line.
        indent = table.right_indent if align == "右" else 0
        yield _style(table.text._replace(align=align), identifier, name, ' w:customStyle="1"', indent)


def _style(style: ParagraphStyle, identifier: str, name: str, kind: str, right: int = 0) -> str:
    """Return a style of paragraphs. name: the elements that say what it is called and what it belongs to."""
    return (
        f'<w:style w:type="paragraph"{kind} w:styleId="{attribute(identifier)}">{name}'
        f"<w:pPr>{_paragraph_properties(style, right)}</w:pPr><w:rPr>{_type(style)}</w:rPr></w:style>"
    )


def _paragraph_properties(style: ParagraphStyle, right: int) -> str:
    """Return the spacing, the indents and the alignment of a style."""
    line = f'w:line="{style.line}" w:lineRule="exact"' if style.line else 'w:line="240" w:lineRule="auto"'
    em = style.half_points * 10
    left, first = style.left_indent, style.first_indent
    level = f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""
    # No widow control: a page has 22 lines only when none is held back for company.
    return (
        f'<w:keepNext w:val="{int(style.keep_with_next)}"/>'
        f'<w:pageBreakBefore w:val="{int(style.page_break_before)}"/><w:widowControl w:val="0"/>'
        f'<w:spacing w:before="{style.before}" w:after="{style.after}" {line}/>'
        f'<w:ind w:leftChars="{left}" w:left="{left * em // 100}" w:right="{right}" '
        f'w:firstLineChars="{first}" w:firstLine="{first * em // 100}"/>'
        f'<w:jc w:val="{_JUSTIFICATION[style.align]}"/>{level}'
    )


def _type(style: ParagraphStyle) -> str:
    """Return the fonts, the weight and the size of a style."""
    latin, bold, size = attribute(style.latin_font), int(style.bold), style.half_points
    return (
        f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{attribute(style.chinese_font)}" '
        f'w:cs="{latin}"/><w:b w:val="{bold}"/><w:bCs w:val="{bold}"/><w:i w:val="0"/><w:iCs w:val="0"/>'
        f'<w:color w:val="auto"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )
