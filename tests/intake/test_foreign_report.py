"""What a report says that carries no data is what it was made from, as far as it prints it."""

from __future__ import annotations

import copy
import io
import re
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from forms.complete import complete
from forms.documents import put
from strategies.render import SAMPLE, dumps, loads

from narrator.commands.forms import overlay_form
from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources, read_report_data
from narrator.commands.render import render_file
from narrator.form import load
from narrator.problem import Unusable

REMEMBERED = re.compile(rb"<(?:Relationship|Override)[^>]*customXml[^>]*/>")


@lru_cache(maxsize=1)
def printed() -> bytes:
    """The report of the sample without anything that narrator puts into it for itself."""
    return printed_from((SAMPLE / "data.json").read_bytes())


def printed_from(written: bytes) -> bytes:
    """The same of the data that are WRITTEN in data.json."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.json"
        data.write_bytes(written)
        made = Path(folder) / "报告.docx"
        render_file(data, made)
        file = io.BytesIO()
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(file, "w") as target:
            for name in source.namelist():
                if not name.startswith("customXml"):
                    target.writestr(name, REMEMBERED.sub(b"", source.read(name)))
        return file.getvalue()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "去年.docx"
    path.write_bytes(printed())
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], list[str]]:
    """The data made from the report, and what was said of it."""
    folder = tmp_path_factory.mktemp("读回")
    path, data = folder / "去年.docx", folder / "data.json"
    path.write_bytes(printed())
    lines = import_file(Sources(path), None, data).lines
    return loads(data.read_text("utf-8")), list(lines)


def flat(words: Any) -> Any:
    """A text without what the form prints anyway: a full stop at its end."""
    if isinstance(words, list):
        return [flat(one) for one in words]
    return words.rstrip("。") if isinstance(words, str) else words


def test_texts_are_what_people_wrote(made: tuple[dict[str, Any], list[str]]) -> None:
    raw, mine = made[0], loads((SAMPLE / "data.json").read_text("utf-8"))
    for name in ("主要职责", "决算单位", "名称", "级次"):
        assert flat(raw["部门"][name]) == flat(mine["部门"][name])
    for code, row in mine["一般公共预算支出表"]["各科目"].items():
        assert flat(raw["一般公共预算支出表"]["各科目"][code].get("主要用途")) == flat(row.get("主要用途"))
    taken = {name: flat(words) for name, words in raw["原因"].items()}
    assert len(taken) > 15
    assert taken.items() <= {name: flat(words) for name, words in mine["原因"].items()}.items()


def test_figures_are_those_of_the_tables(made: tuple[dict[str, Any], list[str]]) -> None:
    raw, mine = made[0], loads((SAMPLE / "data.json").read_text("utf-8"))
    assert raw["年度"] == mine["年度"]
    for table in ("收入决算表", "支出决算表", "一般公共预算支出表"):
        for code, row in mine[table]["各科目"].items():
            here = raw[table]["各科目"][code]
            shared = {name: value for name, value in row.items() if name in here and name != "年初预算数"}
            assert {name: flat(here[name]) for name in shared} == {
                name: flat(one) for name, one in shared.items()
            }


def test_where_it_was_taken_from_and_what_was_left_is_told(made: tuple[dict[str, Any], list[str]]) -> None:
    lines = made[1]
    assert any(
        line.startswith("  原因 收入总计与上年相比：从“与上年相比，今年收入总计减少") for line in lines
    )
    at = next(number for number, line in enumerate(lines) if "没有读懂的" in line)
    assert "科技大厦消防改造工程" in "".join(lines[at:])


def test_a_column_that_was_not_understood_is_told(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "改.docx"
    with zipfile.ZipFile(report) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(">项目支出<".encode(), ">别的什么<".encode()))
    lines = import_file(Sources(path), None, tmp_path / "data.json").lines
    at = next(number for number, line in enumerate(lines) if line.startswith("  表里没有读懂的"))
    assert lines[at + 1] == "    公开03表 “别的什么”：没有读懂这一列"


def test_what_is_not_taken_as_it_is_printed_is_told(report: Path, tmp_path: Path) -> None:
    """A row that one table lacks, a code that is mistyped, and a table that is there again without figures."""
    opened = docx.Document(str(report))
    row = next(row for row in opened.tables[1].rows if row.cells[0].text == "2080501")
    row._tr.getparent().remove(row._tr)
    typed = next(row.cells[0] for row in opened.tables[4].rows if row.cells[0].text == "2060404")
    typed.paragraphs[0].runs[0].text = "2060403"
    again = copy.deepcopy(opened.tables[2]._tbl)
    for text in again.iter(qn("w:t")):
        text.text = re.sub(r"^[\d.]+\.\d\d$", "", text.text or "")
    opened.tables[2]._tbl.addnext(again)
    opened.save(str(report))
    lines = import_file(Sources(report), None, tmp_path / "data.json").lines
    at = next(number for number, line in enumerate(lines) if line.startswith("  表里要核对的3处"))
    assert sorted(lines[at + 1 : at + 4]) == [
        "    公开02表 2080501：没有“2080501 行政单位离退休”这一行，公开03表里有，上级比下面各行之和多1.66万元",
        "    公开03表：公开03表不止一张",
        "    公开05表 2060403：“科技成果转化与扩散”这里的编码是2060403，照别处应当是2060404",
    ]


def test_a_table_without_items_is_no_gap(made: tuple[dict[str, Any], list[str]]) -> None:
    assert made[0]["政府性基金表"]["各科目"] == {}


def test_a_report_gives_back_its_own_data(tmp_path: Path) -> None:
    data, report, back = (tmp_path / name for name in ("data.json", "报告.docx", "取回.json"))
    data.write_bytes((SAMPLE / "data.json").read_bytes())
    render_file(data, report)
    import_file(Sources(report), None, back)
    assert back.read_bytes() == data.read_bytes()


def test_a_report_is_not_put_into_data_that_are_there(report: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.json"
    data.write_bytes((SAMPLE / "data.json").read_bytes())
    with pytest.raises(Unusable, match="narrator pull"):
        import_file(Sources(report), data, None)
    assert data.read_bytes() == (SAMPLE / "data.json").read_bytes()


def test_a_report_is_read_for_the_form_that_it_follows_whoever_is_named(tmp_path: Path) -> None:
    """A city's department does not name its province, and the tables are those of several forms; who says which form it
    is is heard."""
    data = put(complete("贵州2023"), {"部门.名称": "贵阳市某某局"})
    report = tmp_path / "报告.docx"
    report.write_bytes(printed_from(dumps(data).encode()))
    text, told = read_report_data(report, None)
    assert loads(text)["格式"] == "贵州2023"
    assert "公开格式是贵州2023；不对就用 --form 写明，再取一次。" in told
    assert loads(read_report_data(report, "中央2023")[0])["格式"] == "中央2023"


def test_data_name_the_folder_of_a_form_of_ones_own_and_the_department_as_the_report_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a form of one's own is called in its folder is no form that ships; a slip in the last sections names nobody else."""
    monkeypatch.chdir(tmp_path)
    overlay_form("某区2024", load("上海2024"), tmp_path)
    name, slip = "某区规划和自然资源局", "某区规划与自然资源局"
    data = put(complete("上海2024"), {"部门.名称": name})
    data["国有资本经营表"]["合计"] = dict.fromkeys(data["国有资本经营表"]["合计"], 0)
    data["国有资本经营表"]["各科目"] = {}
    heading = "国有资本经营预算财政拨款收入支出决算情况说明"
    content = io.BytesIO(printed_from(dumps(data).encode()))
    with zipfile.ZipFile(content) as source, zipfile.ZipFile("报告.docx", "w") as target:
        for part in source.namelist():
            text = source.read(part)
            if part == "word/document.xml":
                before, behind, rest = text.decode().rpartition(heading)
                text = f"{before}{behind}{rest.replace(name, slip, 1)}".encode()
            target.writestr(part, text)
    found = loads(read_report_data(Path("报告.docx"), "./某区2024")[0])
    assert found["格式"] == "./某区2024"
    assert found["部门"]["名称"] == name
