"""Forms that go on from another one: what is taken from where, which file is told, and what can not be gone on from."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from narrator import form as forms
from narrator.commands.check import check_file
from narrator.commands.forms import begin_form
from narrator.commands.lint import prove_form
from narrator.disclosure.relation import Declared, Sum
from narrator.disclosure.relations import RELATIONS
from narrator.form import Form, form_folders
from narrator.problem import Unusable

from .documents import LIAONING, WHOLE, composed, plain, put, raw, written

OVERLAYS = [name for name in form_folders.names() if name not in WHOLE]
# What stands where, how a table is laid out, how a reason is joined to what it is for, and a phrase that is one figure or
# name of its own: no words.
STEERS = re.compile(
    r"\"(?:表头行|列宽|对齐|原因句)\" = .*|\{%.*%\}|\{\{ 表\(.*\) \}\}|\"[^\"]*\" = \"\{\{ \w+ \}\}\""
)
DUTIES, CARS = "一、部门概况.jinja", "说明/三公经费.jinja"


@pytest.fixture(autouse=True)
def _anew() -> None:
    forms.load.cache_clear()


def overlay(folder: Path, base: str = "辽宁2023", name: str = "某市2024", **files: str) -> Path:
    """A form in FOLDER that goes on from BASE, with FILES of its own, whose names may have _ for the dot."""
    made = begin_form(name, base, folder)
    for file, text in files.items():
        path = made / file.replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return made


def load(folder: Path, name: str = "某市2024") -> Form:
    return forms.load(f"./{name}", folder)


def said(one: Form, data: dict[str, Any] | None = None) -> str:
    """What ONE says of DATA, or of the 辽宁 sample."""
    return plain(composed(data or raw(LIAONING), str(one.folder)).document)


def wrong(one: Form) -> list[str]:
    """The files and lines of what is wrong with ONE, and what it is."""
    return [f"{Path(problem.file).parent.name}/{Path(problem.file).name}:{problem.line} {problem.what}" for problem in prove_form(one).problems]  # fmt: skip


# ---- a few lines make a form ----


def test_nothing_but_a_form_toml_says_what_its_base_says(tmp_path: Path) -> None:
    folder = overlay(tmp_path)
    assert [path.name for path in folder.iterdir()] == ["form.toml"]
    one, base = load(tmp_path), forms.load("辽宁2023")
    assert (one.name, one.year, one.authority, one.zero) == ("某市2024", 2024, base.authority, base.zero)
    assert one.unpublished == base.unpublished
    assert one.layouts == base.layouts
    assert said(one) == said(base)
    assert prove_form(one).problems == []


def test_a_section_is_replaced_or_left_out(tmp_path: Path) -> None:
    base = said(forms.load("辽宁2023"))
    overlay(tmp_path, **{DUTIES: "# 第一部分　概况\n\n本部门另有规定。\n", CARS: "{# 不列 #}\n"})
    text = said(load(tmp_path))
    assert "“三公”经费支出决算情况说明" in base
    assert "本部门另有规定。" in text
    assert "主要职责" not in text
    assert "“三公”经费支出决算情况说明" not in text
    assert "其他重要事项" in text, "what it does not have is as in its base"


def test_something_is_said_before_and_after_a_section(tmp_path: Path) -> None:
    inner = f'在前面。\n\n{{% include "沿用/{CARS}" %}}\n\n在后面。\n'
    overlay(tmp_path, **{CARS: inner})
    text = said(load(tmp_path))
    whole = text[text.index("在前面。") : text.index("在后面。")]
    assert "财政拨款安排的“三公”经费支出" in whole
    assert "公务用车保有量" in whole
    assert prove_form(load(tmp_path)).problems == []


def test_each_form_of_a_chain_goes_on_from_the_one_behind_it(tmp_path: Path) -> None:
    for number, (name, base) in enumerate((("甲", "辽宁2023"), ("乙", str(tmp_path / "甲")), ("丙", str(tmp_path / "乙")))):  # fmt: skip
        more = {CARS: f'第{number}层。\n\n{{% include "沿用/{CARS}" %}}\n'}
        overlay(
            tmp_path, base, name, **(more if name != "乙" else {})
        )  # 乙 has no such file: 丙 goes on from 甲's
    text = said(load(tmp_path, "丙"))
    assert text.count("第2层。") == text.count("第0层。") == 1
    assert text.index("第2层。") < text.index("第0层。") < text.index("财政拨款安排的“三公”经费")
    assert [one.folder.name for one in load(tmp_path, "丙").chain] == ["丙", "乙", "甲", "辽宁2023"]
    assert prove_form(load(tmp_path, "丙")).problems == []


def test_a_word_a_heading_a_note_and_a_font(tmp_path: Path) -> None:
    overlay(
        tmp_path,
        phrasebook_toml='["与上年相比"]\n"减少" = "{{ 主语 }}少了{{ 变动额 }}万元，降低{{ 变动率 }}%{{ 原因 }}"\n',
        **{"tables/三公经费表.toml": '"表注" = ["注：另有说明。"]\n'},
        styles_toml='["段落样式"."正文"]\n"字号" = "四号"\n',
    )
    one, base = load(tmp_path), forms.load("辽宁2023")
    assert prove_form(one).problems == []
    assert "少了" in said(one)
    assert one.layouts["三公经费表"].notes == ("注：另有说明。",)
    assert one.layouts["三公经费表"].body == base.layouts["三公经费表"].body
    own, usual = (form.styles["段落样式"]["正文"] for form in (one, base))  # type: ignore[index]
    assert own == {**usual, "字号": "四号"}


def test_words_for_one_thing_stand_side_by_side_only_where_the_form_says_so(tmp_path: Path) -> None:
    falls = '["比上年"]\n"减少" = "{{ 主语 }}比上年减少{{ 变动额 }}万元，下降{{ 变动率 }}%{{ 原因 }}"\n'
    folder = overlay(tmp_path, phrasebook_toml=falls)
    assert wrong(load(tmp_path)) == ["某市2024/phrasebook.toml:2 这里说“下降”，这个格式别处说“降低”"]
    stated = (folder / "form.toml").read_text("utf-8")
    for words, told in ('["下降"]', 1), ('["增长", "降低"]', 1), ('["下降", "降低"]', 0):
        (folder / "form.toml").write_text(f'{stated}"并用的词" = {words}\n', "utf-8")
        forms.load.cache_clear()
        assert len(wrong(load(tmp_path))) == told, words
    (tmp_path / "某县2024").mkdir()
    below = '"沿用" = "./某市2024"\n"名称" = "某县2024"\n"标题" = "某县"\n'
    (tmp_path / "某县2024" / "form.toml").write_text(below, "utf-8")
    assert wrong(load(tmp_path, "某县2024")) == []
    (folder / "form.toml").write_text(f'{stated}"并用的词" = "下降"\n', "utf-8")
    forms.load.cache_clear()
    with pytest.raises(Unusable, match="并用的词：这一项的写法不对"):
        load(tmp_path)


def test_data_that_it_asks_for_in_addition(tmp_path: Path) -> None:
    data = '["部门.级次"]\n"必填" = false\n\n["部门.联系电话"]\n"类型" = "名称"\n"说明" = "电话"\n"必填" = true\n'
    overlay(tmp_path, data_toml=data)
    part = load(tmp_path).model.fields["部门"].fields  # type: ignore[attr-defined]
    assert (part["级次"].required, part["联系电话"].required) == (False, True)
    assert load(tmp_path).model.fields["政府采购"].required, "as its base has it"
    assert forms.load("辽宁2023").model.fields["部门"].fields["级次"].required  # type: ignore[attr-defined]


def test_its_relations_take_the_place_of_its_bases(tmp_path: Path) -> None:
    path = "预算绩效管理.绩效自评.项目数"
    overlay(tmp_path, "上海2024", data_toml=f'["{path}"]\n"相加" = ["评级为优", "评级为良"]\n')
    own, base = (
        [one for one in form.relations if path in str(one)]
        for form in (load(tmp_path), forms.load("上海2024"))
    )
    assert len(own) == len(base) == 1
    assert "评级为合格" in str(base)
    assert "评级为合格" not in str(own)
    assert len(load(tmp_path).relations) == len(forms.load("上海2024").relations)


# ---- what is told names the file that it comes from ----


def test_a_slip_is_told_where_it_stands(tmp_path: Path) -> None:
    overlay(tmp_path, name="甲", **{CARS: "## [一、] “三公”经费\n\n{{ 三公经费表.合计.没有 }}\n"})
    overlay(tmp_path, str(tmp_path / "甲"), "乙", **{"tables/三公经费表.toml": '"表注" = ["{{ 没有的 }}"]\n'})
    assert [line for line in wrong(load(tmp_path, "乙")) if "没有“" in line] == [
        "说明/三公经费.jinja:3 “合计行”没有“没有”",
        "tables/三公经费表.toml:1 没有“没有的”这个名称",
    ]


def test_a_table_that_is_laid_out_in_part_is_told_part_by_part(tmp_path: Path) -> None:
    name = "国有资本经营表"
    overlay(tmp_path, **{f"tables/{name}.toml": "# 一行\n\"表头\" = '''\n甲 | 乙\n'''\n"})
    layout = load(tmp_path).layouts[name]
    own, base = tmp_path / "某市2024", forms.load("辽宁2023").folder
    assert layout.place(layout.header) == (own / "tables" / f"{name}.toml", 3)
    assert layout.place(layout.body)[0] == base / "tables" / f"{name}.toml"
    problems = prove_form(load(tmp_path)).problems
    assert {(Path(problem.file), problem.line) for problem in problems} == {(layout.path, 3)}


def test_tables_of_words_that_its_base_alone_uses_are_not_its_concern(tmp_path: Path) -> None:
    overlay(tmp_path, **{CARS: "## [一、] “三公”经费\n\n没有。\n"})
    assert not [line for line in wrong(load(tmp_path)) if "没有模板用到" in line]
    words = '["没有用的"]\n"事实" = "用途"\n"有" = "{{ 文字 }}"\n"无" = ""\n'
    (tmp_path / "某市2024" / "phrasebook.toml").write_text(words, "utf-8")
    forms.load.cache_clear()
    assert wrong(load(tmp_path)) == ["某市2024/phrasebook.toml:1 没有模板用到这张短语表"]


CARS_HELD, CARS_BOUGHT = "三公经费表.公务用车运行维护费.保有量", "三公经费表.公务用车购置费.购置数"


@pytest.mark.parametrize("number", [CARS_HELD, f"求和({CARS_HELD}, {CARS_BOUGHT})", f"相差({CARS_HELD}, {CARS_BOUGHT})", "个数(部门.决算单位)"])  # fmt: skip
@pytest.mark.parametrize("table", ["三公经费比上年", "完成预算"])
def test_what_rendering_refuses_is_not_let_pass(number: str, table: str, tmp_path: Path) -> None:
    """A number of cars is no amount of money, however it comes about."""
    more = ", 主语='车', 名目='车'" if table == "三公经费比上年" else ""
    call = f"{{{{ {table}({number}, {number}{more}, 原因='车') }}}}"
    overlay(tmp_path, **{CARS: f'{{% include "沿用/{CARS}" %}}\n\n{call}。\n'})
    assert [line.split(" ", 1) for line in wrong(load(tmp_path))] == [
        ["说明/三公经费.jinja:3", f"“{table}”的“{name}”要是金额"]
        for name in (("本年", "上年") if more else ("决算数", "预算数"))
    ]
    with pytest.raises(Unusable):
        said(load(tmp_path))


def test_what_is_left_is_checked_in_the_finished_report(tmp_path: Path) -> None:
    """国内接待 is all reception without that of foreign guests: in money and in visits."""
    path = "三公经费表.公务接待费"
    money = f"{{{{ 相差({path}.决算数, {path}.外事接待费) }}}}万元"
    visits = f"{{{{ 相差({path}.国内公务接待批次, {path}.外事接待批次) }}}}批次"
    overlay(
        tmp_path,
        "上海2024",
        **{CARS: f'{{% include "沿用/{CARS}" %}}\n\n其中扣除外事接待以后为{money}，{visits}。\n'},
    )
    values = {f"{path}.外事接待费": Decimal(1234), f"{path}.外事接待批次": Decimal(4)}
    report = written(tmp_path, put(raw(), values), tmp_path / "某市2024")
    assert "扣除外事接待以后为0.74万元，8批次" in said(load(tmp_path), put(raw(), values))
    before = told_of(report)
    rewrite(report, "0.74", "0.77")
    assert ("PR-2", "0.77", "0.74") in [one for one in told_of(report) if one not in before]


def told_of(report: Path) -> list[tuple[str, ...]]:
    return [(one.rule, *(side.value for side in one.sides)) for one in check_file(report).findings]


def rewrite(report: Path, old: str, new: str) -> None:
    """OLD is NEW in the body of REPORT, where it stands once."""
    with zipfile.ZipFile(report) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"].decode()
    assert body.count(old) == 1, body.count(old)
    parts["word/document.xml"] = body.replace(old, new).encode()
    with zipfile.ZipFile(report, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


# ---- what can not be gone on from ----


def test_forms_that_go_on_from_one_another_without_end(tmp_path: Path) -> None:
    for name, base in (("甲", "乙"), ("乙", "丙"), ("丙", "甲")):
        (tmp_path / name).mkdir()
        text = f'"名称" = "{name}"\n"沿用" = "./{base}"\n"标题" = "{name}"\n'
        (tmp_path / name / "form.toml").write_text(text, "utf-8")
    with pytest.raises(Unusable) as caught:
        load(tmp_path, "甲")
    [problem] = caught.value.problems
    assert (problem.where, problem.what, problem.line) == ("沿用", "“./甲”：沿用转了一圈又回到自己", 2)
    assert Path(problem.file) == tmp_path / "甲" / "form.toml"


def test_a_chain_is_bounded(tmp_path: Path) -> None:
    base = "辽宁2023"
    for number in range(6):
        base = str(overlay(tmp_path, base, f"第{number}层"))
        if number < 5:
            assert len(load(tmp_path, f"第{number}层").chain) == number + 2
    with pytest.raises(Unusable, match="超过了5层"):
        load(tmp_path, "第5层")


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ('"没有2023"', "没有“没有2023”这种公开格式"),
        ('"./没有"', "没有“./没有”这个文件夹"),
        ('"../别处/甲"', "不在数据文件的文件夹里"),
        ('"/etc"', "不在数据文件的文件夹里"),
        ('""', "没有“”这种公开格式"),
        ("5", "这一项的写法不对"),
    ],
)
def test_a_base_that_is_not_there(stated: str, told: str, tmp_path: Path) -> None:
    path = overlay(tmp_path) / "form.toml"
    path.write_text(path.read_text("utf-8").replace('"辽宁2023"', stated, 1), "utf-8")
    with pytest.raises(Unusable) as caught:
        load(tmp_path)
    first = caught.value.problems[0]
    assert (Path(first.file), first.where) == (path, "沿用") or "缺少" in first.what
    assert any(told in problem.what for problem in caught.value.problems)


def test_a_base_that_can_not_be_read_is_told_with_its_own_file(tmp_path: Path) -> None:
    overlay(tmp_path, name="甲")
    overlay(tmp_path, str(tmp_path / "甲"), "乙")
    (tmp_path / "甲" / "form.toml").write_text('"沿用" = "辽宁2023"\n"名称" = 1\n', "utf-8")
    forms.load.cache_clear()
    with pytest.raises(Unusable) as caught:
        load(tmp_path, "乙")
    assert {Path(problem.file) for problem in caught.value.problems} == {tmp_path / "甲" / "form.toml"}


@pytest.mark.parametrize(
    "name", ["沿用/没有.jinja", "沿用/../form.toml", "沿用/沿用/report.jinja", "沿用//etc/passwd", "沿用/"]
)
def test_an_include_that_leads_nowhere(name: str, tmp_path: Path) -> None:
    overlay(tmp_path, **{CARS: f'{{% include "{name}" %}}\n'})
    [line] = wrong(load(tmp_path))[:1]
    assert line.startswith("说明/三公经费.jinja:1 沿用的格式里没有“")


def test_a_section_that_goes_on_from_itself_has_an_end(tmp_path: Path) -> None:
    """A base's file of the same name is another one; an include of one's own name is told."""
    overlay(tmp_path, **{CARS: f'{{% include "{CARS}" %}}\n'})
    assert any("没有尽头" in line for line in wrong(load(tmp_path)))


def test_a_link_out_of_the_folder_is_no_file_of_the_form(tmp_path: Path) -> None:
    (tmp_path / "外面.jinja").write_text("外面的话。\n", "utf-8")
    folder = overlay(tmp_path)
    (folder / "说明").mkdir()
    (folder / CARS).symlink_to(tmp_path / "外面.jinja")
    assert any("没有“说明/三公经费.jinja”这个模板" in line for line in wrong(load(tmp_path)))


def test_a_form_goes_on_only_from_what_ships_or_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "里").mkdir()
    elsewhere = str(overlay(tmp_path, name="甲"))
    with pytest.raises(Unusable, match="--copy"):
        begin_form("乙", elsewhere, tmp_path / "里")
    assert list((tmp_path / "里").iterdir()) == []
    copy = begin_form("乙", elsewhere, tmp_path / "里", whole=True)
    assert said(forms.load("./乙", tmp_path / "里")) == said(forms.load("./甲", tmp_path))
    assert (copy / "form.toml").exists()


# ---- those that ship ----


@pytest.mark.parametrize("name", OVERLAYS)
def test_an_overlay_has_no_copy_of_what_its_base_has(name: str) -> None:
    """Of the lines with which it says something, none stands in a file of its base as well."""
    one = forms.load(name)
    assert one.base is not None
    words = [
        *one.base.folder.rglob("*.jinja"),
        *one.base.folder.rglob("*.toml"),
        *filter(None, [one.base.own_phrasebook]),
    ]
    pairs = {pair for path in words for pair in pairwise([*lines(path), ""])}
    known = {line for line, _ in pairs}
    own = [*one.folder.rglob("*.jinja"), *one.folder.rglob("*.toml"), *filter(None, [one.own_phrasebook])]
    for path in own:
        for line, below in pairwise([*lines(path), ""]):
            # The heading of a section, or of a figure, may stand again where the overlay says otherwise what is below.
            headed = line.startswith("#" if path.suffix == ".jinja" else "[")
            again = (line, below) in pairs if headed else len(line) >= 15 and not STEERS.fullmatch(line)
            again = again and line in known
            assert not again, (path.name, line)


def lines(path: Path) -> list[str]:
    """The lines of a file that are not blank, without space around them."""
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]


@pytest.mark.parametrize("name", OVERLAYS)
def test_an_overlay_keeps_the_common_sums(name: str) -> None:
    """What a total is besides is said with 等于: 相加 would stand instead of what the total is in every form."""
    one = forms.load(name)
    assert one.base is not None
    common = own_sums(RELATIONS)
    assert own_sums(one.relations) & common <= own_sums(one.base.relations)


def own_sums(declared: Iterable[Declared]) -> set[str]:
    """The totals of which relations say of what they are the sums, those left out that they are besides."""
    return {
        relation.whole
        for one in declared
        for relation in one.relations
        if isinstance(relation, Sum) and not relation.more
    }
