"""word/theme/theme1.xml: a theme in which nothing has a colour, because Word wants one to be there.

No style refers to it; it decides only what Word's own commands, such as a new table or a new link, bring in.
"""

from __future__ import annotations

from narrator.writers.docx.escapes import DECLARATION, attribute
from narrator.writers.look import BODY, Look

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WHITE = ("lt1", "lt2")
_COLOURS = ("dk1", "lt1", "dk2", "lt2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350">{_FILL}</a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"


def theme(look: Look) -> str:
    """Return the theme: black on white, in the fonts of the form's body text."""
    body = look.known_to_word(BODY)
    latin, chinese = (body.latin_font, body.chinese_font) if body else ("", "")
    fonts = (
        f'<a:latin typeface="{attribute(latin)}"/><a:ea typeface="{attribute(chinese)}"/><a:cs typeface=""/>'
    )
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{"FFFFFF" if name in _WHITE else "000000"}"/></a:{name}>'
        for name in _COLOURS
    )
    return (
        f'{DECLARATION}<a:theme xmlns:a="{_DRAWING}" name="narrator"><a:themeElements>'
        f'<a:clrScheme name="narrator">{colours}</a:clrScheme><a:fontScheme name="narrator">'
        f"<a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
        # The format asks for three of each.
        f'<a:fmtScheme name="narrator"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst><a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
