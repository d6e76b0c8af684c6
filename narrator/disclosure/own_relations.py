"""Relations that a form declares in its data.toml, beside the fields that it adds (`fields`):

    ["一般公共预算支出表.合计.年末结转"]
    "类型" = "金额"
    "说明" = "年末结转和结余"
    "相加" = ["年初结转", "小计", "-支出"]

相加: the figure is the sum of these; 逐级: a column adds up from 项 to 合计. 等于: the figure is also the sum of these,
beside what it is the sum of otherwise: a total by units is that by items. 不大于: the figure is not greater than each of
these. 上年: the figure is last year's of this one. A name without a dot stands beside the figure; a minus before it
takes it off; several bounds that are added up stand in a list of their own. 可以不全 says why the parts may be less than
their sum, 可以大于 why a figure may be greater: what would be an error is a hint then. 规则 is the id of the catalogue
under which findings are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from narrator.disclosure.branch_shapes import CodedShape, RecordShape
from narrator.disclosure.fields import RELATION_KEYS
from narrator.disclosure.lookup import ANY, ITEMS, shape_at
from narrator.disclosure.number_shapes import AmountShape, CountShape, PercentageShape
from narrator.disclosure.relation import (
    GAPS,
    LENGTHS,
    MINUS,
    NOT_GREATER,
    ROWS,
    SUMMED,
    AtMost,
    Declared,
    LastYear,
    Levels,
    Relation,
    Sum,
    fill_gaps,
    in_words,
    place_steps,
    signed_name,
)
from narrator.disclosure.shape import Shape
from narrator.problem import Problem
from narrator.regex import compile_later

SUM, BOUND, LAST, PARTIAL, USUAL, RULE, SAME = RELATION_KEYS
LEVEL_BY_LEVEL = "逐级"
ID = compile_later(r"[A-Z]{1,2}\d*-\d+")
SIGNS = compile_later(r"^[-−－–]\s*")
KINDS: Mapping[type, str] = {AmountShape: "金额", CountShape: "个数", PercentageShape: "百分数"}
MOST_NAMED = 4  # parts: the sum of more is told as the sum of its first and its last
Tell = Callable[[str, str, str], None]


def own_relations(
    data: Mapping[str, object], model: RecordShape, file: Path
) -> tuple[list[Declared], list[Problem]]:
    """Return the relations that a parsed data.toml declares between figures of a model, and what is wrong
    with them.
    """
    found: list[Declared] = []
    problems: list[Problem] = []
    for path, entry in data.items():
        if not isinstance(entry, dict) or not any(key in entry for key in RELATION_KEYS):
            continue

        def tell(key: str, what: str, hint: str, path: str = path) -> None:
            """Keep what is wrong with a key of the entry, and what to do."""
            problems.append(Problem(f"{path}.{key}".removesuffix("."), what, hint, file=str(file)))

        found += read_own_relations(path, entry, model, tell)
    return found, problems


def read_own_relations(
    path: str, entry: Mapping[str, object], model: RecordShape, tell: Tell
) -> Iterator[Declared]:
    """Return the relations of the figure at a path; what is wrong with them is told."""
    texts: dict[str, str] = {}
    for key, needs in ((PARTIAL, SUM), (USUAL, BOUND), (RULE, "")):
        text = entry.get(key, "")
        if not isinstance(text, str) or (key in entry and not text.strip()):
            tell(key, f"“{key}”要是文字", "两边加引号，写上文字")
        elif text and needs and needs not in entry:
            tell(key, f"写了“{key}”，没有写“{needs}”", f"补上“{needs}”，或者删去")
        elif key == RULE and text and not ID.fullmatch(text):
            tell(key, f"“{text}”不是规则的编号", "照 narrator check --rules 列的编号写，例如PR-10")
        else:
            texts[key] = text.strip()
    rule, title, name = texts.get(RULE, ""), in_words(path), place_steps(path)[-1]
    shape = shape_at(model, place_steps(path))
    if not isinstance(shape, (AmountShape, CountShape)) and not is_only_last_years(shape, entry):
        tell("", "只有金额、可比金额和个数能写相加、等于、不大于、上年，百分数能写上年", "改正路径，或者删去")
        return
    if SUM in entry and (summed := declared_sum(path, entry[SUM], texts.get(PARTIAL, ""), model, tell)):
        yield Declared(rule or SUMMED, title, f"{name} = {formula(summed)}", (summed,))
    if BOUND in entry:
        bounds = tuple(upper_bounds_of(path, entry[BOUND], texts.get(USUAL, ""), model, tell))
        told = "、".join(tell_sum(path, one.bounds) for one in bounds)
        yield Declared(rule or NOT_GREATER, title, f"{name} ≤ {told}", bounds)
    if SAME in entry and (also := declared_sum(path, entry[SAME], "", model, tell, SAME)):
        beside = replace(also, more=True) if isinstance(also, Sum) else also
        yield Declared(rule or SUMMED, title, f"{name} = {formula(also)}", (beside,))
    if LAST in entry and (place := one_place(path, entry[LAST], LAST, model, tell)):
        yield Declared(LAST, title, f"{name} = 上年的{in_words(place)}", (LastYear(path, place),))


def is_only_last_years(shape: Shape | None, entry: Mapping[str, object]) -> bool:
    """Return whether an entry says of a percentage that it is last year's of another, and nothing else."""
    return isinstance(shape, PercentageShape) and not {SUM, SAME, BOUND} & entry.keys()


def declared_sum(
    path: str, written: object, partial: str, model: RecordShape, tell: Tell, key: str = SUM
) -> Relation | None:
    """Return the sum that the declaration says under a key that the figure at a path is; None when it does not say any."""
    steps = place_steps(path)
    if written == LEVEL_BY_LEVEL:
        rows = shape_at(model, steps[:2])
        if len(steps) != 4 or steps[1:3] != (ROWS, ANY) or not isinstance(rows, CodedShape):
            tell(key, f"“{LEVEL_BY_LEVEL}”只能写在按编码的表的一列", f"路径写成“表名.{ROWS}.*.列名”")
            return None
        lowest = {length: level for level, length in LENGTHS.items()}[max(rows.lengths)]
        return Levels(steps[0], (steps[-1],), lowest=lowest)
    if not isinstance(written, list) or not written:
        tell(key, f"“{key}”要是一列路径", f'写成["…", "…"]；按编码的一列逐级相加的，写"{LEVEL_BY_LEVEL}"')
        return None
    places = [resolve_place(path, one, key, model, tell) for one in written]
    known = tuple(place for place in places if place)
    quiet = isinstance(shape := shape_at(model, steps), AmountShape) and not shape.blank
    said = tell_sum(path, known) if known else ""
    return Sum(path, known, said, partial=partial, quiet=quiet) if len(known) == len(places) else None


def upper_bounds_of(
    path: str, written: object, usual: str, model: RecordShape, tell: Tell
) -> Iterator[AtMost]:
    """Return what the figure at a path is not greater than, as the declaration says."""
    listed = written if isinstance(written, list) else [written]
    if not listed:
        tell(BOUND, "“不大于”是空的", "写上一个路径")
    for one in listed:
        parts = one if isinstance(one, list) and one else [one]
        places = [resolve_place(path, part, BOUND, model, tell) for part in parts]
        known = tuple(place for place in places if place)
        if len(known) == len(places):
            yield AtMost((path,), known, bound=tell_sum(path, known), usual=usual)


def one_place(path: str, written: object, key: str, model: RecordShape, tell: Tell) -> str:
    """Return the place that the declaration names, without a sign; "" when it names none."""
    place = resolve_place(path, written, key, model, tell)
    if place.startswith(MINUS):
        tell(key, "这里不能写减号", "去掉减号")
        return ""
    if place and is_many_for_one(path, place):
        tell(key, f"“{place}”不是一个数，是一列数", "写一个数的路径；*和[]要和前面的路径一样")
        return ""
    return place


def resolve_place(path: str, written: object, key: str, model: RecordShape, tell: Tell) -> str:
    """Return the place that the declaration names, seen from a path, with a minus when it is taken off; ""
    after telling that it is none of a figure of the same kind.
    """
    if not isinstance(written, str) or not written.strip():
        tell(key, f"“{key}”里有一项不是路径", "写成文字，两边加引号")
        return ""
    taken = SIGNS.match(written.strip())
    name = SIGNS.sub("", written.strip())
    place = name if "." in name else ".".join((*place_steps(path)[:-1], name))
    shape, mine = shape_at(model, place_steps(place)), shape_at(model, place_steps(path))
    if shape is None:
        tell(key, f"数据里没有“{place}”", "照 narrator schema 列的名称改正；和本项在一起的可以只写名称")
    elif place == path:
        tell(key, "这里写的是本项自己", "改成别的数")
    elif type(shape) not in KINDS:
        tell(key, f"“{place}”不是数", "写金额、可比金额或者个数的路径")
    elif type(shape) is not type(mine):
        tell(key, f"“{place}”是{KINDS[type(shape)]}，本项不是", "改成同一种数")
    elif ANY in place_steps(place) and not shared_row(path, place):
        tell(key, f"“{place}”里的*是哪些行，这里看不出", "各类之和写成“各科目.类.…”，各款“款”，各项“项”")
    else:
        return f"{MINUS if taken else ''}{place}"
    return ""


def shared_row(path: str, place: str) -> bool:
    """Return whether every * of a place stands for a row that the path names as well."""
    return place_steps(place).count(ANY) <= place_steps(path).count(ANY)


def is_many_for_one(path: str, place: str) -> bool:
    """Return whether a place is many figures for one at the path."""
    return any(
        step == ITEMS or step in LENGTHS
        for step in fill_gaps(place_steps(place), place_steps(path), wildcards(path))
    )


def wildcards(path: str) -> tuple[str, ...]:
    """Return something that the gaps of a path may stand for."""
    return tuple("1" for step in place_steps(path) if step in GAPS)


def tell_sum(path: str, places: tuple[str, ...]) -> str:
    """Return what people call the sum of places: 「年初结转＋本年收入－本年支出」."""
    if len(places) == 1 and place_steps(path)[1:] == place_steps(places[0])[1:]:
        return in_words(places[0])  # in another table
    shown = [signed_name(path, place) for place in places]
    if len(shown) > MOST_NAMED:
        return f"{shown[0][1:]}至{shown[-1][1:]}之和"
    many = any(is_many_for_one(path, place) for place in places)
    return f"{''.join(shown).removeprefix('＋')}{'之和' if many and len(shown) == 1 else ''}"


def formula(relation: Relation) -> str:
    """Return the formula of a relation of one figure, for people."""
    return relation.name if isinstance(relation, Sum) else "下一级各行之和"
