"""The command line with bad input, end to end: exit code 2, every problem in Chinese, and no file written."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from disclosure.notation import CHINESE, GONE, SAMPLE, TEXT, changed, line
from jsonschema import Draft202012Validator

from narrator import __version__
from narrator.cli import main
from narrator.cli.command_list import COMMANDS as COMMANDS_BY_USE
from narrator.form import form_folders

AMOUNT = "收入支出总表.收入.总计.决算数"
FORMS = "、".join(form_folders.names())
OF_FORMS = ("new", "learn")  # what the command forms has below it
COMMANDS = [
    [],
    *([name] for under in COMMANDS_BY_USE.values() for name in under),
    *(["forms", name] for name in OF_FORMS),
]
# Names of programs, files, formats and values, which have no Chinese.
NAMES = re.compile(
    rf"\b({'|'.join(command[-1] for command in COMMANDS[1:])}|narrator|text|json|bash|zsh|fish|powershell|Python)\b|Tab"
    r"|data\.json|某省2025|JSON|Schema|TOML|UTF-8|UTF-16|Word|WPS|Excel|LibreOffice|PDF|DOCTYPE|NaN|Infinity|null|true|false|MB|Dask|tcp"
    r"|1E[+-]\d+|U\+[0-9A-F]{4}|\.?(bak\.docx|docx|html|txt|toml|json|pdf|xlsx|xlsm|xls|ods|jinja)\b|--[a-z-]+|-[a-z]\b",
    re.ASCII,  # a name ends where Chinese begins
)
ENGLISH = re.compile("[A-Za-z]{2,}")


@dataclass
class Outcome:
    """What a run of narrator left: its exit code, what it printed, and which files are there."""

    code: object
    out: str
    err: str
    files: dict[str, bytes]

    @property
    def problems(self) -> list[str]:
        """Its messages, without the lines of a file that are shown with them."""
        return [line for line in self.err.splitlines() if not line.startswith("    ")]


class Desk:
    """A folder in which narrator runs, as a clerk's desk: files by name, and what a run does to them."""

    def __init__(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.folder, self.monkeypatch, self.capsys = folder, monkeypatch, capsys

    def put(self, name: str, content: str | bytes) -> None:
        (self.folder / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def files(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in self.folder.rglob("*")
            if path.is_file()
        }

    def run(self, *arguments: str) -> Outcome:
        self.monkeypatch.setattr(sys, "argv", ["narrator", *arguments])
        with pytest.raises(SystemExit) as caught:
            main()
        printed = self.capsys.readouterr()
        return Outcome(caught.value.code, printed.out, printed.err, self.files())

    def refused(self, *arguments: str) -> list[str]:
        """The messages of a run that must end with 2, change nothing and claim nothing."""
        before = self.files()
        outcome = self.run(*arguments)
        assert outcome.code == 2
        assert outcome.out == ""
        assert outcome.files == before
        assert outcome.problems
        for message in outcome.problems:
            assert message.startswith("错误：")
            assert CHINESE.search(message)
            assert "Traceback" not in message
        return outcome.problems


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    """A desk with the sample as data.json and a report that somebody else made."""
    monkeypatch.chdir(tmp_path)
    found = Desk(tmp_path, monkeypatch, capsys)
    found.put("data.json", TEXT)
    found.put("报告.docx", b"old")
    return found


def test_the_sample_is_rendered_over_an_older_report_when_told_so(desk):
    (message,) = desk.refused("render", "data.json", "-o", "报告.docx")
    assert message.startswith(
        "错误：报告.docx：文件已损坏，或者不是.docx文件。请换一个文件名；要盖掉它就加 --overwrite"
    )
    outcome = desk.run("render", "data.json", "-o", "报告.docx", "--overwrite")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("已生成 报告.docx（辽宁2023，文字齐全，核对有4处错误）\n")
    assert outcome.files.keys() == {"data.json", "报告.docx", "报告.bak.docx"}
    assert outcome.files["报告.bak.docx"] == b"old"
    assert outcome.files["报告.docx"].startswith(b"PK")


# ---- bad data ----

BAD_DATA = {
    "no file": (None, ["错误：data.json：没有这个文件。请检查文件名和文件夹。"]),
    "empty": (b"", ["错误：data.json：文件是空的。请检查是不是选错了文件。"]),
    "no JSON": (
        TEXT.replace('"年度": 2023,', '"年度": 2023').encode(),
        ["错误：data.json，第3行：第12个字符处后面少了逗号。请补上逗号。"],
    ),
    "truncated": (
        TEXT.encode()[:3000].rpartition(b'"')[0].rpartition(b"\n")[0],
        [re.compile(r"错误：data\.json，第\d+行：文件到这里就断了。请补上缺少的括号，或者重新复制完整的文件。")],
    ),
    "full width": (
        TEXT.replace('"年度"', "“年度”").encode(),
        ["错误：data.json，第3行：第3个字符处是全角的““”。请换成半角的（英文输入法）。"],
    ),
    "trailing comma": (
        TEXT.replace('"一般公共预算财政拨款收入": { "决算数": 851.17 }', '"一般公共预算财政拨款收入": { "决算数": 851.17, }').encode(),
        [re.compile(r"错误：data\.json，第\d+行：第\d+个字符处多了一个逗号。请删掉它。")],
    ),
    "GBK": (
        TEXT.encode("gbk"),
        ["错误：data.json，第2行：文件不是UTF-8编码。请用记事本打开，另存为，编码选UTF-8。"],
    ),
    "UTF-16": (
        TEXT.encode("utf-16"),
        ["错误：data.json：文件是UTF-16编码，不是UTF-8编码。请用记事本打开，另存为，编码选UTF-8。"],
    ),
    "a docx": (b"PK\x03\x04" + bytes(50), ["错误：data.json：这是Word、Excel或压缩文件，不是JSON数据文件。请选数据文件，例如data.json。"]),
    "too deep": (b"[" * 100_000, ["错误：data.json：括号套得太深，不像是决算数据。请检查是不是选错了文件。"]),
    "no object": (b"[1]", ["错误：data.json：这里是列表[…]，应当是一组数据{…}。请按“名称: 值”的样子填，两边加花括号。"]),
    "a missing key": (
        changed({AMOUNT: GONE}).encode(),
        [f"错误：data.json，第{line(TEXT_LINES := changed({}), '收入支出总表.收入.总计')}行，{AMOUNT}（公开01表）：缺少这一项（本年决算数）。请补上；没有发生的填0。"],
    ),
    **{
        f"an amount {raw}": (
            changed({AMOUNT: raw}).encode(),
            [f"错误：data.json，第{line(TEXT_LINES, AMOUNT)}行，{AMOUNT}（公开01表）：{message}"],
        )
        for raw, message in {
            '"1,234.50万元"': "这里是文字“1,234.50万元”，应当是金额。请写成1234.50，不加引号、千分位和单位。",
            "NaN": "这里是NaN，不是一个确定的数。请填金额，只写数字；没有发生的填0。",
            "1e400": "1E+400：数太大。请核对金额，再看“金额单位”（现在是万元）对不对。",
            "1e-400": "1E-400：小数位太多，以万元计最多6位。请核对金额，再看“金额单位”（现在是万元）对不对。",
            "1e99999999999999999999": "1E+999999：数太大。请核对金额，再看“金额单位”（现在是万元）对不对。",
        }.items()
    },
    "a name twice": (
        TEXT.replace('"年度": 2023,', '"年度": 2023,\n"年度": 2022,').encode(),
        ["错误：data.json，第4行，年度：这个名称在同一组里写了不止一次。请留下一个，删掉其余的。"],
    ),
    "three problems": (
        changed({"年度": "23", "格式": "7", "部门.名称": '""'}).encode(),
        [
            f"错误：data.json，第2行，格式：这里是数7，应当是文字。请照本地财政部门的要求选一种写上：{FORMS}。",
            "错误：data.json，第3行，年度：23不是决算年度。请填四位数的年份，例如2023。",
            "错误：data.json，第6行，部门.名称：这里是空的（部门全称，印在封面、标题和各表上）。请填上文字。",
        ],
    ),
    "an unknown form": (
        changed({"格式": '"辽宁2033"'}).encode(),
        [f"错误：data.json，第2行，格式：没有“辽宁2033”这种公开格式。请从{FORMS}中选一个，最像的是“辽宁2023”；自己的格式写成“./某省2025”（narrator forms 列出）。"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("command", ["render", "explain", "check"])
@pytest.mark.parametrize("kind", BAD_DATA)
def test_bad_data(desk, command, kind):
    content, messages = BAD_DATA[kind]
    if content is None:
        (desk.folder / "data.json").unlink()
    else:
        desk.put("data.json", content)
    found = desk.refused(command, "data.json", *(["-o", "报告.docx"] if command == "render" else []))
    for message, expected in zip(found, messages, strict=True):
        assert expected.fullmatch(message) if isinstance(expected, re.Pattern) else message == expected
        assert not ENGLISH.search(NAMES.sub("", message))


def test_data_that_is_a_folder(desk):
    assert desk.refused("render", ".") == ["错误：.：这是文件夹，不是文件。请写出文件夹里文件的名称。"]


def test_a_terminal_is_not_obeyed(desk):
    text = changed({AMOUNT: '"\\u001b[31m"', "部门.名称": '"甲\\n乙"', "格式": '"\\u001b[32m"'})
    desk.put("data.json", text.replace('"部门": {', '"部门": {"\\u001b[33m\\u200b": 1,'))
    found = desk.refused("render", "data.json")
    assert len(found) >= 4
    assert [message for message in found if not message.isprintable()] == []


# ---- bad arguments ----

CASES = {
    "nothing to read": (["render"], "错误：少写了数据文件。请用 narrator render --help 看用法。"),
    "an unknown option": (["render", "data.json", "--fomr", "辽宁2023"], "错误：没有“--fomr”这个选项。请改成“--form”，或者用 narrator render --help 看用法。"),
    "an unknown command": (["rendre", "data.json"], "错误：没有“rendre”这个命令。请改成“render”，或者用 narrator --help 看用法。"),
    "a command that nobody knows": (["打印"], re.compile("错误：没有“打印”这个命令。请从import、.+中选一个，或者用 narrator --help 看用法。")),
    "a blank in a name": (["check", "决算", "报告.docx"], '错误：文件名“决算 报告.docx”里有空格。请两边加英文引号，写成"决算 报告.docx"。'),
    "a name cut at its blank": (["render", "决算"], '错误：决算：没有这个文件。请检查文件名和文件夹；文件名里有空格的，两边加英文引号："决算 报告.docx"。'),
    "a workbook cut at its blank": (
        ["import", "决算", "报告.docx", "-o", "新.json"],
        '错误：决算：没有这个文件。请检查文件名和文件夹；文件名里有空格的，两边加英文引号："决算 报告.docx"。',
    ),
    "a file misspelt": (["render", "dat.json"], "错误：dat.json：没有这个文件。请检查文件名和文件夹；文件夹里有“data.json”。"),
    "a choice that is none": (["check", "data.json", "--format", "xml"], "错误：样式写得不对。请写成text或json。"),
    "two files": (["render", "data.json", "b.json"], "错误：多写了“b.json”。请删掉；是文件名里有空格的，整个文件名两边加英文引号，或者用 narrator --help 看用法。"),
    "two files that are there": (["check", "data.json", "决算 报告.docx"], "错误：多写了“决算 报告.docx”。请一份一份地做；要一起做的放在一个文件夹里，用 narrator batch 生成，用 narrator check 核对整个文件夹。"),
    "no output": (["render", "data.json", "-o"], "错误：选项“-o”后面要写报告文件。请用 narrator render --help 看用法。"),
    "no form": (["render", "data.json", "--form"], "错误：选项“--form”后面要写格式。请用 narrator render --help 看用法。"),
    "no reason": (["check", "data.json", "--accept"], "错误：选项“--accept”后面要写名称 理由。请用 narrator check --help 看用法。"),
    "nowhere to write next year's data": (["next", "data.json"], "错误：少写了 -o 和数据文件。请用 narrator next --help 看用法。"),
    "nowhere to write the public report": (["publish", "data.json"], "错误：少写了 -o 和公开的报告。请用 narrator publish --help 看用法。"),
    "a name without its ending": (["render", "data"], "错误：data：没有这个文件。请检查文件名和文件夹；文件夹里有“data.json”。"),
    "next year's data in a report": (["next", "data.json", "-o", "明年.docx"], "错误：明年.docx：要写的是.json文件。请把文件名的后缀改成.json。"),
    "a public report as a PDF": (["publish", "data.json", "-o", "公开.pdf"], "错误：公开.pdf：要写的是.docx文件。请把文件名的后缀改成.docx。"),
    "data as a report": (["publish", "data.json", "-o", "公开.docx"], "错误：data.json：这是数据文件（.json）。请选 narrator render 由它生成的报告。"),
    "a form that does not exist": (
        ["render", "data.json", "--form", "辽宁2022"],
        f"错误：格式：没有“辽宁2022”这种公开格式。请从{FORMS}中选一个，最像的是“辽宁2024”；自己的格式写成“./某省2025”（narrator forms 列出）。",
    ),
    "a folder that is no form": (["render", "data.json", "--form", "./某省"], re.compile("错误：格式：没有“./某省”这个文件夹。请改正路径；.+。")),
    "no ending": (["render", "data.json", "-o", "报告"], re.compile("错误：不会写“没有后缀的”文件。请把报告文件的后缀改成.*docx.*。")),
    "an ending that nobody writes": (
        ["render", "data.json", "-o", "报告.doc"],
        re.compile(r"错误：不会写“\.doc”文件。请把报告文件的后缀改成.*docx.*。"),
    ),
    "a folder that is missing": (
        ["render", "data.json", "-o", "没有/报告.docx"],
        "错误：没有/报告.docx：没有“没有”这个文件夹。请先建好文件夹，或者换一个位置。",
    ),
    "a file as a folder": (
        ["render", "data.json", "-o", "报告.docx/报告.docx"],
        "错误：报告.docx/报告.docx：“报告.docx”不是文件夹。请换一个位置。",
    ),
    "a folder as the report": (
        ["render", "data.json", "-o", "夹.docx"],
        "错误：夹.docx：这是文件夹，不能当作文件来写。请在后面写上文件名，例如报告.docx。",
    ),
    "a name that is too long": (
        ["render", "data.json", "-o", "长" * 100 + ".docx"],
        f"错误：{'长' * 100}.docx：文件不能写：文件名太长。请把文件名改短。",
    ),
    "a report open in Word": (
        ["render", "data.json", "-o", "开着.docx"],
        "错误：开着.docx：文件正在Word或WPS中打开。请关闭它再运行；如果并没有打开，删掉旁边的“~$开着.docx”。",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", CASES)
def test_bad_arguments(desk, kind):
    arguments, expected = CASES[kind]
    (desk.folder / "夹.docx").mkdir()
    desk.put("开着.docx", b"old")
    desk.put("决算 报告.docx", b"old")
    desk.put("~$开着.docx", b"")
    (message,) = desk.refused(*arguments)
    assert expected.fullmatch(message) if isinstance(expected, re.Pattern) else message == expected


def test_a_report_that_can_not_be_put_in_its_place(desk, monkeypatch):
    def refuse(*_paths: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    assert desk.refused("render", "data.json", "-o", "新报告.docx") == [
        "错误：新报告.docx：文件不能写：没有权限，或者正被别的程序打开。请关闭正在使用它的程序，或者换一个位置。"
    ]


@pytest.mark.parametrize("option", [True, False])
def test_a_form_whose_name_no_file_can_have(desk, option):
    name = "辽" * 200
    desk.put("data.json", changed({} if option else {"格式": f'"{name}"'}))
    (message,) = desk.refused("render", "data.json", *(["--form", name] if option else []))
    assert "这种公开格式。" in message


# ---- a unit's own phrasebook ----

BOOKS = {
    "no file": (None, r"错误：本单位\.toml：没有这个文件。请检查文件名和文件夹。"),
    "GBK": (
        '["与上年相比"]\n"增加" = "增长"'.encode("gbk"),
        r"错误：本单位\.toml：短语文件不是UTF-8编码。请.+。",
    ),
    "no TOML": ("[变动\n", r"错误：本单位\.toml，第1行：.+"),
    "no table": ('"增加" = "增长"\n', r"错误：本单位\.toml，第1行，增加：短语要写在一张表里。请.+。"),
    "an unknown table": (
        '\n["不存在的表"]\n"增加" = "增长"\n',
        r"错误：本单位\.toml，第2行，不存在的表.*：.+",
    ),
}


@pytest.mark.parametrize("kind", BOOKS)
def test_a_bad_phrasebook(desk, kind):
    content, expected = BOOKS[kind]
    if content is not None:
        desk.put("本单位.toml", content)
    found = desk.refused("render", "data.json", "-o", "报告.docx", "--phrasebook", "本单位.toml")
    assert re.fullmatch(expected, found[0])
    for message in found:
        assert not ENGLISH.search(NAMES.sub("", message)), message


def test_lint_of_a_phrasebook_that_nobody_finds_proves_nothing(desk):
    assert desk.refused("lint", "--phrasebook", "本单位.toml") == [
        "错误：本单位.toml：没有这个文件。请检查文件名和文件夹。"
    ]


def test_an_entry_of_the_phrasebook_that_is_misspelt(desk):
    table = re.search(
        r'^\[\s*"?([^"\]]+?)"?\s*\]',
        (SAMPLE.parents[2] / "phrasebook" / "通用.toml").read_text("utf-8"),
        re.M,
    )
    assert table
    desk.put("本单位.toml", f'["{table[1]}"]\n"增加了" = "增长{{{{ 差额 }}}}万元"\n')
    (message, *rest) = desk.refused("render", "data.json", "-o", "报告.docx", "--phrasebook", "本单位.toml")
    assert re.fullmatch(
        rf"错误：本单位\.toml，第2行，{table[1]}\.增加了：.+请改成“增加”，或者删掉。", message
    )
    assert rest == []


def test_a_phrasebook_that_the_data_name_and_nobody_finds(desk):
    desk.put("data.json", changed({"短语": '"本单位.toml"'}))
    (message,) = desk.refused("render", "data.json", "-o", "报告.docx")
    assert re.fullmatch(
        r"错误：data\.json，第\d+行，短语：没有“本单位\.toml”这个短语文件。请改正文件名；.+", message
    )


# ---- the schema and the help ----


def test_the_schema_is_one_that_editors_can_use(desk):
    outcome = desk.run("schema")
    assert (outcome.code, outcome.err) == (0, "")
    schema = json.loads(outcome.out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert validator.is_valid(json.loads(TEXT))
    assert not validator.is_valid(json.loads(TEXT.replace('"上年决算数"', '"上年決算数"', 1)))


def thinned(schema):
    """SCHEMA with one of the thousand codes that a table offers where they differ in what describes them alone."""
    if not isinstance(schema, dict):
        return schema
    alike = {}
    for name, value in schema.items():
        bare = (
            {key: one for key, one in value.items() if key != "description"}
            if isinstance(value, dict)
            else value
        )
        alike.setdefault(json.dumps(bare) if name.isdigit() else name, (name, thinned(value)))
    return dict(alike.values())


@pytest.mark.parametrize(
    "data", sorted(SAMPLE.parents[1].glob("*/data.json")), ids=lambda path: path.parent.name
)
def test_the_schema_of_a_form(desk, data):
    raw = json.loads(data.read_text("utf-8"))
    outcome = desk.run("schema", "--form", raw["格式"], "-o", "schema.json")
    assert (outcome.code, outcome.err) == (0, "")
    schema = json.loads(outcome.files["schema.json"].decode())
    Draft202012Validator.check_schema(thinned(schema))
    validator = Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(raw)] == []
    offered = schema["properties"]["支出决算表"]["properties"]["各科目"]["properties"]
    assert offered["2060404"]["description"] == "科技成果转化与扩散"
    next(iter(raw["支出决算表"]["各科目"].values()))["合记"] = 1
    assert not validator.is_valid(raw)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_help_is_chinese(desk, command):
    outcome = desk.run(*command, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("用法：")
    assert not ENGLISH.findall(NAMES.sub("", outcome.out))
    assert desk.run(*command, "-h").out == desk.run("help", *command).out == outcome.out


def test_narrator_alone_lists_every_command_under_a_heading(desk):
    outcome = desk.run()
    assert (outcome.code, outcome.err) == (0, "")
    listed = [line.split()[0] for line in outcome.out.splitlines() if re.match(r"  [a-z]+  ", line)]
    assert len(listed) == len(set(listed)) == sum(map(len, COMMANDS_BY_USE.values()))


def test_the_version(desk):
    assert desk.run("--version").out == f"narrator {__version__}\n"


def test_quiet_and_verbose(desk):
    quiet = desk.run("render", "data.json", "-o", "新.docx", "--quiet")
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")
    assert "新.docx" in quiet.files
    plain, quiet = desk.run("check", "data.json"), desk.run("check", "data.json", "-q")
    assert plain.code == quiet.code == 1
    assert "尾差" in plain.out
    assert "提醒 " not in quiet.out
    assert plain.out.count("错误  ") == quiet.out.count("错误  ") > 0
    assert plain.out.splitlines()[0] == quiet.out.splitlines()[0]
    before = desk.run("-q", "check", "data.json")
    assert (before.code, before.out) == (1, quiet.out)
    verbose = desk.run("render", "data.json", "-o", "新.docx", "--overwrite", "-v")
    assert f"narrator {__version__}，Python " in verbose.err


def test_a_fault_of_narrator_is_told_and_shown_when_asked_for(desk, monkeypatch):
    def fail(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError("不可能")

    monkeypatch.setattr("narrator.commands.missing.require_missing", fail)
    outcome = desk.run("missing", "data.json")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err.startswith("错误：narrator自己出了错（ZeroDivisionError）。请加上 --verbose")
    assert "Traceback" in desk.run("missing", "data.json", "--verbose").err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_shells_complete_commands(desk, shell):
    asked = {"_NARRATOR_COMPLETE": f"complete_{shell}", "COMP_WORDS": "narrator ren", "COMP_CWORD": "1"}
    words = {"_TYPER_COMPLETE_ARGS": "narrator ren", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = process(desk.folder, **asked, **words, _TYPER_COMPLETE_WORD_TO_COMPLETE="ren")
    assert "render" in done.stdout.decode()
    assert "missing" not in done.stdout.decode()
    assert "_NARRATOR_COMPLETE" in desk.run("--show-completion", shell).out


# ---- as a process ----


def process(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "narrator", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
@pytest.mark.parametrize(
    "arguments",
    [("schema",), ("check", "data.json", "--format", "json"), ("check", "--rules", "--format", "json")],
)
def test_programs_read_utf_8_in_any_console(desk, arguments, encoding):
    done = process(desk.folder, *arguments, PYTHONIOENCODING=encoding)
    assert "算" in done.stdout.decode("utf-8")
    assert json.loads(done.stdout)
    outcome = desk.run(*arguments, "-o", "写.json")
    assert outcome.files["写.json"] == done.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_a_process_in_any_console(desk, encoding):
    desk.put("data.json", changed({"年度": "23", AMOUNT: '"𠮷😀"', "部门.\\ud800": "1"}))
    done = process(desk.folder, "render", "data.json", "-o", "报告.docx", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stdout) == (2, b"")
    # Typer takes an ASCII console for a misconfigured one and writes UTF-8.
    lines = done.stderr.decode("utf-8" if encoding == "ascii" else encoding).splitlines()
    assert len(lines) == 3
    assert "错误：data.json，第3行，年度：23不是决算年度。请填四位数的年份，例如2023。" in lines
    assert desk.files()["报告.docx"] == b"old"


@pytest.mark.skipif(
    shutil.which("narrator", path=str(Path(sys.executable).parent)) is None, reason="not installed"
)
def test_the_installed_command_ends_with_2(desk):
    command = shutil.which("narrator", path=str(Path(sys.executable).parent))
    assert command
    done = subprocess.run(
        [command, "render", "没有.json"], cwd=desk.folder, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("错误：没有.json：没有这个文件。")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to write to")
def test_an_output_that_takes_nothing_is_no_traceback(desk):
    command = f'"{sys.executable}" -m narrator schema > /dev/full'
    done = subprocess.run(
        ["bash", "-c", command], cwd=desk.folder, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert done.stderr.decode().startswith("错误：")


def test_a_reader_who_stops_reading_is_no_error(desk):
    command = f'"{sys.executable}" -m narrator schema | head -c 10'
    done = subprocess.run(
        ["bash", "-c", command], cwd=desk.folder, capture_output=True, timeout=60, check=False
    )
    assert len(done.stdout) == 10
    assert done.stderr == b""
