"""A report for the web: the text as it is, without the data that it carries along and without what is personal.

The snapshot holds the whole data.json, figures that are not published included. What is left of it is an
empty element, which tells later that this is a report of narrator's, in which form, and why it can not be made again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from narrator.commands.existing_reports import find_stale_records, read_existing
from narrator.commands.report_check import check_carried_data, check_report
from narrator.document import Document
from narrator.edits.beside_text import find_unseen
from narrator.edits.comparison import PROMPT, PROMPTS
from narrator.edits.report_lines import ReportLine, lines, place_for_people
from narrator.files import whole
from narrator.files.lock import locked
from narrator.problem import Problem, Severity, Unusable
from narrator.readers import embedded
from narrator.readers.docx import package
from narrator.readers.docx.docx_report import Report, read_package
from narrator.readers.docx.links import find_private_targets
from narrator.readers.docx.notes import COMMENT
from narrator.readers.docx.package import Package
from narrator.readers.docx.revisions import has_revisions
from narrator.readers.embedded import Snapshot
from narrator.writers.docx.stripping import strip

EMBEDDED = "word/embeddings/"  # where whole files stand in a report: workbooks behind charts, and the like


def publish_file(report: Path, output: Path) -> None:
    """Write the report for the web into the file `output`.

    Raises Unusable when something in the report may not go public, or there is a file already.
    """
    with locked(report, output):
        whole.require_absent(output, ".docx")
        whole.require_free(output)  # told before what may not go public
        whole.write(output, publish(report))


def publish(path: Path) -> bytes:
    """Return a report without its snapshot, controls and authors. Raises Unusable with all that may not go public."""
    opened = package.load(path)
    if embedded.carried_snapshot(opened) is None and not embedded.is_published(opened):
        what = "这份文件不是narrator生成的，里面没有带数据"
        raise Unusable([Problem("", what, "选由 narrator render 生成的报告", file=str(path))])
    read = read_package(opened)
    problems = [*find_unfinished(read.document), *find_private(opened, read)]
    del read
    problems += find_blocking(path, opened)
    if problems:
        raise Unusable(one._replace(file=str(path), severity=Severity.ERROR) for one in problems)
    empty = Element(embedded.SNAPSHOT, {embedded.FORM: embedded.form_name(opened)})
    carriers = [name for name, _ in embedded.snapshots(opened)]
    parts = {name: opened.read(name) for name in dict.fromkeys(opened.names)}
    parts |= dict.fromkeys(carriers, tostring(empty, "utf-8", xml_declaration=True))
    return strip(parts, carriers)


def find_unfinished(document: Document) -> Iterator[Problem]:
    """Return what in a report has not been written yet, by our prompts and by Word's."""
    for line in lines(document):
        if holds_prompt(line):
            yield Problem(place_for_people(line), f"还没有写完：“{line.text}”", "写上以后再公开")


def holds_prompt(line: ReportLine) -> bool:
    """Return whether a line holds a prompt for what somebody is to write."""
    prompted = any(not blank.filled for blank in line.blanks)
    return prompted or PROMPT in line.text or any(prompt in line.text for prompt in PROMPTS)


def find_private(opened: Package, read: Report) -> Iterator[Problem]:
    """Return what in a report people wrote for one another, or nobody sees."""
    for note in read.notes:
        if note.kind == COMMENT:
            yield Problem("", f"还有{note}", "在Word里删掉批注")
    if has_revisions(opened):
        yield Problem("", "还有修订", "在Word里接受或拒绝全部修订")
    yield from find_unseen(read)
    for target in find_private_targets(opened):
        what = f"报告里有指向自己电脑或单位内部的链接“{target}”，公开以后别人看得到"
        yield Problem("", what, "在Word里取消这个链接；是图片的，改成嵌入")
    for name in opened.names:
        if name.startswith(EMBEDDED) and not name.endswith("/"):
            what = f"报告里嵌着一个文件（{name.removeprefix(EMBEDDED)}），里面可能有不公开的内容"
            yield Problem("", what, "在Word里把它换成图片，或者删掉")


def find_blocking(path: Path, opened: Package) -> Iterator[Problem]:
    """Return why a report that carries its data is not final: reasons that are stale, what the rules find in the data
    and in the report, each once; what the data accept (已核实) is no error."""
    carried = embedded.carried_snapshot(opened)
    if carried is None:
        return
    yield from find_stale(path, carried)
    told = check_carried_data(carried, path)
    del carried  # tens of megabytes, of a report of thousands of rows
    told += check_report(path).findings
    found = {one.key: one for one in told if one.counts}
    for key, finding in found.items():
        yield Problem(key, finding.described, finding.hint)


def find_stale(path: Path, carried: Snapshot) -> list[Problem]:
    """Return the reasons of a report, which carries that, that were written for other figures than stand around them now."""
    old = read_existing(path) if find_stale_records(carried) else None
    return old.stale() if old else []
