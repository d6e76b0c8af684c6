"""A form of a few cells, for tests of how tables are read."""

from __future__ import annotations

import re
from dataclasses import replace

from labels import LABELS

from narrator.checks.printed.table_data import Reading
from narrator.compose.printed_cells import make_blueprint
from narrator.compose.survey import Surveyor
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.number_shapes import AmountShape, CountShape, PercentageShape, ScoreShape, YearShape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.document import Block, Cell, Column, Document, Paragraph, Table
from narrator.form import Form, load
from narrator.form.table_layout import Layout
from narrator.spans import Text
from narrator.tables.blueprint import Blueprint
from narrator.tables.vocabulary import Blueprints

from .telling import in_full

AMOUNT, BUDGET, NAME = AmountShape(), AmountShape(blank=False), NameShape()
USES = ListShape(item=RecordShape(fields={"名称": NAME, "金额": AMOUNT}))
ROW = RecordShape(fields={"科目名称": NAME, "小计": AMOUNT, "年初预算数": BUDGET, "各用途": USES})
MODEL = RecordShape(
    fields={
        "年度": NameShape(required=True),
        "收入支出总表": RecordShape(fields={"收入": RecordShape(fields={"总计": AMOUNT, "其他": AMOUNT})}),
        "一般公共预算支出表": RecordShape(fields={"合计": AMOUNT, "各科目": CodedShape(row=ROW)}),
        "部门": RecordShape(fields={"名称": NAME, "称谓": NameShape(choices=("部门", "单位")), "级次": NameShape(choices=("省", "市")), "人数": CountShape()}),
        "预算绩效": RecordShape(
            fields={
                "单位": ListShape(item=NAME),
                "要求": ListShape(item=ProseShape()),
                "名单": RecordShape(fields={"领导": ListShape(item=NAME)}),
                "整体自评": ListShape(item=RecordShape(fields={"名称": NAME, "得分": ScoreShape()})),
                "项目": ListShape(
                    item=RecordShape(
                        fields={
                            "名称": NAME,
                            "自评表中的名称": NAME,
                            "资金性质": NameShape(choices=("一般", "基金", "国资")),
                            "总分": ScoreShape(),
                            "执行率": PercentageShape("资金执行率"),
                            "完成": PercentageShape("百分数"),
                            "金额": BUDGET,
                            "人次": CountShape(),
                            "目标": ProseShape(),
                            "指标": ListShape(item=RecordShape(fields={"名称": NAME, "分值": AMOUNT})),
                        }
                    )
                ),
            }
        ),
    }
)  # fmt: skip


def layout(body: str, header: str = "", title: str = "", number: str = "", notes: tuple[str, ...] = ()) -> Layout:  # fmt: skip
    """A layout with a body and a header, their rows cut at ;."""
    some = load("辽宁2023").layouts["收入支出总表"]
    cut = {"body": body.replace(";", "\n"), "header": header.replace(";", "\n")}
    rows = [line for line in cut["body"].split("\n") if line and not line.startswith("{%")]
    many = len(re.split(r"\|(?![^{}]*\}\})", rows[0]))
    return replace(
        some, title=title, number=number, notes=notes, widths=(9.0,) * many, aligns=("左",) * many, **cut
    )


def surveyed(name: str, body: str, header: str = "", title: str = "", number: str = "", owner: str = "项目", notes: tuple[str, ...] = ()) -> Blueprint:  # fmt: skip
    """The blueprint of a table with BODY and HEADER; 项 is each item of 预算绩效's list OWNER."""
    made = form(**{name: layout(body, header, title, number or LABELS.get(name, ""), notes)})
    made.__dict__["own_model"] = replace(
        MODEL, fields={**MODEL.fields, "年度": YearShape(), "原因": TextsShape()}
    )
    surveyor = Surveyor(made, frozenset(), True)
    plans = surveyor.context["预算绩效"]
    items = plans[owner] if "项" in body else ({},)  # type: ignore[index]
    for item in items:
        surveyor.table(name, 项=item)
    return make_blueprint(MODEL, name, made.layouts[name], surveyor.composed[name])


def surveys(*forms: Form) -> list[tuple[Form, Blueprints]]:
    """FORMS with their tables, each of which is printed once."""
    return [(one, Blueprints((name, surveyed_in(one, name)) for name in one.layouts)) for one in forms]


def surveyed_in(made: Form, name: str) -> Blueprint:
    one = made.layouts[name]
    return surveyed(
        name, one.body, one.header, one.title, one.number or LABELS.get(name, ""), notes=one.notes
    )


def grid(text: str) -> list[list[str]]:
    """Rows cut at ;, cells at |."""
    return [[cell.strip() for cell in row.split("|")] for row in text.split(";")] if text else []


def told(reading: Reading) -> list[str]:
    """What READING found, a line each."""
    return [" ".join(in_full([one]).split()) for one in [*reading.deviations, *reading.findings]]


def form(**layouts: Layout) -> Form:
    """A form with LAYOUTS, whose model is MODEL."""
    small = load("辽宁2023")._replace(name="小表")
    numbered = {
        name: replace(one, number=one.number or LABELS.get(name, "")) for name, one in layouts.items()
    }
    small.__dict__.update(layouts=numbered, model=MODEL, own_model=MODEL)
    return small


def table(text: str) -> Table:
    """A table without a header: rows cut at ;, cells at |."""
    rows = grid(text)
    body = tuple(tuple(Cell(at, (Text(cell),), "左") for at, cell in enumerate(row)) for row in rows)
    return Table("某表", tuple(Column(10, "左") for _ in rows[0]), (), body, "")


def document(*blocks: str | Block) -> Document:
    """A document of paragraphs; tables are tables."""
    return Document(
        "", tuple(Paragraph(Text(one), "正文") if isinstance(one, str) else one for one in blocks)
    )
