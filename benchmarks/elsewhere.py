"""What else one could take: python-docx writing the tables of the seed report, docxtemplater filling its template.

The functions run in a process of their own (timing.apart), so narrator and python-docx are imported inside them.
"""

from __future__ import annotations

import gc
import io
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from templating import made, main_part, paragraphs
from timing import SEED, Times, repeat

SCRIPT = Path(__file__).with_name("docxtemplater.cjs")


def write_tables(times: int) -> Times:
    """Write the tables of the seed report, and nothing else, with python-docx, cell by cell, to the bytes of a .docx.

    Merged cells are merged; there are no widths, no borders and no styles. The texts are there beforehand. Raises
    AssertionError when a text is not in the tables that come out.
    """
    from docx import Document

    from narrator import build
    from narrator.document import Table

    gc.disable()  # as for narrator
    document = build.report(build.read(SEED)).document
    tables = [block for block in document.blocks if isinstance(block, Table) and block.columns]
    wanted = [
        [
            (number, cell.column, cell.rows, cell.columns, [text.string for text in cell.paragraphs])
            for number, row in enumerate((*table.header, *table.body))
            for cell in row
        ]
        for table in tables
    ]

    def written() -> bytes:
        document = Document()
        for table, cells in zip(tables, wanted, strict=True):
            grid = document.add_table(len(table.header) + len(table.body), len(table.columns))
            rows = [row.cells for row in grid.rows]  # table.cell() would look every one up anew
            for at, column, height, width, (first, *others) in cells:
                cell = rows[at][column]
                if height > 1 or width > 1:
                    cell = cell.merge(rows[at + height - 1][column + width - 1])
                if first:
                    cell.text = first
                for text in others:
                    cell.add_paragraph(text)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    found = set(paragraphs(written()))
    lost = {text for cells in wanted for *_, texts in cells for text in texts} - found
    assert not any(lost), f"python-docx lost texts: {lost}"
    assert main_part(written()).count(b"<w:tbl>") == len(tables)
    return repeat(written, times, 1)


def fill_elsewhere(times: int) -> Times | None:
    """Fill the template of the seed report with docxtemplater, in a process of node; None where node or docxtemplater
    is not at hand (see README.md). Raises AssertionError when the text that comes out is not the report's.
    """
    node = shutil.which("node")
    found = node and subprocess.run(
        [node, "-e", "require('docxtemplater'); require('pizzip')"],
        cwd=SCRIPT.parent,
        capture_output=True,
        check=False,
    )
    if not node or not found or found.returncode:
        return None
    template, report, values = made(with_empty=False)
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("模板.docx", "值.json", "填好.docx")]
        Path(paths[0]).write_bytes(template)
        Path(paths[1]).write_text(json.dumps(values, ensure_ascii=False), "utf-8")
        command = [node, str(SCRIPT), *paths, str(times)]
        done = subprocess.run(command, cwd=SCRIPT.parent, capture_output=True, check=True)
        filled = Path(paths[2]).read_bytes()
    assert paragraphs(filled) == paragraphs(report), "docxtemplater's report is not narrator's"
    return Times(tuple(json.loads(done.stdout)))
