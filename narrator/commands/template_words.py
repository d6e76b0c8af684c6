"""Words that a report prints though no wording says them: those of the templates of its form, told by file and line, names
and dates of the data, and figures of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from jinja2 import TemplateNotFound

from narrator.compose.form_templates import UNDER, read_template, template_names
from narrator.compose.outline import template_lines
from narrator.disclosure.value import Words, Year
from narrator.document import Document, Heading, texts_in
from narrator.form import Form
from narrator.form.table_layout import Layout
from narrator.recorded_trace import trace_span
from narrator.spans import Text, cut, gapped
from narrator.tables.plain import unnumbered
from narrator.trace import TemplateLine, TraceEntry, asked_figure, sentence_around

MARK = "\0"  # in the place of what the data fill in
FILLED = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")  # what a template fills in, or does
SPACE = re.compile(r"\s+")
NOTHING_HELD: Mapping[str, str] = {}


def find_words(
    document: Document, form: Form | None, wanted: str, held: Mapping[str, str] = NOTHING_HELD
) -> list[TraceEntry]:
    """Return where words or a figure that a document prints come from, an entry for each sentence or cell that has
    them; none when it does not print them.

    form: None when it is not at hand, and no template is known. held: the texts of the data by path, for a document
    that was read, in which they do not tell themselves.
    """
    figure = asked_figure(wanted)
    digits = ",?".join(map(re.escape, figure))  # with commas between them, or without
    alone = re.compile(rf"(?<![\d.,]){digits}(?![\d.])" if figure else re.escape(wanted))
    files = [] if form is None else list(squeezed_files(form))
    trail: list[str] = []
    found: list[TraceEntry] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            trail = [*trail[: block.level - 1], block.text.string]
        for text in texts_in([block]):
            for match in alone.finditer(text.string):
                entry = explain_words(text, match.span(), " › ".join(trail), files)
                if not entry["数"] and not entry["文字"] and not entry.get("模板"):
                    entry["文字"] = [path for path, value in held.items() if wanted in value]
                if entry not in found:
                    found.append(entry)
    return found


def explain_words(
    text: Text, where: tuple[int, int], section: str, files: Sequence[tuple[str, str, Sequence[int]]]
) -> TraceEntry:
    """Return the entry of the characters of a text from one place to another. files: see `squeezed_files`."""
    start, end = where
    entry: TraceEntry = {
        "节": section,
        "句": sentence_around(text.string, start, end),
        "文": text.string[start:end],
        "数": [],
        "文字": [],
    }
    for span in text.spans:
        if not (span.start < end and start < span.end):
            continue
        if isinstance(span.source, (Words, Year)):
            entry["文字"].append(span.source.path)
        elif traced := trace_span(text, span):
            entry["数"] += traced["数"]
            entry["文字"] += traced["文字"]
    own = [part for part in gapped(cut(text, start, end), lambda span: MARK).split(MARK) if part.strip()]
    if own:
        # Words may stand in many a template: those around them tell which one it is.
        before = gapped(cut(text, 0, start), lambda span: MARK).split(MARK)[-1]
        behind = gapped(cut(text, end, len(text.string)), lambda span: MARK).split(MARK)[0]
        around = [unnumbered(before), before] if own == [text.string[start:end]] else []
        tried = [*((before, own[0], behind) for before in around), *(("", one, "") for one in own)]
        entry["模板"] = next(filter(None, (find_template_lines(*one, files) for one in tried)), [])
    return entry


def find_template_lines(
    before: str, words: str, behind: str, files: Iterable[tuple[str, str, Sequence[int]]]
) -> list[TemplateLine]:
    """Return the lines of templates on which words begin that stand between others; each file's first. files: see
    `squeezed_files`."""
    before, words, behind = (SPACE.sub("", one) for one in (before, words, behind))
    return [
        {"文件": name, "行": numbers[at + len(before)]}
        for name, string, numbers in files
        if words and (at := string.find(f"{before}{words}{behind}")) >= 0
    ]


def squeezed_files(form: Form) -> Iterator[tuple[str, str, list[int]]]:
    """Return the files of a form's chain that say what its reports print: the folder and name of each, its text without
    white space, comments and what it fills in, and the line of each character."""
    for path, source in files_used(form):
        owner = next((one for one in form.chain if path.is_relative_to(one.folder)), form)
        string, numbers = "", []
        for number, line in template_lines(source):
            said = "" if path.suffix == ".toml" and line.lstrip().startswith("#") else FILLED.sub(MARK, line)
            words = SPACE.sub("", said)
            string += words
            numbers += [number] * len(words)
        yield f"{owner.folder.name}/{path.relative_to(owner.folder).as_posix()}", string, numbers


def files_used(form: Form) -> Iterator[tuple[Path, str]]:
    """Return the templates and table layouts that a form uses, and those under them that they go on from."""
    for name in template_names(form):
        with suppress(TemplateNotFound):
            under = name
            while True:
                source, path = read_template(form, under)
                yield path, source
                if UNDER not in source:
                    break
                under = UNDER + under
    for layout in form.layouts.values():
        one: Layout | None = layout
        while one is not None:
            yield one.path, one.source
            one = one.base
