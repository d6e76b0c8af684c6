"""A desk for tests of the writer's year: data.json, a report, and hands that edit it as Word would save it."""

from __future__ import annotations

import io
import json
import re
import shutil
import sys
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from strategies.render import dumps, loads

from narrator.cli import main

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "朝阳市科学技术局2023" / "data.json"
INCOME = "收入总计与上年相比"
SCIENCE = "2060404科技成果转化与扩散与年初预算相比"


def small() -> dict[str, Any]:
    """The sample without the long tables at its end, with three duties and one project."""
    raw = loads(SAMPLE.read_text("utf-8"))
    del raw["原因记录"]
    raw["部门"]["主要职责"] = raw["部门"]["主要职责"][:3]
    raw["预算绩效"]["整体自评"] = []
    raw["预算绩效"]["项目"] = [{**raw["预算绩效"]["项目"][2], "指标": []}]
    raw["预算绩效"]["项目"][0]["绩效目标完成情况"] = ["第一，财政资金投入规范。", "第二，消防改造已经付款。"]
    raw["预算绩效"]["年初批复绩效目标的项目数"] = 1
    return raw


def saved(package: bytes, edit: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """PACKAGE with its PART edited."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, edit(content.decode()).encode() if name == part else content)
    return file.getvalue()


def with_part(package: bytes, kind: str, xml: str) -> bytes:
    """PACKAGE with one more part of a KIND (comments, footnotes …), to which the main part has a relation; in XML {}
    stands for the namespace of w:."""
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    package = saved(
        package,
        swap("</Types>", f'<Override PartName="/word/{kind}.xml" ContentType="{types}.{kind}+xml"/></Types>'),
        "[Content_Types].xml",
    )
    relation = f'<Relationship Id="rId{kind}" Type="{relations}/{kind}" Target="{kind}.xml"/>'
    package = saved(
        package, swap("</Relationships>", f"{relation}</Relationships>"), "word/_rels/document.xml.rels"
    )
    file = io.BytesIO(package)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        name = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        archive.writestr(f"word/{kind}.xml", xml.format(name))
    return file.getvalue()


def swap(old: str, new: str, times: int = 1) -> Callable[[str], str]:
    """An edit that puts NEW in the place of the first OLD; there must be one."""

    def edit(xml: str) -> str:
        assert old in xml, old
        return xml.replace(old, new, times)

    return edit


def control(slot: str) -> re.Pattern[str]:
    """The control of SLOT with its content as the group."""
    tag = re.escape(f'<w:tag w:val="{escape(slot, {chr(34): "&quot;"})}"/>')
    return re.compile(
        rf"<w:sdt><w:sdtPr>(?:(?!</w:sdtPr>).)*{tag}.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", re.S
    )


def typed(slot: str, text: str, number: int = 0) -> Callable[[str], str]:
    """An edit that types TEXT over the control of SLOT (the paragraph NUMBER of it), as Word saves it."""

    def edit(xml: str) -> str:
        found = list(control(slot).finditer(xml))[number]
        run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
        whole = xml[: found.start(1)] + run + xml[found.end(1) :]
        head = found.start(), found.start(1)
        return whole[: head[0]] + whole[slice(*head)].replace("<w:showingPlcHdr/>", "") + whole[head[1] :]

    return edit


def untagged(xml: str) -> str:
    """XML as LibreOffice saves it: without the names of the controls."""
    return re.sub(r'<w:(?:alias|tag|id) w:val="[^"]*"/>(?=[^>]*)', "", xml)


class Desk:
    """A folder with data.json, the one that is there or else the data that are given; `run` is narrator."""

    def __init__(self, folder: Path, raw: dict[str, Any] | None = None) -> None:
        self.folder = folder
        self.data = folder / "data.json"
        self.report = folder / "报告.docx"
        self.out = self.err = ""
        if raw is not None or not self.data.exists():
            self.save(raw or small())

    def copied(self, folder: Path) -> Desk:
        """A desk in FOLDER with all that is on this one."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Desk(folder)

    def save(self, raw: dict[str, Any]) -> None:
        self.data.write_text(dumps(raw), "utf-8")

    @property
    def raw(self) -> dict[str, Any]:
        return loads(self.data.read_text("utf-8"))

    def change(self, change: Callable[[dict[str, Any]], object]) -> None:
        """Change the data as a writer does in an editor."""
        raw = self.raw
        change(raw)
        self.save(raw)

    def accept(self) -> None:
        """Accept (已核实) every error that the rules find in the data and in their report; then render."""
        from narrator.commands.check import check_file

        assert self.render() == 0, self.err
        found = [one for path in (self.data, self.report) for one in check_file(path).findings if one.counts]
        self.change(lambda raw: raw.update({"已核实": {one.key: "看过原件" for one in found}}))
        assert self.render() == 0, self.err

    def edit(self, *edits: Callable[[str], str]) -> None:
        """Edit the report as a chief does in Word."""

        def edit(xml: str) -> str:
            for one in edits:
                xml = one(xml)
            return xml

        self.report.write_bytes(saved(self.report.read_bytes(), edit))

    def run(self, *arguments: object) -> int:
        """Run narrator; its exit code. What it printed is in `out` and `err`."""
        argv, stdout, stderr = sys.argv, sys.stdout, sys.stderr
        sys.argv = ["narrator", *map(str, arguments)]
        sys.stdout, sys.stderr = out, err = io.StringIO(), io.StringIO()
        try:
            main()
            code: object = 0
        except SystemExit as error:
            code = error.code or 0
        finally:
            sys.argv, sys.stdout, sys.stderr = argv, stdout, stderr
            self.out, self.err = out.getvalue(), err.getvalue()
        assert "Traceback" not in self.err
        assert isinstance(code, int)
        return code

    def render(self, *options: str) -> int:
        return self.run("render", self.data, "-o", self.report, *options)

    def pull(self, *options: str) -> int:
        return self.run("pull", self.report, self.data, *options)

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir() if path.is_file()}

    def text(self) -> str:
        """The report as text."""
        from narrator.edits.report_lines import lines
        from narrator.readers.docx.docx_report import read_docx

        return "\n".join(line.text for line in lines(read_docx(self.report).document))


def last_year(raw: dict[str, Any], wan: str) -> None:
    """Last year's total, in the two places that hold it."""
    for side in ("收入", "支出"):
        raw["收入支出总表"][side]["总计"]["上年决算数"] = Decimal(wan)


def equal_but(old: str, new: str, *paths: str) -> None:
    """Assert that two JSON texts differ in nothing but what stands at PATHS."""
    from narrator.files import patch

    for path in paths:
        value = patch.value(json.loads(new), path)
        old = patch.put_value(old, path, value or "")
    assert old == new
