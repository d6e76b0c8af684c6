"""Proving a form without any data: every path exists, every phrase resolves, every grid has its columns, every table
prints what its columns say, and nothing stands there that no report uses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from jinja2 import nodes

from narrator.compose import columns
from narrator.compose.layout_proof import grid_problems
from narrator.compose.proving import Linter
from narrator.compose.survey import survey
from narrator.disclosure.branch_shapes import OF_CODE, CodedShape, ListShape, RecordShape
from narrator.disclosure.classification import not_of
from narrator.disclosure.parts_and_wholes import side_by_side
from narrator.disclosure.public_tables import BY_FUNCTION, PUBLIC_TABLES, renamed
from narrator.disclosure.relation import ROWS
from narrator.disclosure.shape import Shape
from narrator.disclosure.value import join_path
from narrator.facts.operand import Publication
from narrator.facts.points import POINT_CHANGE, SHARE_CHANGE
from narrator.form import Form
from narrator.form.form_keys import LEFT_OUT, NUMBER_KEYS
from narrator.phrases.book import layer_books
from narrator.phrases.entries import Book, PhraseTable
from narrator.phrases.misprints import USUAL, misprints
from narrator.phrases.proof import tell_similar
from narrator.problem import Problem, Severity

OF_POINTS = (POINT_CHANGE, SHARE_CHANGE)
SYNONYMS = (("下降", "降低"), ("增长", "提高", "上升"))  # a form says one of them
OF_CODE_WORDS = (OF_CODE[0], "码段")  # by which a template prints the code of a row
# The keys of form.toml without which it is not known what templates print, and in which words
WALKED_BY = {"正文", "未公布", *NUMBER_KEYS}
FEW = 3  # tables that are worth naming when one is missing


def lint(form: Form, book: Book, proved: bool = True, amiss: Collection[str] = ()) -> list[Problem]:
    """Return what is wrong with a form in the words of a book; [] when it is proved. Raises Unusable when what the templates are
    proved on can not be read.

    proved: whether nothing is wrong with the book; else only its templates are walked, and nothing is said of words that the book
    lacks. amiss: the keys that its form.toml states amiss; of what depends on them nothing is said.
    """
    unsound = [*form.declared_model.problems, *form.sound_relations[1], *form.sound_layouts[1]]
    if not WALKED_BY.isdisjoint(amiss):
        return unsound
    linter = Linter(form, book)
    linter.report()
    if not proved:
        told = [one for at, one in enumerate(linter.problems) if at not in linter.unknown]
        return list(dict.fromkeys([*told, *unsound]))
    idle = {name: table for name, table in book.items() if name not in linter.called}
    idle_own = {table.name: table for table in own_tables(form, idle)}
    for number, name in linter.unknown.items():
        problem = linter.problems[number]
        # A form's own table that nothing uses is a mistake; one that it takes over from another form may stay unused.
        meant = tell_similar(idle_own, name) or tell_similar(idle, name) or hint_of_unused(idle_own)
        linter.problems[number] = problem._replace(what=problem.what + meant)
    if unsound or amiss:
        return list(dict.fromkeys([*linter.problems, *unsound]))
    linter.problems += find_unsaid(linter)
    if not linter.endless:
        misprinted = find_misprinted(
            form, book, linter
        )  # of a sum that was written out, that it is no cell's
        linter.problems += [one for one in misprinted if (one.file, one.line) not in linter.added_up]
    if not linter.problems:  # else a template may not have been read to its end
        linter.problems += [
            *linter.outline.whole(),
            *find_uncalled(form, book, linter.called),
            *find_unlaid(form, linter),
        ]
    for pattern in form.unpublished:
        if all(map(Publication((pattern,)).prints, paths_of_leaves(form.own_model))):
            now = renamed(pattern)
            what = f"数据里没有“{pattern}”{'，' if now else ''}{now}"
            hint = "改成现在的名称" if now else "照数据里的路径写，按编码的行写*"
            path, line = form.place("未公布")
            linter.problems.append(Problem("未公布", what, hint, file=str(path), line=line))
    linter.problems += [*find_mixed_words(form, linter.called), *unlike_numbers(form, book, linter.called)]
    return list(dict.fromkeys(linter.problems))


def selecting_columns(form: Form, book: Book) -> frozenset[str]:
    """Return the names of the columns by whose values the templates of a form select (选): what stands in such a column
    decides what is printed, though it may not be printed itself.
    """
    linter = Linter(form, book)
    linter.report()
    return frozenset(linter.selecting)


def find_unsaid(linter: Linter) -> Iterator[Problem]:
    """Return the templates that say words of their own for values of an option (选) in several places, and none for another."""
    for (file, _, choices), lines in linter.cases.items():
        for value in choices if len({*lines.values()}) > 1 else ():
            if value not in lines:
                what = f"分别写了{'、'.join(lines)}的话，没有“{value}”的，选了它这里就空着"
                hint = "在格式的同名文件里补上这一种，或者从data.toml的“选项”里删去"
                yield Problem("", what, hint, file=file, line=max(lines.values()))


def find_misprinted(form: Form, book: Book, linter: Linter) -> Iterator[Problem]:
    """Return what is wrong with what the tables of a form print, which are composed with a specimen for it.

    Of a table that the linter found unfit nothing is said, unless it was composed all the same.
    """
    prints = Publication(form.unpublished).prints
    surveyed, other_years = survey(form, frozenset(book), lines=True), not_of(form.year)
    for name, body in linter.bodies.items():
        layout, blueprint = form.layouts[name], surveyed.get(name)
        above, file = (str(layout.place(source)[0]) for source in (layout.header, layout.body))
        heads = {row.line for row in blueprint.header} if blueprint else set()
        if blueprint is None:
            unfit = list(grid_problems(layout))
            yield from unfit
            if not unfit and not linter.problems:
                what, hint = "用样例数据一张这样的表也排不出来，报告里的就读不回来", "检查表外面的 for 和筛选"
                yield Problem(name, what, hint, file=file, line=1)
            continue
        public, together = name in PUBLIC_TABLES, side_by_side(form.relations)
        for line, what, hint in columns.find_mistakes_of_table(
            blueprint, form.model, prints, public, together, other_years
        ):
            yield Problem("", what, hint, file=above if line in heads else file, line=line)
        if name in BY_FUNCTION and not any(word in layout.body for word in OF_CODE_WORDS):
            for line in [row.line for row in blueprint.body if row.loop[1:] == (ROWS,) and row.figures]:
                what, hint = "按科目的行没有印科目编码，报告里的就读不回来", "印上，例如 {{ 行.科目编码 }}"
                yield Problem("", what, hint, file=file, line=line)
        for line in find_rowless(body, {row.line for row in blueprint.body}):
            what, hint = "这个 for 用样例数据一行也排不出来，报告里的行就读不回来", "检查列表和筛选的条件"
            yield Problem("", what, hint, file=file, line=line)


def unlike_numbers(form: Form, book: Book, called: set[str]) -> Iterator[Problem]:
    """Return the wordings that the form uses, its own or another's, and that are written for numbers that are printed
    otherwise than it prints them: in another unit, or with other decimals.
    """
    if form.printing == USUAL:
        return  # as the book was proved
    for table in (book[name] for name in called):
        for key, wording in table.entries.items():
            for what, hint in misprints(wording, key, table, table.kind, form.printing):
                yield Problem(wording.rule, what, hint, file=wording.file, line=wording.line)


def find_rowless(body: nodes.Template, printed: set[int]) -> Iterator[int]:
    """Return the lines of the loops of a table's body none of whose lines was printed."""
    for loop in body.find_all(nodes.For):
        lines: set[int] = set()
        for output in loop.find_all(nodes.Output):
            for part in output.nodes:
                texts = part.data.split("\n") if isinstance(part, nodes.TemplateData) else ["…"]
                lines |= {part.lineno + at for at, text in enumerate(texts) if text.strip()}
        if lines and not lines & printed:
            yield loop.lineno


def own_tables(form: Form, book: Book) -> list[PhraseTable]:
    """Return the tables of a book that stand in the form's own phrasebook, not in that of a form that it goes on from."""
    return [table for table in book.values() if table.file == str(form.own_phrasebook)]


def hint_of_unused(idle: Book) -> str:
    """Return what to add to a complaint about a missing table: which of the form's own tables nothing uses."""
    found = [f"“{table.name}”（{Path(table.file).name}，第{table.line}行）" for table in idle.values()]
    return f"；没有用到的有{'、'.join(found)}" if 0 < len(found) <= FEW else ""


def find_uncalled(form: Form, book: Book, called: set[str]) -> Iterator[Problem]:
    """Return the tables of the form's own phrasebook that nothing called."""
    likened = {table.like for table in book.values()}
    for table in own_tables(form, book):
        if table.name not in called | likened:
            what = "没有模板用到这张短语表"
            yield Problem(table.name, what, "删掉，或者在模板里用上", file=table.file, line=table.line)


def find_unlaid(form: Form, linter: Linter) -> Iterator[Problem]:
    """Return the layouts that the linter did not come to, and the public tables, prescribed for all
    departments, of which no layout that it came to prints anything, unless the form says so.
    """
    for name in PUBLIC_TABLES:
        if name in form.left_out and name in linter.laid_out:
            path, line = form.place(LEFT_OUT)
            what = f"这里写了不印《{form.own_model.fields[name].description}》，全文却印了"
            yield Problem(LEFT_OUT, what, "从这里删去，或者在模板里不印", file=str(path), line=line)
        elif name not in linter.in_tables and name not in form.left_out:
            title = form.own_model.fields[name].description
            hint = f'在模板里写上 {{{{ 表("{name}") }}}}，表样放在 tables 里；本来就不印的写进form.toml的“{LEFT_OUT}”'
            yield Problem(name, f"全文没有印《{title}》", hint, file=str(find_dropping(form, name)), line=1)
    for name, layout in form.layouts.items():
        if (
            name not in linter.laid_out
            and name not in PUBLIC_TABLES
            and layout.path.is_relative_to(form.folder)
        ):
            what, hint = "没有模板用到这个表样", "删掉，或者在模板里用上"
            yield Problem(name, what, hint, Severity.WARNING, file=str(layout.path), line=1)


def find_dropping(form: Form, name: str, seen: frozenset[str] = frozenset()) -> Path:
    """Return the template that stands in the place of one, of a form behind this one, that prints or includes what bears
    that name, and does not; the main template when none does. seen: the names that were looked for before."""
    written = f'"{name}"'
    for one in form.chain[1:]:
        for path in sorted(one.folder.rglob("*.jinja")):
            if written not in path.read_text("utf-8-sig", "replace"):
                continue
            template = path.relative_to(one.folder).as_posix()
            used = form.file(template)
            if written not in used.read_text("utf-8-sig", "replace"):
                return used
            if template not in seen:  # the one that includes it may have been replaced
                return find_dropping(form, template, seen | {template})
    return form.file(form.main)


def paths_of_leaves(shape: Shape, path: str = "") -> Iterator[str]:
    """Return the paths of the leaves of a shape, with zeros for the codes that no public table lists."""
    match shape:
        case RecordShape(fields=fields):
            for name, field in fields.items():
                yield from paths_of_leaves(field, join_path(path, name))
        case CodedShape(row=row, lengths=lengths, names=names):
            for code in (*names, *("0" * length for length in lengths)):
                yield from paths_of_leaves(row, join_path(path, code))
        case ListShape(item=item):
            yield from paths_of_leaves(item, f"{path}[1]")
        case _:
            yield path


def find_mixed_words(form: Form, called: set[str]) -> Iterator[Problem]:
    """Return the wordings of a form, among the tables that it called, with another word for what it says
    elsewhere. A percentage 提高 by points where an amount 增长: such tables may differ.

    A unit's own wordings are left alone: it may have its reasons.
    """
    tables = [
        table
        for name, table in layer_books(form.phrasebooks())[0].items()
        if name in called and table.kind not in OF_POINTS
    ]
    wordings = {wording for table in tables for wording in table.entries.values()}
    for words in SYNONYMS:
        used = {word: [one for one in wordings if word in one.literal] for word in words}
        usual = max(words, key=lambda word: len(used[word]))
        for word in words:
            if word != usual and not {word, usual} <= {*form.together}:
                for one in sorted(used[word], key=lambda one: one.line):
                    what = f"这里说“{word}”，这个格式别处说“{usual}”"
                    yield Problem(one.rule, what, f"改成“{usual}”", file=one.file, line=one.line)
