"""docs/写一个新格式.md, followed to the letter: its files are written, its commands run, in an empty folder."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import oracle.docx
import pytest
from oracle.report import Paragraph
from strategies.render import dumps

from narrator.commands.lint import prove_form
from narrator.compose.filters import FILTERS
from narrator.form import form_folders

from .documents import LIAONING, ROOT, composed, plain, put, raw
from .test_overlays import CARS, load, overlay

GUIDE = (ROOT / "docs" / "写一个新格式.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"(?:#|\{#) (某[省市]20\d\d/\S+?)(?: #\})?\n")


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """COMMAND, as the guide writes it, in FOLDER."""
    program, *arguments = shlex.split(command)
    assert program == "narrator"
    done = subprocess.run(
        [sys.executable, "-m", "narrator", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stderr
    return done


def follow(folder: Path) -> list[str]:
    """What the guide's commands print when everything that it says is done in FOLDER."""
    put_data = put(raw(), {"部门.联系电话": "021-12345678"})
    (folder / "data.json").write_text(dumps(put_data), "utf-8")
    told = []
    for language, content in BLOCK.findall(GUIDE):
        if language == "sh":
            for command in content.splitlines():
                done = run(command, folder)
                assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
                told.append(done.stdout)
            continue
        named = NAMED.match(content)
        assert named, f"a block without its file: {content[:40]}"
        path = folder / named.group(1)
        copied = path.parts[len(folder.parts)] == "某省2025"
        assert path.exists() or not copied, "the copy has it, and the guide says to change it"
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
    return told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("guide")


@pytest.fixture(scope="module")
def told(folder: Path) -> list[str]:
    return follow(folder)


def test_every_command_works(told: list[str]) -> None:
    assert sorted(line.split("\t")[0].strip() for line in told[0].splitlines()) == form_folders.names()
    assert "已建好" in told[1]
    assert "某市2024：每种情形恰有一条措辞，每个名称都存在" in told[2]
    assert "已生成 某市.docx（某市2024" in told[3]
    assert "已建好" in told[4]
    assert "某省2025：每种情形恰有一条措辞，每个名称都存在" in told[5]
    assert "已生成 报告.docx（某省2025，文字齐全）" in told[6]


def test_ten_lines_make_a_form(folder: Path, told: list[str]) -> None:
    written = [path.read_text("utf-8") for path in (folder / "某市2024").rglob("*") if path.is_file()]
    lines = [line for text in written for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) <= 17
    report = oracle.docx.read((folder / "某市.docx").read_bytes())
    text = "\n".join(block.text for block in report if isinstance(block, Paragraph))
    assert "公务用车保有量" in text
    assert "“三公”经费的口径与2023年度相同，咨询电话：021-12345678。" in text
    assert "注：本表反映部门本年度“三公”经费预决算情况。" in text
    assert "第二部分" in text


def test_what_the_few_lines_change_reads_well(folder: Path, told: list[str]) -> None:
    """On the sample of the form that they go on from, too, and with nothing left out of a sentence unnoticed."""
    few = str(folder / "某市2024")
    text = plain(composed(put(raw(LIAONING), {"部门.联系电话": "0421-1234567"}), few).document)
    assert "今年收入总计比上年减少26.99万元，降低3.07%，主要是人员变动，人员减少。" in text
    assert "口径与2022年度相同，咨询电话：0421-1234567。" in text
    assert not re.search("[，。：；][，。：；]", text)
    with pytest.raises(ValueError, match="部门.联系电话：缺少这一项（公开咨询电话）"):
        composed(raw(LIAONING), few)


def test_the_report_is_in_the_new_form(folder: Path, told: list[str]) -> None:
    report = oracle.docx.read((folder / "报告.docx").read_bytes())
    text = "\n".join(block.text for block in report if isinstance(block, Paragraph))
    assert "联系电话：021-12345678" in text
    assert "2024年度收入总计5122.08万元，比2023年度增加135.85万元，增长2.72%，主要原因：图书馆" in text
    assert "（二）社会保障和就业支出436.62万元，占本年支出的8.71%。" in text
    assert "2024年度“三公”经费支出29.38万元。" in text
    assert "九、国有资本经营预算财政拨款支出决算表" in text


def test_the_same_data_file_names_the_folder(folder: Path, told: list[str]) -> None:
    data = put(raw(), {"部门.联系电话": "021-12345678", "格式": "./某省2025"})
    (folder / "own.json").write_text(dumps(data), "utf-8")
    done = run("narrator render own.json -o own.docx", folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "own.docx").stat().st_size


def test_other_words_in_other_situations(folder: Path, told: list[str]) -> None:
    changes = {
        "部门.联系电话": "021-12345678",
        "收入支出总表.收入.总计.上年决算数": Decimal("60000000"),
        "三公经费表.合计.决算数": Decimal(0),
    }
    (folder / "less.json").write_text(dumps(put(raw(), changes)), "utf-8")
    done = run("narrator render less.json --form ./某省2025 -o less.txt", folder)
    assert done.returncode == 0, done.stderr
    text = (folder / "less.txt").read_text("utf-8")
    assert "比2023年度减少877.92万元，减幅14.63%，主要原因：" in text
    assert "本部门2024年度无“三公”经费支出。" in text


def test_a_slip_is_told_with_its_file_and_line(folder: Path, told: list[str]) -> None:
    path = folder / "某省2025" / "report.jinja"
    good = path.read_text("utf-8")
    path.write_text(good.replace("类.科目名称", "类.科目名字"), "utf-8")
    try:
        done = run("narrator lint --form ./某省2025 --quiet", folder)
    finally:
        path.write_text(good, "utf-8")
    assert done.returncode == 1
    line = good[: good.index("类.科目名称")].count("\n") + 1
    assert f"report.jinja，第{line}行" in done.stderr
    assert "没有“科目名字”" in done.stderr


def test_what_is_missing_is_told_with_the_forms_own_words(folder: Path, told: list[str]) -> None:
    (folder / "bare.json").write_text(dumps(raw()), "utf-8")
    done = run("narrator render bare.json --form ./某省2025 -o bare.docx", folder)
    assert done.returncode == 2
    assert "部门.联系电话：缺少这一项（公开咨询电话，印在封面）" in done.stderr


def test_forms_of_the_folder_are_listed_below_the_one_that_they_go_on_from(tmp_path: Path) -> None:
    (tmp_path / "不是格式").mkdir()
    run("narrator forms new 某省2025", tmp_path)
    done = run("narrator forms", tmp_path)
    listed = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert sorted(name.strip() for name in listed) == sorted([*form_folders.names(), "./某省2025"])
    assert listed.index("　./某省2025") > listed.index("中央2023")
    assert done.returncode == 0


def test_a_form_of_the_folder_that_can_not_be_read_hides_no_other(tmp_path: Path) -> None:
    for name in ("坏的2025", "某省2025"):
        run(f"narrator forms new {name}", tmp_path)
    (tmp_path / "坏的2025" / "form.toml").write_text("[", "utf-8")
    done = run("narrator forms", tmp_path)
    assert any(line.startswith("　./某省2025\t") for line in done.stdout.splitlines())
    assert "坏的2025/form.toml，第1行" in done.stderr
    assert done.returncode == 2


def test_every_filter_is_explained(tmp_path: Path) -> None:
    """In the handbook, whose example says what it promises."""
    part = (ROOT / "docs" / "格式手册.md").read_text("utf-8").partition("## 筛选\n")[2].partition("\n## ")[0]
    first_cells = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    explained = {name for cell in first_cells for name in re.findall(r"`(\w+)", cell)}
    assert explained == FILTERS.keys()
    [(_, example)] = BLOCK.findall(part)
    template = f'{{% include "沿用/{CARS}" %}}\n\n{example}'
    overlay(tmp_path, **{CARS: template})
    form = load(tmp_path)
    assert prove_form(form).problems == []
    text = plain(composed(raw(LIAONING), str(form.folder)).document)
    assert "项目支出48.07万元。" in text
    assert "206类01款01项：行政运行。" in text


def test_the_guide_fits_on_a_page() -> None:
    """Without its examples, that is, and with both ways to begin."""
    assert len(BLOCK.sub("", GUIDE)) < 2950
