"""Every form that ships: proved without data, and each sample in each of them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from narrator import build, form
from narrator.appearance import read_look
from narrator.checks.finding import Level
from narrator.commands.check import check_file
from narrator.commands.forms import copy_form
from narrator.commands.lint import find_name_taken, prove_form
from narrator.form import form_folders
from narrator.problem import Unusable

from .documents import CROSSED, LIAONING, ROOT, SHANGHAI, UNFIT, composed, plain, put, raw

# What the 上海 form asks of the 辽宁 sample in addition; the sums are the unit's own affair.
MORE = {
    "财政拨款收支总表.收入.总计.上年决算数": Decimal("878.16"),
    "一般公共预算支出表.合计.年初预算数": Decimal("835.00"),
    "国有资产占用.部级领导干部用车": Decimal(0),
    **{
        f"政府采购.{name}": Decimal(0)
        for name in (
            "面向中小企业预留项目预算金额",
            "面向小微企业预留项目预算金额",
            "预留项目中小企业成交金额",
            "预留项目小微企业成交金额",
            "其他项目中小企业成交金额",
        )
    },
    "预算绩效管理": {
        "制度名称": ["《朝阳市科学技术局预算绩效管理办法》"],
        "工作机制": "财务科牵头、业务科室各负其责",
        "编报绩效目标": {"项目数": Decimal(4), "预算金额": Decimal("67.00")},
        "绩效跟踪评价": {"项目数": Decimal(4), "预算金额": Decimal("67.00")},
        "绩效自评": {
            "项目数": Decimal(4), "预算金额": Decimal("67.00"), "平均得分": Decimal("95.25"),
            "评级为优": Decimal(4), "评级为良": Decimal(0), "评级为合格": Decimal(0), "评级为不合格": Decimal(0),
            "发现问题": Decimal(3), "已经完成整改": Decimal(3), "正在整改": Decimal(0),
        },
    },
    "原因.财政拨款收入支出总计与上年相比": "项目减少",
    "原因.一般公共预算财政拨款支出与上年相比": "项目减少",
    "原因.一般公共预算财政拨款支出与年初预算相比": "追加人员经费",
}  # fmt: skip


@pytest.mark.parametrize("name", form_folders.names())
def test_it_is_proved(name: str) -> None:
    assert prove_form(form.load(name)).problems == []


@pytest.mark.parametrize("name", form_folders.names())
def test_it_says_who_prescribes_it(name: str) -> None:
    one = form.load(name)
    assert one.name == one.folder.name == name
    assert one.authority
    assert one.title.startswith(name[:2])
    assert str(one.year) in one.title


@pytest.mark.parametrize("name", CROSSED)
@pytest.mark.parametrize("sample", [SHANGHAI, LIAONING])
def test_each_sample_in_each_form(sample: str, name: str) -> None:
    data = raw(sample)
    if (sample, name) == (LIAONING, "上海2024"):
        put(data, MORE)
    composition = composed(data, name)
    assert composition.missing == ()
    text = plain(composition.document)
    assert [wrong for wrong in UNFIT if wrong in text] == []


def test_the_forms_differ() -> None:
    one, other = (plain(composed(raw(), name).document) for name in ("上海2024", "辽宁2023"))
    assert "下降" not in other
    assert "降低" not in one
    assert "今年收入总计增加135.85万元，增长2.72%，主要原因：" in other
    assert "与2023年度相比，收入支出总计增加135.85万元，增长2.72%。主要原因：" in one


@pytest.mark.parametrize("name", CROSSED)
def test_the_shanghai_sample_checks_clean(name: str) -> None:
    findings = check_file(ROOT / "samples" / SHANGHAI / "data.json", name).findings
    said = [finding.key for finding in findings if finding.level is not Level.TAIL]
    assert said == ([] if name == "上海2024" else ["ST-2 年度与格式"])


def pack(folder: Path, name: str = "某省2025") -> Path:
    """A form of its own in FOLDER, begun from 上海2024."""
    return copy_form(name, form.load("上海2024"), folder)


UNKNOWN = [
    ("report.jinja", "@封面单位", "@封面单伟", 6, "没有“封面单伟”这种段落样式", "封面单位、"),
    ("report.jinja", "@页 封面", "@页 封而", 4, "没有“封而”这种页面版式", "封面、"),
    ("tables/支出决算表.toml", '"公开横表"', '"公开黄表"', 6, "没有“公开黄表”这种表格样式", "公开"),
]


@pytest.mark.parametrize(("name", "old", "new", "line", "told", "nearest"), UNKNOWN)
def test_an_unknown_style_is_told_where_it_is_named(
    name: str, old: str, new: str, line: int, told: str, nearest: str, tmp_path: Path
) -> None:
    folder = pack(tmp_path)
    path = folder / name
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    (folder / "没有用的.jinja").write_bytes(b"\xff")
    data = ROOT / "samples" / SHANGHAI / "data.json"
    source = build.read(data, str(folder))
    with pytest.raises(Unusable) as caught:
        read_look(build.report(source).document, source.form)
    [problem] = caught.value.problems
    assert (Path(problem.file), problem.line) == (path, line)
    assert told in problem.what
    assert f"其中的名称：{nearest}" in problem.hint


@pytest.mark.parametrize("name", ["某省2025", "辽宁2024"])
def test_a_form_that_bears_the_name_of_a_shipped_one_is_told(name: str, tmp_path: Path) -> None:
    told = [problem.what for problem in find_name_taken(form.load(f"{pack(tmp_path, name)}/"))]
    assert told == ([] if name == "某省2025" else ["“辽宁2024”是自带的格式，报告会照它来读"])
    assert not [one for name in form_folders.names() for one in find_name_taken(form.load(name))]
