"""A report for the web: as it is, without the data that it carries along.

The snapshot holds the whole data.json, figures that are not published included. What is left of it is an
empty element, which tells later that this is a report of narrator's, in which form, and why it can not be made again.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

from narrator.edits.report_lines import lines
from narrator.files import whole
from narrator.files.lock import locked
from narrator.problem import Problem, Unusable
from narrator.readers import embedded
from narrator.readers.docx import package
from narrator.readers.docx.beside import COMMENT
from narrator.readers.docx.package import Package
from narrator.readers.docx.report import report

W = re.escape(package.W)
# What Word and WPS keep of a change that is tracked.
TRACKED = re.compile(f"{W}(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|[A-Za-z]+Change)")


def publish_file(report: Path, output: Path) -> None:
    """Write the report for the web into the file `output`.

    Raises Unusable when something in the report may not go public, or there is a file already.
    """
    with locked(report, output):
        whole.absent(output)
        whole.write(output, publish(report))


def publish(path: Path) -> bytes:
    """Return a report without its snapshot, every other part byte for byte. Raises Unusable: what may not go
    public.
    """
    opened = package.load(path)
    carriers = {name for name, _ in embedded.snapshots(opened)}
    problems = list(private(opened))
    if embedded.carried(opened) is None and not embedded.published(opened):
        what = "这份文件不是narrator生成的，里面没有带数据"
        problems = [Problem("", what, "选由 narrator render 生成的报告")]
    if problems:
        raise Unusable(replace(one, file=str(path)) for one in problems)
    empty = tostring(
        Element(embedded.SNAPSHOT, {embedded.FORM: embedded.form_name(opened)}), "utf-8", xml_declaration=True
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in opened.archive.infolist():
            content = empty if entry.filename in carriers else opened.read(entry.filename)
            archive.writestr(copy(entry), content)
    return file.getvalue()


def private(opened: Package) -> Iterator[Problem]:
    """Return what in a report people wrote for one another, or have not written yet."""
    read = report(opened)
    for line in lines(read.document):
        if "【请填写" in line.text:
            yield Problem(line.place, f"还没有写完：“{line.text}”", "写上以后再公开")
    for note in read.notes:
        if note.kind == COMMENT:
            yield Problem("", f"还有{note}", "在Word里删掉批注")
    kinds = ("header", "footer", "footnotes", "endnotes")
    parts = [opened.main.element, *(opened.root(part) for kind in kinds for part in opened.related(kind))]
    if any(TRACKED.fullmatch(str(element.tag)) for part in parts for element in part.iter()):
        yield Problem("", "还有修订", "在Word里接受或拒绝全部修订")
