"""A pack that somebody sent can not reach outside its folder, nor keep the program busy; nor can a name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from narrator import build, form
from narrator.problem import Unusable

from .documents import ROOT, SHANGHAI

DATA = ROOT / "samples" / SHANGHAI / "data.json"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    made = tmp_path / "某省2025"
    shutil.copytree(ROOT / "templates" / "上海2024", made)
    shutil.copy(ROOT / "phrasebook" / "上海2024.toml", made / "phrasebook.toml")
    return made


def told(pack: Path) -> list[str]:
    """What is wrong when a report is made in the form PACK."""
    try:
        source = build.read(DATA, f"{pack}/")
        build.write(build.report(source).document, source, ".docx")
    except Unusable as error:
        return [f"{Path(one.file).name} {one.what}" for one in error.problems]
    return []


def test_the_pack_works(pack: Path) -> None:
    assert told(pack) == []


@pytest.mark.parametrize(
    "name", ["form.toml", "data.toml", "styles.toml", "phrasebook.toml", "tables/收入支出总表.toml"]
)
def test_a_file_that_leads_elsewhere(pack: Path, name: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "秘密"
    shutil.move(pack / name, elsewhere)
    (pack / name).symlink_to(elsewhere)
    assert f"{Path(name).name} 这个文件不在格式的文件夹里" in told(pack)


def test_a_folder_that_leads_elsewhere(pack: Path, tmp_path: Path) -> None:
    shutil.move(pack / "tables", tmp_path / "别处")
    (pack / "tables").symlink_to(tmp_path / "别处")
    assert "收入支出总表.toml 这个文件不在格式的文件夹里" in told(pack)
    shutil.move(pack / "说明", tmp_path / "那里")
    (pack / "说明").symlink_to(tmp_path / "那里")
    (pack / "tables").unlink()
    shutil.move(tmp_path / "别处", pack / "tables")
    assert [one for one in told(pack) if "格式里没有“说明/收入支出.jinja”这个模板，或者打不开" in one]


def test_a_link_inside_the_pack_is_a_file_like_any(pack: Path) -> None:
    shutil.move(pack / "styles.toml", pack / "样式.toml")
    (pack / "styles.toml").symlink_to("样式.toml")
    assert told(pack) == []


def test_a_link_to_itself(pack: Path) -> None:
    (pack / "styles.toml").unlink()
    (pack / "styles.toml").symlink_to("styles.toml")
    assert told(pack)[0].startswith("styles.toml ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without pipes")
@pytest.mark.parametrize("name", ["styles.toml", "data.toml", "phrasebook.toml", "tables/收入支出总表.toml"])
def test_a_pipe_is_not_waited_for(pack: Path, name: str) -> None:
    (pack / name).unlink()
    os.mkfifo(pack / name)
    assert any(one.startswith(Path(name).name) for one in told(pack))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a system without /dev")
def test_a_file_without_end(pack: Path) -> None:
    (pack / "四、名词解释.jinja").unlink()
    (pack / "四、名词解释.jinja").symlink_to("/dev/zero")
    assert any("四、名词解释.jinja" in one for one in told(pack))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("data.toml", "".join(f'["甲.乙{n}"]\n"类型" = "金额"\n"说明" = "乙"\n' for n in range(12_000))),
        ("styles.toml", '"a" = "' + "b" * 3_000_000 + '"'),
        ("phrasebook.toml", "".join(f'["表{n}"]\n"事实" = "有无"\n' for n in range(12_000))),
        ("tables/收入支出总表.toml", '"表注" = [' + '"",' * 1_000_000 + "]"),
        ("tables/收入支出总表.toml", '"列宽" = [' + "1," * 900_000 + "]"),
    ],
)
def test_a_file_larger_than_people_write(pack: Path, name: str, content: str) -> None:
    (pack / name).write_text(content, "utf-8")
    assert told(pack)


def test_a_paragraph_without_end(pack: Path) -> None:
    """Each value is traced with the whole paragraph that it stands in."""
    rows = "一般公共预算支出表.各科目"
    loops = f"{{% for 甲 in {rows} %}}{{% for 乙 in {rows} %}}{{% for 丙 in {rows} %}}"
    text = loops + f'{{{{ 求和({rows} | 取列("小计")) }}}}' + "{% endfor %}" * 3
    (pack / "四、名词解释.jinja").write_text(text, "utf-8")
    assert [one for one in told(pack) if re.match(r"report.jinja 一段里的数和文字有\d+处，太多了", one)]


def test_very_many_tables(pack: Path) -> None:
    for number in range(3_000):
        (pack / "tables" / f"{number}.toml").write_text("a = 1", "utf-8")
    assert len(told(pack)) > 3_000


# ---- forms new ----


def new(name: str, folder: Path, model: str = "上海2024", *options: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "narrator", "forms", "new", "--from", model, *options, "--", name],
        cwd=folder, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../外", "/tmp/外", "甲/乙", "甲\\乙", "\\1", "甲\n乙", '甲"乙', "甲\x07", " 甲", "甲 ", "甲.", "~", "-甲", "甲:乙", "甲*", "长" * 300],
)  # fmt: skip
def test_a_name_that_is_none(name: str, tmp_path: Path) -> None:
    inner = tmp_path / "里"
    inner.mkdir()
    done = new(name, inner)
    assert done.returncode == 2, done.stdout
    assert done.stderr.startswith("错误：")
    assert list(inner.iterdir()) == []
    assert list(tmp_path.iterdir()) == [inner]


@pytest.mark.parametrize("name", ["某省2025", "某省（市）2025", "A-1", "某 省"])
def test_a_name(name: str, tmp_path: Path) -> None:
    assert new(name, tmp_path).returncode == 0
    assert form.load(f"./{name}", tmp_path).name == name


def test_not_twice_and_nothing_is_lost(tmp_path: Path) -> None:
    assert new("某省2025", tmp_path).returncode == 0
    mine = tmp_path / "某省2025" / "report.jinja"
    mine.write_text("我的", "utf-8")
    assert new("某省2025", tmp_path).returncode == 2
    assert mine.read_text("utf-8") == "我的"


def test_not_inside_itself(pack: Path) -> None:
    before = sorted(pack.rglob("*"))
    done = new("又一个", pack, "../某省2025")
    assert done.returncode == 2, done.stdout
    assert sorted(pack.rglob("*")) == before


def test_a_pack_with_links_is_not_copied_from_elsewhere(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "秘密").write_text("口令", "utf-8")
    (pack / "秘密.txt").symlink_to(tmp_path / "秘密")
    assert new("又一个", tmp_path, "./某省2025", "--copy").returncode == 0
    assert (tmp_path / "又一个" / "秘密.txt").is_symlink()


# ---- a form that can not be read ----


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ('["名称"\n', "form.toml 不是正确的TOML写法（方括号没有成对）"),
        (None, "某省2025 这个文件夹里没有form.toml，不是公开格式"),
    ],
)
def test_a_form_that_can_not_be_read_does_not_blame_the_data(
    pack: Path, content: str | None, what: str
) -> None:
    (pack / "form.toml").unlink()
    if content is not None:
        (pack / "form.toml").write_text(content, "utf-8")
    assert told(pack) == [what]
