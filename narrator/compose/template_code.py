"""What templates are read as and compiled to, kept by their text: the same text is parsed and compiled once, in whatever
form and file it stands, and compiled once for all runs of the same narrator."""

from __future__ import annotations

from functools import lru_cache
from types import CodeType

from jinja2 import TemplateSyntaxError, nodes

from narrator.compose.code_folder import find_code, keep_code
from narrator.compose.environment import language


@lru_cache(maxsize=1000)
def syntax_tree(source: str) -> nodes.Template:
    """Return the syntax tree of a template, which nobody may change. Raises TemplateSyntaxError."""
    return language().parse(source)


@lru_cache(maxsize=2000)
def compile_template(source: str) -> CodeType:
    """Return the code of a template, which knows no file yet. Raises TemplateSyntaxError."""
    code = find_code(source)
    if code is None:
        code = language().compile(source)
        keep_code(source, code)
    return code


def template_code(source: str, path: str, first_line: int = 1) -> CodeType:
    """Return the code of a template that stands in a file from that line on.

    Raises TemplateSyntaxError, which names the file and the line in it.
    """
    # A comment takes the place of the lines above: messages count them, and they print nothing.
    above = "{#" + "\n" * (first_line - 2) + "#}\n" if first_line > 1 else ""
    try:
        return place_in_file(compile_template(above + source), path)
    except TemplateSyntaxError as error:
        error.filename = path
        raise


def place_in_file(code: CodeType, path: str) -> CodeType:
    """Return code that says where its template stands, as tracebacks show it."""
    parts = (place_in_file(part, path) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_filename=path, co_consts=tuple(parts))
