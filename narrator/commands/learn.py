"""A form learned from last year's report: an overlay of the form that it follows best, and last year's data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from narrator import build
from narrator import form as forms
from narrator.checks.naming import called
from narrator.commands.forms import overlay_form
from narrator.commands.likeness import rank_forms
from narrator.commands.lint import prove_form
from narrator.commands.report_check import basis_of
from narrator.compose.form_proof import SYNONYMS
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.document import CONTENTS, Document, Paragraph
from narrator.facts.operand import PartTooLarge, Publication
from narrator.files.json_text import dumps
from narrator.files.whole import backup_of
from narrator.form import Form, form_folders
from narrator.form.form_keys import LEFT_OUT, LOWERED, NO_CONTENTS, TOGETHER
from narrator.form.number_formats import (
    find_number_formats,
    number_lines,
    restate_wordings,
    with_number_formats,
)
from narrator.form.other_money_unit import form_in_yuan
from narrator.form_knowledge import book
from narrator.intake.new_data import in_order_of_model
from narrator.learning.added_tables import find_added_tables
from narrator.learning.admission import tell_unfit
from narrator.learning.answers import FILE, Answers, read_answers, write_answers, write_questions
from narrator.learning.drafting import AddedTable, entries_as_text, with_tables, with_wordings, write_entries
from narrator.learning.faults import fault_lines, tell_shortly, tell_too_large
from narrator.learning.layouts import restate_layout
from narrator.learning.lesson import Lesson, learn_from_report
from narrator.learning.losses import list_losses
from narrator.learning.remaking import Proof, remake_report
from narrator.learning.report_entries import OF_FIGURES
from narrator.learning.table_pages import find_table_pages
from narrator.learning.text_styles import find_text_styles, style_for_numbers
from narrator.learning.unasked import find_unasked
from narrator.problem import Problem, Severity, Unusable
from narrator.readers.docx import package
from narrator.readers.docx.docx_report import Report, read_package
from narrator.readers.docx.passage import AS_SEEN
from narrator.readers.docx.typesetting import TypesetBody
from narrator.toml import quote

DATA, PHRASES = "去年的数据.json", "phrasebook.toml"
MOST = 12  # questions and differences: more are counted and not listed


@dataclass
class LearnedForm:
    """A form that was learned.

    folder: where it stands.
    kept: where the one stands that was there before, None for none.
    report: the file that it was learned from.
    lesson: what was learned.
    base: what it goes on from.
    proof: what of the report it makes again; None when it makes none, for the problems; else these are doubts
        about answers, and what is wrong with the form or last year's data.
    """

    folder: Path
    kept: Path | None
    report: Path
    lesson: Lesson
    base: Form
    proof: Proof | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_wrong(self) -> bool:
        """Whether something must be mended before it makes a report."""
        return any(one.severity is Severity.ERROR for one in self.problems)

    def lines(self) -> Iterator[str]:
        """Yield what to say of it."""
        lesson = self.lesson
        yield f"已学成 {self.folder}，沿用{self.base.name}；去年的数据在 {self.folder / DATA}。"
        if self.kept:
            yield f"  原来的{self.folder.name}留作 {self.kept.name}。"
        yield f"  {len(lesson.base)}段话是{self.base.name}的，{len(lesson.own)}段是这份报告自己的，比较的说法学了{len(lesson.phrases)}种。"
        if lesson.files.left_out:
            yield f"  {self.base.name}有而去年没有的{len(lesson.files.left_out)}段，去掉了。"
        unsure = [one for one in lesson.asked if one.candidates]
        if unsure:
            where = self.folder / FILE
            yield f"  认不准的数有{len(unsure)}个，先当作本单位自己的数；知道是哪里的，写进 {where}，再学一遍："
        for one in unsure[:MOST]:
            likely = "；".join(called(place.path) for place in one.candidates[:3])
            yield f"    {one.number}（{one.sentence[:24]}…）可能是：{likely}"
        if len(unsure) > MOST:
            yield f"    ……还有{len(unsure) - MOST}个"
        if strange := [one for one in lesson.asked if not one.candidates]:
            shown = "、".join(one.name.rpartition(".")[2] for one in strange[:MOST])
            more = "等" if len(strange) > MOST else ""
            yield f"  表里没有的数有{len(strange)}个，当作本单位自己的数，每年要填：{shown}{more}。"
        if lesson.faults:
            yield f"  去年的报告自己有{len(lesson.faults)}处对不上，不照着学；知道该是什么的，照改正了的学："
        yield from (f"    {one}" for one in islice(tell_shortly(lesson.faults), MOST))
        if lesson.faults:
            more = f"……还有{len(lesson.faults) - MOST}处，" if len(lesson.faults) > MOST else ""
            yield f"    {more}写全的在 {self.folder / FILE}；narrator check {self.report} 连格式一起核对。"
        if self.proof is None:
            yield f"照它还做不出去年的报告，原因如下；改好 {self.folder} 里的文件，再 narrator lint --form ./{self.folder.name}。"
            return
        yield from self.proof.lines_to_tell(MOST, lesson.known, str(self.folder / FILE))
        if self.is_wrong:
            yield f"学到的格式或者去年的数据还有不对的地方，如下；改好 {self.folder} 里的文件，再 narrator lint --form ./{self.folder.name}。"
            return
        yield f"下一步：narrator import 今年的公开表.xlsx --form ./{self.folder.name} --last-year {self.report} -o data.json"
        yield "填上 narrator missing data.json 列出的，再 narrator render data.json -o 报告.docx。"


def learn_form(path: Path, name: str, like: str | None, folder: Path) -> LearnedForm:
    """Make a form in the folder that prints what a report prints, and return it. like: the form that it goes on from; None
    for the one that the report follows best. Raises Unusable; nothing is written then."""
    if form_folders.is_shipped(name):
        what, hint = f"“{name}”是自带的格式的名称，学成的格式不能再叫它", "换一个，例如“某县2024”"
        raise Unusable([Problem("", what, hint)])
    opened = package.load(path)
    whole = read_package(opened, TypesetBody, AS_SEEN)
    document = whole.document
    if problems := list(tell_unfit(document, str(path))):
        raise Unusable(problems)
    base = forms.load(like) if like else next((one.form for one in rank_forms(document)), None)
    if base is None:
        hint = f"用 --like 写明沿用哪个（{'、'.join(form_folders.names())}）"
        raise Unusable([Problem("", "认不出这份报告最像哪种公开格式", hint, file=str(path))])
    earlier, kept = folder / name, None
    answers = read_answers(earlier / FILE) if (earlier / FILE).exists() else None
    lesson, files = learn_files(path, whole, base, answers or Answers())
    if answers is not None:  # learned before: it is learned anew, and what stood there is kept beside it
        kept = keep_backup(earlier)
    made = overlay_form(name, base, folder)
    write_files_of_form(made, files)
    forms.load.cache_clear()
    try:
        form = forms.load(f"./{name}", folder)
        proof = remake_report(lesson.document, form, lesson.raw)
    except Unusable as error:
        return LearnedForm(made, kept, path, lesson, base, None, tuple(error.problems))
    if proof.others:
        lost = ("", "# 照学到的格式再做一遍，与去年不一样的：", *list_losses(proof.others, lesson.known), "")
        with (made / FILE).open("a", encoding="utf-8") as file_of_questions:
            file_of_questions.write("\n".join(lost))
    wrong = (*lesson.doubts, *tell_repeated(proof), *find_wrong(form, made))
    return LearnedForm(made, kept, path, lesson, base, proof, wrong)


def learn_files(path: Path, whole: Report, base: Form, answers: Answers) -> tuple[Lesson, dict[str, str]]:
    """Return what a report teaches of a form that goes on from a base, and the files of such a form, by their paths in its folder.
    Raises Unusable."""
    document = whole.document
    numbers = find_number_formats(document, base)
    with TemporaryDirectory() as drafts:
        ground = form_in_yuan(base, numbers, Path(drafts, "元"), book(base))
        own = Path(drafts, "学到的")
        own.mkdir()
        tables = find_added_tables(document, ground)
        draft = with_number_formats(with_tables(ground, tables, own), numbers)
        draft = with_wordings(draft, list(restate_wordings(book(ground), draft.printing)), own)
        try:
            lesson = learn_from_report(document, basis_of(draft), answers)
        except PartTooLarge as error:
            raise Unusable([tell_too_large(error, document, str(path))]) from error
        pages = find_table_pages(lesson.document, whole.layout, lesson.tables, draft)
        pages.state(lesson.files.templates)
        styles: dict[tuple[str, ...], dict[str, Any]] = {}
        styles |= {key: dict(entry) for one in tables for key, entry in one.styles.items()}
        texts = find_text_styles(lesson.blocks, whole.layout.settings, lesson.tables, draft)
        numbered = style_for_numbers(lesson.files.templates.values(), draft)
        for key, entry in (*numbered.items(), *pages.styles.items(), *texts.items()):
            styles[key] = styles.get(key, {}) | entry
        drafted = [
            path.stem
            for folder in {ground.folder, own} - {base.folder}
            for path in folder.glob("tables/*.toml")
        ]
        for name_of_table in dict.fromkeys(drafted):
            if stated := lesson.files.templates.get(file := f"tables/{name_of_table}.toml"):
                lesson.files.templates[file] = restate_layout(draft.layouts[name_of_table], stated)
        files = form_files(lesson, draft, numbers, declared_by_tables(tables, base))
        write_entries(own / "styles.toml", styles)
        added = {
            file.relative_to(folder).as_posix(): file.read_text("utf-8")
            for folder in dict.fromkeys((ground.folder, own))
            if folder != base.folder
            for file in folder.rglob("*.*")
        }
    if PHRASES in files:
        files[PHRASES] = added.get(PHRASES, "") + files[PHRASES]
    return lesson, added | files


def write_files_of_form(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into the folder of a form that was begun; what they say in form.toml comes behind what stands there. Raises
    Unusable when that can not be done; the folder is gone then."""
    try:
        for file, text in files.items():
            place = folder / file
            place.parent.mkdir(parents=True, exist_ok=True)
            before = place.read_text("utf-8") if file == "form.toml" else ""
            place.write_text(before + text, "utf-8")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        what, hint = f"写不进去（系统错误{error.errno}）", "换一个位置"
        raise Unusable([Problem("", what, hint, file=str(folder))]) from None


def tell_repeated(proof: Proof) -> Iterator[Problem]:
    """Yield an error when the learned form tells of rows more often than last year's report."""
    if proof.repeated:
        what = f"用去年的数据再做一遍，有{len(proof.repeated)}段话去年只说一遍的多印了一遍，第一段是“{proof.repeated[0][:40]}……”"
        hint = "同一张表的几行用了两个循环（for）印，在学到的模板里留下一个；或者用 --like 换一个格式再学"
        yield Problem("", what, hint)


def find_wrong(form: Form, folder: Path) -> Iterator[Problem]:
    """Yield the errors of a learned form, and those of last year's data when they are read and made a report of with it."""
    yield from (one for one in prove_form(form).problems if one.severity is Severity.ERROR)
    try:
        build.report(build.read(folder / DATA, os.path.join(".", folder)))
    except Unusable as error:
        yield from error.problems


def keep_backup(folder: Path) -> Path:
    """Rename the folder of a form to what it is called as a backup (某县2024.bak), never to one that is there, and return that.
    Raises Unusable."""
    backup = backup_of(folder)
    try:
        folder.rename(backup)
    except OSError as error:
        what = f"不能把原来的格式留作“{backup.name}”（系统错误{error.errno}）"
        raise Unusable([Problem("", what, "关上里面打开的文件，再学一遍", file=str(folder))]) from None
    return backup


def form_files(
    lesson: Lesson, base: Form, numbers: dict[str, str], added: Mapping[str, Mapping[str, Any]]
) -> dict[str, str]:
    """Return the files of a learned form by their names; form.toml only what is to be added to it. numbers: what it states of how
    numbers are printed. added: what the tables that were added ask for, by path."""
    files = dict(lesson.files.templates)
    if wordings := ["\n".join((*one.lines(), "")) for one in lesson.phrases]:
        files[PHRASES] = "\n".join(wordings).rstrip("\n") + "\n"
    asked = {path: dict(entry) for path, entry in added.items()}
    for path, (kind, description) in lesson.data.items():
        asked[path] = {"类型": kind, "说明": description}
        if kind in OF_FIGURES and path.startswith(
            "其他数据."
        ):  # a sentence prints it: missing, it would be zero
            asked[path]["必填"] = True
    for path in sorted({*find_unasked(base.model, lesson.raw)} - lesson.data.keys() - lesson.said):
        asked.setdefault(path, {})["必填"] = False
    if asked:
        files["data.toml"] = entries_as_text({(path,): entry for path, entry in asked.items()})
    files["form.toml"] = "".join(f"{line}\n" for line in (*form_lines(lesson, base), *number_lines(numbers)))
    faults = (f"# 去年的报告对不上，没有学：{one}" for one in fault_lines(lesson.faults))
    questions = (*write_questions(lesson.asked), *write_answers(lesson.answers), *faults)
    files[FILE] = "\n".join(questions) + "\n"
    files[DATA] = f"{dumps(in_order_of_model({**lesson.raw, '格式': form_folders.HERE}, base.model))}\n"
    return files


def declared_by_tables(tables: Sequence[AddedTable], base: Form) -> dict[str, Mapping[str, Any]]:
    """Return what tables that were added declare of the data and the base does not, by path."""
    entries = {path: entry for one in tables for path, entry in one.data.items()}
    return {
        path: entry
        for path, entry in entries.items()
        if "类型" not in entry or shape_at(base.own_model, path.split(".")) is None
    }


def form_lines(lesson: Lesson, base: Form) -> Iterator[str]:
    """Yield the lines of form.toml in which the report is not as the base has it."""
    if lesson.zero != base.zero:
        yield f'"零值" = {quote(lesson.zero)}'
    hides = [
        one for one in base.unpublished if all(Publication((one,)).prints(path) for path in lesson.printed)
    ]
    patterns = sorted({*hides, *lesson.unprinted})
    if patterns != sorted(base.unpublished):
        yield f'"未公布" = [{", ".join(map(quote, patterns))}]'
    if lesson.lowered != base.lowered:
        yield f'"{LOWERED}" = false'
    if has_contents(lesson.document) == base.no_contents:
        yield f'"{NO_CONTENTS}" = {"false" if base.no_contents else "true"}'
    if words := sorted(find_side_by_side(lesson, base)):
        yield f'"{TOGETHER}" = [{", ".join(map(quote, words))}]'
    left_out = [name for name in PUBLIC_TABLES if name not in lesson.tables]
    if {*left_out} != {*base.left_out}:
        yield f'"{LEFT_OUT}" = [{", ".join(map(quote, left_out))}]'


def find_side_by_side(lesson: Lesson, base: Form) -> set[str]:
    """Return the words for one thing that the wordings of a report and those of the base use side by side, and those that the
    base states; nothing when it states all of them."""
    own = "".join(line for one in lesson.phrases for line in one.lines())
    base_words = "".join(
        wording.literal for table in book(base).values() for wording in table.entries.values()
    )
    found = set(base.together)
    for words in SYNONYMS:
        used = {word for word in words if word in own or word in base_words}
        if len(used) > 1 and any(word in own for word in words):
            found |= used
    return set() if found == {*base.together} else found


def has_contents(document: Document) -> bool:
    """Return whether a report that was read has lines of contents."""
    return any(isinstance(block, Paragraph) and block.style == CONTENTS for block in document.blocks)
