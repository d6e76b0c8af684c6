"""A form is learned from a published report: what it makes again, of which figures it asks, what stands in its files."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import tomllib
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from forms.complete import MORE, complete
from forms.documents import CENTRAL, put, raw, written

from learning.measure import published
from narrator import build
from narrator.cli import main
from narrator.commands.learn import DATA, LearnedForm, keep_backup, learn_form
from narrator.commands.lint import prove_form
from narrator.commands.next import make_next_year
from narrator.commands.publish import publish
from narrator.commands.report_check import basis_of
from narrator.document import Document, Heading, Paragraph
from narrator.form import form_of_report, load
from narrator.learning.answers import FILE, Answers, read_answers
from narrator.learning.lesson import learn_from_report
from narrator.problem import Problem, Severity, Unusable
from narrator.spans import Text

PAGE = (Path(__file__).parents[2] / "docs" / "学一个格式.md").read_text("utf-8")
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.M | re.S) for line in block.splitlines()
]
PLACE = "三公经费表.公务接待费.国内公务接待人数"


@cache
def report(form: str = "湖南2023") -> bytes:
    """The published report on the sample in FORM: no data in it, no controls."""
    data = put(raw(CENTRAL), MORE.get(form, {})) | {"格式": form}
    with TemporaryDirectory() as folder:
        return publish(written(Path(folder), data))


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> LearnedForm:
    folder = tmp_path_factory.mktemp("学")
    (folder / "去年.docx").write_bytes(report())
    program, forms, learn, file, *options = shlex.split(COMMANDS[0])
    assert (program, forms, learn, options[::2]) == ("narrator", "forms", "learn", ["--name", "--like"])
    return learn_form(folder / file, options[1], options[3], folder)


def test_last_years_report_carries_no_data() -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "报告.docx")
        path.write_bytes(report())
        with ZipFile(path) as file:
            assert not any(
                "数据" in file.read(name).decode("utf-8", "ignore")
                for name in file.namelist()
                if "customXml" in name
            )


def test_the_report_is_made_again_but_for_what_is_told(learned: LearnedForm) -> None:
    proof = learned.proof
    assert proof is not None
    assert proof.same_lines >= 0.97 * proof.lines > 150
    assert proof.same_rows == proof.rows > 200
    missing = {one.old for one in proof.others}
    assert not any("收、支总计" in line or "一般公共预算财政拨款" in line for line in missing)


def test_the_section_that_the_base_lacks_stands_behind_the_one_before_it(learned: LearnedForm) -> None:
    text = (learned.folder / "说明" / "机关运行经费情况.jinja").read_text("utf-8")
    assert text.index("机关运行经费支出{{ 机关运行经费.决算数 }}万元") < text.index(
        "## [一、] 一般性支出情况"
    )


def test_what_is_as_in_the_base_is_not_written(learned: LearnedForm) -> None:
    files = {path.relative_to(learned.folder).as_posix() for path in learned.folder.rglob("*.*")}
    assert "说明/收入支出.jinja" not in files
    assert "四、名词解释.jinja" not in files


def test_figures_that_no_table_has_are_asked_for_and_kept(learned: LearnedForm) -> None:
    assert any(asked.number == "97.70" for asked in learned.lesson.asked)
    assert len(learned.lesson.asked) < 20
    assert {"人数", "人数2"} <= {asked.name.rpartition(".")[2] for asked in learned.lesson.asked}
    data = json.loads((learned.folder / DATA).read_text("utf-8"))
    assert 97.7 in data["其他数据"].values()
    asked = tomllib.loads((learned.folder / "data.toml").read_text("utf-8"))["其他数据.人数"]
    assert asked["必填"], "a figure that a sentence prints is never zero because it is not there"


def test_lint_finds_no_error_in_it(learned: LearnedForm) -> None:
    form = load("./某省2024", learned.folder.parent)
    assert [str(one) for one in prove_form(form).problems if one.severity is Severity.ERROR] == []


def test_an_answer_makes_a_figure_a_place_and_the_earlier_form_is_kept(learned: LearnedForm) -> None:
    folder = learned.folder.parent
    asked = next(one for one in learned.lesson.asked if one.number == "120")
    path = learned.folder / FILE
    text = path.read_text("utf-8").replace('"数" = "120"', f'"数" = "120"\n"位置" = "{PLACE}"')
    path.write_text(text, "utf-8")
    again = learn_form(folder / "去年.docx", "某省2024", "中央2023", folder)
    assert asked.name not in {one.name for one in again.lesson.asked if one.number == "120"}
    unlike = again.problems[0]  # last year's number is another one: told, for the report may be wrong
    assert (unlike.severity, unlike.line) == (Severity.WARNING, text[: text.index(PLACE)].count("\n") + 1)
    assert "句子里印的是120" in unlike.what
    said = (again.folder / "说明" / "机关运行经费情况.jinja").read_text("utf-8")
    assert f"人数{{{{ {PLACE} }}}}人" in said
    assert (folder / "某省2024.bak" / FILE).read_text("utf-8") == text
    assert "  原来的某省2024留作 某省2024.bak。" in list(again.lines())
    assert read_answers(again.folder / FILE).places == {(asked.sentence, "120"): PLACE}


def test_no_form_that_was_kept_is_written_over(tmp_path: Path) -> None:
    for number in range(3):
        folder = tmp_path / "某省2024"
        folder.mkdir()
        (folder / FILE).write_text(str(number), "utf-8")
        keep_backup(folder)
    assert [(tmp_path / f"某省2024.bak{one}" / FILE).read_text("utf-8") for one in ("", 1, 2)] == [
        "0",
        "1",
        "2",
    ]


def test_the_page_in_docs_is_followed_to_the_letter(
    learned: LearnedForm, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first command was given to the fixture; the others are run where it stands, and what it names is there."""
    monkeypatch.chdir(learned.folder.parent)
    for command in COMMANDS[1:]:
        monkeypatch.setattr("sys.argv", shlex.split(command))
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code, "".join(capsys.readouterr())
    told = "".join(capsys.readouterr())
    assert "每种情形恰有一条措辞" in told
    assert "已生成 再做一遍.docx" in told
    assert Path("再做一遍.docx").exists()
    for name in (FILE, DATA, "data.toml", "form.toml"):
        assert (learned.folder / name).exists()
    assert {FILE, DATA} <= {*re.findall(r"`([^`\n]+)`", PAGE)}


def test_last_years_data_know_the_form_in_whose_folder_they_stand(
    learned: LearnedForm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / learned.folder.name
    shutil.copytree(learned.folder, folder)
    make_next_year(folder / DATA, tmp_path / "今年.json")
    assert json.loads((tmp_path / "今年.json").read_text("utf-8"))["格式"] == f"./{folder.name}"
    monkeypatch.chdir(folder)
    make_next_year(Path(DATA), Path("今年.json"))
    assert json.loads(Path("今年.json").read_text("utf-8"))["格式"] == "./"
    assert form_of_report(folder.name, Path("报告.docx")).folder == folder
    assert build.read(Path(DATA)).form.folder == folder
    (tmp_path / "别处.json").write_text('{"格式": "./"}', "utf-8")
    with pytest.raises(Unusable, match="不在数据文件的文件夹里"):
        build.read(tmp_path / "别处.json")


@pytest.mark.parametrize("has_proof", [False, True])
def test_a_form_that_does_not_make_the_report_is_no_success(
    has_proof: bool, learned: LearnedForm, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    proof = learned.proof if has_proof else None
    stuck = replace(learned, proof=proof, problems=(Problem("甲.jinja:3", "有一个数没有填", "填上"),))
    monkeypatch.setattr("narrator.commands.learn.learn_form", lambda *arguments: stuck)
    monkeypatch.setattr("sys.argv", ["narrator", "forms", "learn", "去年.docx", "--name", "某省2024"])
    with pytest.raises(SystemExit) as ended:
        main()
    told = "".join(capsys.readouterr())
    assert ended.value.code == 1
    assert ("学到的格式或者去年的数据还有不对的地方" if has_proof else "照它还做不出去年的报告") in told
    assert "有一个数没有填" in told
    assert "下一步" not in told


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "hint"),
    [
        ('"数" = "64"', '"数" = "64"\n"位置" = "三公经费表.合计.预算"', 1, "没有“三公经费表.合计.预算”这个位置", "像是三公经费表.合计.预算数"),
        ('"句子" = ', '"位置" = "收入决算表.合计.本年收入合计"\n"句子" = "改过"\n# ', 1, "去年的报告里没有这句话", "整条删掉"),
        ('"数" = "64"', '"数" = 64', -2, "这一条写得不对", "写成文字"),
    ],
)  # fmt: skip
def test_an_answer_that_is_wrong_is_told_with_its_line(
    learned: LearnedForm, old: str, new: str, line: int, what: str, hint: str
) -> None:
    """line: in which it is, from that of what is changed."""
    folder = learned.folder.parent
    path = learned.folder / FILE
    before = path.read_text("utf-8")
    at = before.index(old)
    path.write_text(before[:at] + new + before[at + len(old) :], "utf-8")
    with pytest.raises(Unusable) as caught:
        learn_form(folder / "去年.docx", "某省2024", "中央2023", folder)
    path.write_text(before, "utf-8")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(path), before[:at].count("\n") + 1 + line)
    assert what in problem.what
    assert hint in problem.hint


@pytest.mark.parametrize(
    ("name", "base"), [("上海2024", "中央2023"), ("四川2023", "中央2023"), ("中央2023", "辽宁2023")]
)
def test_last_years_data_are_read_with_the_form_that_was_learned(
    name: str, base: str, tmp_path: Path
) -> None:
    """Its duties are a list, its date is one, what was not budgeted for is zero, and lint finds no error: not in words that
    the base says otherwise (下降, 降低), nor in tables without rows."""
    (tmp_path / "去年.docx").write_bytes(published(complete(name), True))
    learned = learn_form(tmp_path / "去年.docx", "某省2025", base, tmp_path)
    assert not learned.is_wrong, learned.problems
    source = build.read(learned.folder / DATA, str(learned.folder))
    assert base != "中央2023" or len(source.disclosure.at("部门", "主要职责")) > 3
    assert build.report(source).document.blocks
    assert any("下一步" in line for line in learned.lines())


def test_a_name_that_ships_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="自带的格式"):
        learn_form(tmp_path / "去年.docx", "上海2024", "中央2023", tmp_path)
    assert not [*tmp_path.iterdir()]


def test_rows_of_which_some_are_in_the_words_of_the_base_are_printed_once(tmp_path: Path) -> None:
    """What did not change reads as the base's there, and all else joins its reason otherwise."""
    path = tmp_path / "去年.docx"
    with ZipFile(BytesIO(published(complete("中央2023"), True))) as old, ZipFile(path, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "word/document.xml":
                words, count = re.subn("(年初预算数)的主要原因是", r"\1，原因是", text.decode("utf-8"))
                assert count > 5
                text = words.encode("utf-8")
            new.writestr(part, text)
    made = learn_form(path, "某省2024", "中央2023", tmp_path)
    assert not made.is_wrong, made.problems
    text = (made.folder / "说明" / "一般公共预算支出.jinja").read_text("utf-8")
    assert text.count("（项）") == 1
    assert made.proof is not None
    assert not [one.new for one in made.proof.others if "（项）" in one.new]


def test_contents_are_learned_though_the_base_has_none(tmp_path: Path) -> None:
    assert load("重庆2023").no_contents
    path = tmp_path / "去年.docx"
    path.write_bytes(report("中央2024"))
    made = learn_form(path, "某省2024", "重庆2023", tmp_path)
    outline = (tmp_path / "某省2024" / "report.jinja").read_text("utf-8").split("\n")
    assert "@目录" in outline
    assert "目　录" not in outline
    assert not made.is_wrong, made.problems


def test_the_reports_on_projects_are_texts_of_the_year(tmp_path: Path) -> None:
    """They stay with their year: `next` leaves them behind."""
    (tmp_path / "去年.docx").write_bytes(published(complete("中央2023"), True))
    learned = learn_form(tmp_path / "去年.docx", "某部2024", "中央2023", tmp_path)
    kinds = {told: kind for kind, told in learned.lesson.data.values()}
    of_reports = {kind for told, kind in kinds.items() if told.endswith("（评价报告）")}
    assert of_reports == {"本年文字"}


def test_a_part_that_is_larger_than_its_whole_is_told_with_its_sentence(tmp_path: Path) -> None:
    with ZipFile(BytesIO(report("中央2023"))) as file, ZipFile(tmp_path / "去年.docx", "w") as wrong:
        for name in file.namelist():
            wrong.writestr(
                name, re.sub("外宾接待支出\\d+(?=\\.)".encode(), "外宾接待支出99".encode(), file.read(name))
            )
    with pytest.raises(Unusable) as caught:
        learn_form(tmp_path / "去年.docx", "某县2024", "中央2023", tmp_path)
    (problem,) = caught.value.problems
    assert re.match("正文“外宾接待支出99[.]", problem.where)
    assert "外事接待费（99." in problem.what
    assert "部分不能大于全部" in problem.what
    assert [path.name for path in tmp_path.iterdir()] == ["去年.docx"]


def test_a_department_without_a_cover_is_the_one_that_most_lines_above_tables_name() -> None:
    lines = (
        "部门：某市水利局  单位：万元",
        "单位：某市水务局  单位：万元",
        "编制单位：某市水务局 元",
        "单位：万元",
    )
    said = [Paragraph(Text(one), "") for one in lines]
    document = Document("", (Heading(1, Text("收入决算表"), ""), *said))
    lesson = learn_from_report(document, basis_of(load("上海2024")), Answers())
    assert lesson.raw["部门"] == {"名称": "某市水务局"}
