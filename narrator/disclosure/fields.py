"""Fields that a form adds to the data model, or makes required: its data.toml, a table for each path.

    ["预算绩效管理.制度名称"]
    "类型" = "名称列表"
    "说明" = "预算绩效管理制度的名称"
    "必填" = true

A field with 选项 is a name that is one of those values: "选项" = ["行政单位", "事业单位"]. Somebody has to choose, unless
the entry says which one it is when nobody has ("不填就是" = "行政单位"), or that it may be left out ("必填" = false).
A figure of the common data that need not be filled in is asked for by the sentence that prints it, and is never zero there.

A path goes through rows by code as *, and so through all the rows of a table that have names (三公经费表.*.全年预算数);
through lists as []: 一般公共预算支出表.各科目.*.主要用途, 预算绩效.项目.[].名称.
A name that the model does not have becomes a record, with [] behind it a list of records, and 各科目 with * behind it rows
by code (项目支出明细表.各科目.*.金额). A 说明 without
a 类型 describes what is there already. What else an entry may say, 相加 and the like, is read in `own_relations`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar

from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape, TextsShape
from narrator.disclosure.lookup import ANY, ITEMS
from narrator.disclosure.number_shapes import AmountShape, CountShape, PercentageShape, ScoreShape
from narrator.disclosure.public_tables import NAME, renamed
from narrator.disclosure.relation import ROWS
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import DateShape, NameShape, ProseShape, YearlyProseShape
from narrator.problem import Problem

# What a field can hold, by the name that data.toml gives it.
KINDS: Mapping[str, Shape] = {
    "金额": AmountShape(),
    "可比金额": AmountShape(blank=False),
    "个数": CountShape(),
    "可比个数": CountShape(blank=False),
    "分数": ScoreShape(),
    "百分数": PercentageShape(),
    "可比百分数": PercentageShape(blank=False),
    "名称": NameShape(),
    "日期": DateShape(),
    "汉字日期": DateShape(in_words=True),
    "名称列表": ListShape(item=NameShape(required=True)),
    "文字": ProseShape(),
    "本年文字": YearlyProseShape(),
    "文字列表": ListShape(item=ProseShape()),
    "按名称的文字": TextsShape(),
}
AnyShape = TypeVar("AnyShape", bound=Shape)
RELATION_KEYS = ("相加", "不大于", "上年", "可以不全", "可以大于", "规则", "等于")
KEYS = ("类型", "选项", "不填就是", "说明", "必填", *RELATION_KEYS)
DEEPEST = 10  # names in a path


@dataclass(frozen=True)
class Field:
    """A declaration of data.toml.

    shape: the new field, or None where the path is one of the model already. required: None as it is there
    already. description: "" for the model's own.
    """

    path: str
    shape: Shape | None
    required: bool | None
    description: str = ""

    @property
    def names(self) -> list[str]:
        """The names that its path goes through."""
        return self.path.split(".")


def read_fields(data: Mapping[str, object], file: Path) -> tuple[list[Field], list[Problem]]:
    """Return the fields that a parsed data.toml declares, and what is wrong with it. The file is named in the
    problems.
    """
    fields: list[Field] = []
    problems: list[Problem] = []
    for path, entry in data.items():

        def problem(what: str, hint: str, where: str = path) -> None:
            """Keep what is wrong with the entry, and what to do."""
            problems.append(Problem(where, what, hint, file=str(file)))

        if not isinstance(entry, dict) or not entry.keys() <= set(KEYS):
            problem("数据项的写法不对", f'写成["{path}"]一张表，里面只写{"、".join(KEYS)}')
            continue
        values, default, description = entry.get("选项"), entry.get("不填就是"), entry.get("说明", "")
        kind = entry.get("类型", None if values is None else "名称")
        required = entry.get("必填", None if kind is None else values is not None and default is None)
        if not all(names := path.split(".")) or len(names) > DEEPEST:
            problem(f"路径要有1到{DEEPEST}个名称，用一个点隔开", "改正路径", path[:60])
        elif kind is not None and not (isinstance(kind, str) and kind in KINDS):
            problem(
                f"没有“{kind}”这种类型" if isinstance(kind, str) else "“类型”要是文字",
                f"从{'、'.join(KINDS)}中选",
            )
        elif values is not None and (kind != "名称" or not are_choices(values)):
            hint = '写成"选项" = ["部门", "单位"]的样子，各项不同；不写“类型”，选的总是名称'
            problem("“选项”的写法不对", hint)
        elif default is not None and (required or default not in (values or ())):
            problem("“不填就是”要是“选项”中的一个，写了它就不必填", "改正；没有“选项”的不写")
        elif not isinstance(description, str) or not isinstance(required, (bool, NoneType)):
            problem("“说明”要是文字，“必填”要是true或false", "改正写法")
        elif kind is not None and not description:
            problem("新的数据项没有说明", "写一句填表的人看得懂的“说明”")
        else:
            shape = None if kind is None else KINDS[kind]
            if values is not None:
                shape = NameShape(choices=tuple(values), default=default or "")
            if shape is not None:
                shape = replace(shape, description=description, required=bool(required))
            fields.append(Field(path, shape, required, description))
    return fields, problems


def are_choices(values: object) -> bool:
    """Return whether a value of data.toml lists what may be chosen: names that differ, each as it is read in data and
    as a list of Excel can hold it.
    """
    return (
        isinstance(values, list)
        and all(
            isinstance(value, str) and value and value == value.strip() and not set(value) & set(',"\n\t')
            for value in values
        )
        and 0 < len(set(values)) == len(values)
    )


def optional(shape: Shape) -> Shape:
    """Return the shape where nobody has to fill it in."""
    return replace(shape, required=False)


def extended(model: RecordShape, fields: Sequence[Field], file: Path) -> tuple[RecordShape, list[Problem]]:
    """Return the model with the fields, in whatever order they come, and the problems of those that do not fit
    into it.
    """
    problems: list[Problem] = []
    for field in sorted(fields, key=lambda field: field.shape is None):
        try:
            model = grow_record(model, field.names, field)
        except ValueError as error:
            problems.append(Problem(field.path, str(error), "改正路径", file=str(file)))
    return model, problems


def grow(shape: Shape, names: Sequence[str], field: Field) -> Shape:
    """Return the shape with a field at the path of the names below it. Raises ValueError in Chinese where it can not go."""
    match shape:
        case RecordShape():
            return grow_record(shape, names, field)
        case _ if not names:
            return settled(shape, field)
        case CodedShape(row=row) if names[0] == ANY:
            return replace(shape, row=grow_record(row, names[1:], field))
        case ListShape(item=item) if names[0] == ITEMS:
            return replace(shape, item=grow(item, names[1:], field))
        case _:
            raise ValueError(f"“{names[0]}”的上一级下面不能有数据")


def grow_record(shape: RecordShape, names: Sequence[str], field: Field) -> RecordShape:
    """Return the record with a field at the path of the names below it. Raises ValueError like `grow`."""
    if not names:
        return settled(shape, field)
    name, rest = names[0], names[1:]
    if told := renamed(name):
        raise ValueError(told)
    if name == ANY and rest and any(isinstance(one, RecordShape) for one in shape.fields.values()):
        return replace(shape, fields={
            row: grow_record(one, rest, field) if isinstance(one, RecordShape) else one
            for row, one in shape.fields.items()
        })  # fmt: skip
    if name in (ITEMS, ANY):
        raise ValueError(f"“{name}”的上一级下面不能有数据")
    if name in shape.fields:
        inner = grow(shape.fields[name], rest, field)
    elif field.shape is None:
        raise ValueError(f"数据里没有“{name}”")
    else:
        inner = grow(find_holding_shape(name, rest), rest, field) if rest else field.shape
    return replace(shape, fields={**shape.fields, name: inner})


def settled(shape: AnyShape, field: Field) -> AnyShape:
    """Return the shape at the end of a field's path as the field wants it: a figure that need not be filled in any more is asked
    for where it is printed, and never counted as zero. Raises ValueError when it is of another type."""
    stated: dict[str, Any] = {}
    if field.shape is None:
        required = shape.required if field.required is None else field.required
        if shape.required and not required and isinstance(shape, (AmountShape, CountShape)):
            stated["blank"] = False
        return replace(shape, required=required, description=field.description or shape.description, **stated)
    if type(field.shape) is not type(shape):
        raise ValueError("这个数据项已经有了，类型不同")
    required = bool(field.required) or shape.required
    match field.shape:
        case NameShape(choices=values, default=default) if values:
            stated.update(choices=values, default=default)
        case DateShape(in_words=in_words):
            stated["in_words"] = in_words
    return replace(shape, required=required, description=field.description or shape.description, **stated)


def find_holding_shape(name: str, names: Sequence[str]) -> Shape:
    """Return the shape that holds a path, which goes on with some names below the first one, where the model has nothing
    yet. Raises ValueError for rows by code that stand elsewhere than below 各科目."""
    if names[0] == ANY:
        if name != ROWS:
            raise ValueError(f"按编码的行写在“{ROWS}”下面，不写在“{name}”下面")
        return CodedShape("按功能分类科目编码（类3位、款5位、项7位）", row=RecordShape(fields=NAME))
    return ListShape(item=RecordShape()) if names[0] == ITEMS else RecordShape()
