"""The samples as a form wants them: with all that it asks for beside the public tables, and every text that it misses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from strategies.asked import Hand, ask

from narrator import form as forms

from .documents import CENTRAL, SAMPLES, composed, put, raw

# What an overlay asks for, as a writer would give it.
MORE: dict[str, dict[str, object]] = {
    "湖北2023": {"专项和转移支付支出": "本部门2023年度没有专项支出、转移支付支出。"},
    "湖南2023": {
        "会议费": {"决算数": Decimal(28640), "人次": Decimal(64), "召开": "年度工作会议，内容为部署全年工作"},
        "培训费": {"决算数": Decimal(74350), "人次": Decimal(120), "开展": "馆员培训，内容为古籍修复"},
        "节庆活动": {"金额": Decimal(0)},
        "预算绩效.整体自评报告": [{"标题": "部门基本情况", "段落": ["本部门共有4个决算单位。"]}],
        "预算绩效.项目自评报告": [{"标题": "项目实施情况", "段落": ["各项目按计划完成。"]}],
    },
}
STOCK = "按实际工作需要安排"
HAND = Hand(lambda: STOCK, lambda: "专项业务", lambda: Decimal(0), lambda: 0, lambda now: now)


def complete(form: str, sample: str = "", base: dict[str, Any] | None = None) -> dict[str, Any]:
    """The data of SAMPLE, or BASE, complete for FORM; "" for the sample of the form that it goes on from."""
    one = forms.load(form)
    data = put(base or raw(sample or SAMPLES[one.chain[-1].name]), {"年度": Decimal(one.year), "格式": form})
    put(data, {} if base else MORE.get(form, {}))
    if one.chain[-1].name == "中央2023":
        ask(data, HAND)
    for problem in composed(data, form).missing:
        put(data, {problem.where: STOCK})
    return data


def bare(form: str) -> dict[str, Any]:
    """A single unit that is no administrative one, without money for anything but its own running: no funds, no “三公”, no
    projects, no figures of last year."""
    data = raw(CENTRAL)
    nothing = {"预算数": Decimal(0), "决算数": Decimal(0), "上年决算数": Decimal(0)}
    counts = (
        "团组数",
        "人次",
        "购置数",
        "保有量",
        "国内公务接待批次",
        "国内公务接待人数",
        "外事接待批次",
        "外事接待人数",
    )
    three = {
        name: {**{key: 0 if key in counts else value for key, value in row.items()}, **nothing}
        for name, row in data["三公经费表"].items()
    }
    return complete(
        form,
        base=put(
            data,
            {
                "部门.称谓": "单位",
                "部门.单位性质": "事业单位",
                "部门.公布日期": ...,
                "部门.决算单位": ["国家某某局图书馆"],
                "部门.决算单位性质": ...,
                "部门.机构设置": "本单位内设3个科室，分别为：办公室、采编部、借阅部。",
                "三公经费表": three,
                "三公经费表.公务接待费.外事接待费": Decimal(0),
                "政府性基金表": {"合计": {"本年支出": Decimal(0)}, "各科目": {}},
                "收入支出总表.收入.总计.上年决算数": None,
                "预算绩效.项目": [],
                "预算绩效.重点评价项目": [],
                "预算绩效.部门评价报告": [],
                "预算绩效.项目自评报告": [],
            },
        ),
    )


def everything(form: str) -> dict[str, Any]:
    """The sample with money of every kind. (What is added to one table is not added to the others.)"""
    data = raw(CENTRAL)
    row = {name: Decimal(50_000) for name in ("本年收入", "本年支出", "项目支出")}
    item = {
        **row,
        "科目名称": "其他国有资本经营预算支出",
        "主要用途": "补助改制企业",
        "年初预算数": Decimal(40_000),
    }
    amounts = {"上级补助收入": Decimal(1_000), "附属单位上缴收入": Decimal(2_000)}
    spent = {"上缴上级支出": Decimal(3_000), "对附属单位补助支出": Decimal(4_000)}
    put(
        data,
        {
            "国有资本经营表": {
                "合计": row,
                "各科目": {
                    "223": {**row, "科目名称": "国有资本经营预算支出"},
                    "22399": {**row, "科目名称": "其他国有资本经营预算支出"},
                    "2239999": item,
                },
            },
            "三公经费表.公务接待费.国（境）外公务接待批次": 1,
            "三公经费表.公务接待费.国（境）外公务接待人数": 3,
            "三公经费表.公务接待费.上年决算数": Decimal(9_999),
        },
    )
    data["收入决算表"]["合计"] |= amounts
    data["支出决算表"]["合计"] |= spent
    return complete(form, base=data)
