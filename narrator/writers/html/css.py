"""The look of a form as a style sheet: for A4 paper when printed, as sheets on a desk on screen, light or dark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.document import Document, Table
from narrator.writers.docx.column_widths import column_widths, longest_figures
from narrator.writers.docx.section import sections
from narrator.writers.look import BODY, PAGE_NUMBER, Look, PageLayout, ParagraphStyle, TableStyle

_ALIGN = {"左": "left", "中": "center", "右": "right", "两端": "justify"}
# What every form has alike.
_COMMON = """\
:root { color-scheme: light dark; --paper: #fff; --ink: #000; --desk: #e6e6e6; --rule: #000; --missing: #ffe600; --link: #0b57d0; }
* { box-sizing: border-box; }
html { background: var(--desk); color: var(--ink); }
body { margin: 0; }
main > section { background: var(--paper); }
h1, h2, h3, h4, h5, h6, p, ul, li, caption, th, td { margin: 0; padding: 0; font: inherit; }
h1, h2, h3, h4, h5, h6, p, li, th, td { white-space: pre-wrap; overflow-wrap: anywhere; }
ul { list-style: none; }
nav a { color: inherit; text-decoration: none; }
a:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
mark { background: var(--missing); color: #000; }
.spread { display: grid; grid-template-columns: 1fr auto 1fr; column-gap: 1em; }
.spread > :last-child:not(:first-child) { text-align: right; white-space: nowrap; }
table { position: relative; border-collapse: collapse; table-layout: fixed; margin: 0 auto; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { border-color: var(--rule); border-style: solid; vertical-align: middle; }
th p, td p { white-space: inherit; }
.left { text-align: left; }
.centre { text-align: center; }
.right { text-align: right; }
@media screen {
  main > section { margin: 24px auto; max-width: 100%; box-shadow: 0 1px 4px rgb(0 0 0 / 35%); }
  .scroll { overflow-x: auto; margin: 0 -2px; padding: 0 2px 1px; }
  nav a:hover { text-decoration: underline; }
}
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #1f1f1f; --ink: #e6e6e6; --desk: #111; --rule: #8c8c8c; --missing: #d7c200; --link: #8ab4f8; }
}
@media print {
  :root { color-scheme: light; }
  html, main > section { background: none; }
  main > section + section { break-before: page; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .kept { break-after: avoid; }
}
"""


def css_classes(look: Look) -> dict[tuple[str, str], str]:
    """Return the class of each style and layout, by the kind that styles.toml gives it and its name."""
    kinds = {"段落样式": look.paragraphs, "页面版式": look.pages, "表格样式": look.tables}
    prefixes = {"段落样式": "text", "页面版式": "layout", "表格样式": "table"}
    return {
        (kind, name): f"{prefixes[kind]}{number}"
        for kind, styles in kinds.items()
        for number, name in enumerate(styles, 1)
    }


def style_sheet(document: Document, look: Look) -> str:
    """Return the style sheet for a document in a look, in the units of CSS."""
    names = css_classes(look)
    rules = [_COMMON]
    for name, style in look.paragraphs.items():
        rules.append(f".{names['段落样式', name]} {{ {_text(style, look)} }}\n")
    for name, table in look.tables.items():
        rules += _table(f".{names['表格样式', name]}", table, look)
    for name, layout in look.pages.items():
        rules += _page(names["页面版式", name], layout, look)
    rules += _columns(document, look)
    return "".join(rules)


def _text(style: ParagraphStyle, look: Look) -> str:
    """Return the declarations for a kind of paragraph."""
    em = style.half_points / 2
    declarations = [
        _type(style, look),
        f"text-align: {_ALIGN[style.align]}",
        f"margin: {style.before / 20:g}pt 0 {style.after / 20:g}pt {style.left_indent * em / 100:g}pt",
        f"text-indent: {style.first_indent * em / 100:g}pt",
    ]
    if style.keep_with_next:
        declarations.append("break-after: avoid")
    if style.page_break_before:
        declarations.append("break-before: page")
    return "; ".join(declarations)


def _type(style: ParagraphStyle, look: Look) -> str:
    """Return the declarations for the fonts, the weight, the size and the lines of a style."""
    line = f"{style.line / 20:g}pt" if style.line else "normal"
    return (
        f"font-family: {_fonts(style, look)}; font-size: {style.half_points / 2:g}pt; line-height: {line}; "
        f"font-weight: {'bold' if style.bold else 'normal'}"
    )


def _fonts(style: ParagraphStyle, look: Look) -> str:
    """Return the fonts of a style, the Latin one first: it has no Chinese characters, which the next one gives."""
    chinese = style.chinese_font
    names = [style.latin_font, chinese, *look.fonts.get(chinese, ())]
    return ", ".join([*map(_string, dict.fromkeys(names)), "serif"])


def _string(words: str) -> str:
    """Return words as a string of CSS that nothing can end before its end."""
    return '"' + re.sub(r"[^\w \-]", lambda found: f"\\{ord(found[0]):x} ", words) + '"'


def _table(selector: str, style: TableStyle, look: Look) -> Iterator[str]:
    """Yield the rules for a kind of table."""
    inner, outer = style.inner_rule / 8, style.outer_rule / 8
    yield f"{selector} {{ {_type(style.text, look)}; border: {outer:g}pt solid var(--rule) }}\n"
    yield (
        f"{selector} :is(th, td) {{ border-width: {inner:g}pt; height: {style.row_height / 20:g}pt; "
        f"padding: {style.end_margin / 20:g}pt {style.side_margin / 20:g}pt }}\n"
    )
    yield f"{selector} .right {{ padding-right: {(style.side_margin + style.right_indent) / 20:g}pt }}\n"


def _page(name: str, layout: PageLayout, look: Look) -> Iterator[str]:
    """Yield the rules for a layout: its paper, its margins and its page number."""
    width, height = layout.width / 20, layout.height / 20
    margins = " ".join(f"{side / 20:g}pt" for side in (layout.top, layout.right, layout.bottom, layout.left))
    number = ""
    if layout.numbered and (style := look.known_to_word(PAGE_NUMBER)):
        number = f' @bottom-center {{ content: "— " counter(page) " —"; {_type(style, look)} }}'
    paper = f"size: {width:g}pt {height:g}pt; margin: {margins};{number}"
    yield f"@page {name} {{ {paper} }}\n"
    # What stands before the first page that has a number is not counted.
    yield f"@page front-{name} {{ {paper} counter-increment: page 0 }}\n"
    body = look.known_to_word(BODY)
    yield f".{name} {{ {_type(body, look) if body else ''} }}\n"
    shown = [f"width: {width:g}pt", f"min-height: {height / 3:g}pt", f"padding: {margins}"]
    printed = [f"page: {name}"]
    if layout.centred:
        centred = "display: flex; flex-direction: column; justify-content: center"
        shown += [f"min-height: {height:g}pt", centred]
        printed += [f"height: {(layout.height - layout.top - layout.bottom) / 20 - 1:g}pt", centred]
    yield f"@media screen {{ .{name} {{ {'; '.join(shown)} }} }}\n"
    yield f"@media print {{ .{name} {{ {'; '.join(printed)} }} .front.{name} {{ page: front-{name} }} }}\n"


def _columns(document: Document, look: Look) -> Iterator[str]:
    """Yield the rules for the widths of each table's columns, as its page has room for them."""
    number = 0
    for section in sections(document, look):
        for block in section.blocks:
            if isinstance(block, Table):
                number += 1
                style, longest = look.tables[block.style], longest_figures(block)
                sizes = column_widths(block, style, section.layout, longest)
                yield f".grid{number} {{ width: {sum(sizes) / 20:g}pt }}\n"
                for column, size in enumerate(sizes, 1):
                    yield f".grid{number} col:nth-child({column}) {{ width: {size / 20:g}pt }}\n"
