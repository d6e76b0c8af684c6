"""Proving the calls in a form's templates: of macros, of tables of the phrasebook and of functions, each with what it needs."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence

from jinja2 import nodes

from narrator.compose.expressions import holds_table, may_be_printed
from narrator.compose.filter_proof import Filters
from narrator.compose.value_kinds import (
    LISTS,
    RECORDS,
    Either,
    Kind,
    Made,
    Names,
    Strings,
    alternatives,
    copy_shape,
    item_of,
)
from narrator.disclosure.number_shapes import AmountShape, CountShape, PercentageShape, ScoreShape
from narrator.disclosure.relations import ADJUSTED, INITIAL
from narrator.disclosure.shape import Shape
from narrator.disclosure.text_shapes import NameShape, ProseShape
from narrator.facts.choice import CHOICE
from narrator.form import Form
from narrator.phrases.entries import EACH, Book, PhraseTable
from narrator.problem import Problem

FUNCTIONS = ("求和", "相差", "平均", "个数", "表")
ADDED = (AmountShape, CountShape)  # what 求和 and 相差 take
AVERAGED = (AmountShape, CountShape, ScoreShape)
NEEDS = {
    "数": AVERAGED,
    "可比数": AVERAGED,
    "金额": (AmountShape,),
    "个数": (CountShape,),
    "可比个数": (CountShape,),
    "百分数": (PercentageShape,),
    "可比百分数": (PercentageShape,),
    "文字": (ProseShape,),
    "选项": (NameShape,),
    "列表": LISTS,
}
# Numbers that are zero when nobody fills them in, and what data.toml calls those that are not.
BLANK = (AmountShape, CountShape)
COMPARABLE: Mapping[type, str] = {AmountShape: "可比金额", CountShape: "可比个数"}
# How sentences call the budgets that a figure of the given name is not.
BUDGETS = {INITIAL: ("全年预算", "调整预算"), ADJUSTED: ("年初预算",)}


class Calls(Filters):
    """The calls in the expressions of one form's templates; how its statements are walked is for a class below to say.

    called: the tables of the phrasebook that were called. unknown: the problems that are tables nobody has, by
    number. macros: those that are known, each with the names that are known where it stands. tables: how many calls of 表
    were walked. added_up: the files and lines where the sum of a cell of a table was written out.
    """

    def __init__(self, form: Form, book: Book) -> None:
        super().__init__(form)
        self.book = book
        self.called: set[str] = set()
        self.unknown: dict[int, str] = {}
        self.macros: dict[str, tuple[nodes.Macro, Names]] = {}
        self.tables = 0
        self.added_up: set[tuple[str, int | None]] = set()

    @abstractmethod
    def body(self, body: list[nodes.Node], names: dict[str, Kind]) -> None:
        """Walk the statements of a template or a macro, in which those names are known."""

    @abstractmethod
    def table(
        self, node: nodes.Call, arguments: list[Kind], keywords: Mapping[str, Kind], names: Names
    ) -> None:
        """Walk the layouts that a call of 表 may name."""

    def call(self, node: nodes.Call, names: Names) -> Kind:
        """Prove a call of a macro, a table of the phrasebook or a function, and return what it makes."""
        if not isinstance(node.node, nodes.Name):
            self.problem(node, "只能用短语表的名称和" + "、".join(FUNCTIONS), "改正模板")
            return None
        name = node.node.name
        arguments = [self.kind(argument, names) for argument in node.args]
        keywords = {pair.key: self.kind(pair.value, names) for pair in node.kwargs}
        if name in names:
            self.problem(node, f"“{name}”在这里是数据，不能加括号来用", "给数据另起一个名称")
        elif name in self.macros:
            return self.expand(node, *self.macros[name], arguments, keywords)
        elif name == "表":
            self.tables += 1
            self.table(node, arguments, keywords, names)
            return Made(whole=True)
        elif name in self.book:
            self.phrase(node, self.book[name], arguments, keywords)
            return Made(said=True)
        elif name not in FUNCTIONS:
            self.problem(node, f"短语里没有“{name}”这张表", "改正名称，或者在短语文件里加上这张表")
            self.unknown[len(self.problems) - 1] = name
        elif name == "相差":
            return self.difference(node, arguments, keywords)
        else:
            return self.function(node, name, arguments, keywords)
        return None

    def difference(self, node: nodes.Call, arguments: list[Kind], keywords: Mapping[str, Kind]) -> Kind:
        """Tell when a call does not give 相差 two amounts, or two counts; return what it makes of them."""
        if keywords or len(arguments) != 2:
            self.problem(node, "“相差”的括号里要写两个数，用前一个减后一个", "改正模板")
        parts = [one for kind in arguments for one in alternatives(kind)]
        if not all(one is None or isinstance(one, ADDED) for one in parts):
            self.problem(node, "“相差”的数据里有不是金额、也不是个数的东西", "改正路径")
            return None
        if not is_alike(parts):
            self.problem(node, "“相差”的两个数，一个是金额，一个是个数", "改正路径")
        return like_first(parts)

    def function(
        self, node: nodes.Call, name: str, arguments: list[Kind], keywords: Mapping[str, Kind]
    ) -> Kind:
        """Tell when a call does not give 求和, 平均 or 个数 what it needs; return what it makes of that."""
        if keywords or not arguments or (name == "个数" and len(arguments) != 1):
            self.problem(
                node, f"“{name}”的括号里要写{'一个列表' if name == '个数' else '数，或者一列数'}", "改正模板"
            )
        cell = self.sums.cell(arguments) or (all_classes(node) and self.sums.total(item_of(arguments[0])))
        if name == "求和" and cell:
            what = f"这些数相加就是“{cell}”，表里有这个数，各自四舍五入以后再加可能不一样"
            self.problem(node, what, f"不用求和，写{cell}")
            self.added_up.add((self.file, self.problems[-1].line))
        given = [one for kind in arguments for one in alternatives(kind)]
        if name == "个数":
            if not all(one is None or isinstance(one, LISTS) for one in given):
                self.problem(node, "“个数”的数据里有不是列表的东西", "改正路径")
            return CountShape()
        parts = [
            part
            for one in given
            for part in (alternatives(item_of(one)) if isinstance(one, LISTS) else (one,))
        ]
        taken = ADDED if name == "求和" else AVERAGED
        if not all(one is None or isinstance(one, taken) for one in parts):
            hint = "改正路径" if name == "平均" else "改正路径；分数用平均，不求和"
            self.problem(node, f"“{name}”的数据里有不是数的东西", hint)
            return None
        if name == "平均":
            return ScoreShape()
        if not is_alike(parts):
            self.problem(node, "“求和”的数，有的是金额，有的是个数", "改正路径")
        made = like_first(parts)
        if isinstance(made, CountShape) and all(isinstance(one, LISTS) for one in given):
            return Either((made, AmountShape()))  # of no counts at all: nobody knows that they are counts
        return made

    def expand(
        self,
        node: nodes.Call,
        macro: nodes.Macro,
        names: Names,
        arguments: list[Kind],
        keywords: Mapping[str, Kind],
    ) -> Kind:
        """Walk the body of a macro as a call fills its parameters, with the names that are known where the
        macro stands; return what it makes.
        """
        parameters = [parameter.name for parameter in macro.args]
        defaults = dict(
            zip(parameters[::-1], [self.kind(one, names) for one in macro.defaults][::-1], strict=False)
        )
        given: dict[str, Kind] = {**defaults, **keywords, **dict(zip(parameters, arguments, strict=False))}
        twice = keywords.keys() & {*parameters[: len(arguments)]}
        if len(arguments) > len(parameters) or given.keys() != {*parameters} or twice:
            self.problem(node, f"“{macro.name}”要的数据是：{'、'.join(parameters) or '（没有）'}", "改正模板")
        inner: dict[str, Kind] = {**names, **dict.fromkeys(parameters), **given}
        macros, self.macros = self.macros, dict(self.macros)  # what a macro defines stays in it
        tables = self.tables
        try:
            self.enter(id(macro), "macro 调用了自己", "去掉这个调用")
            self.body(macro.body, inner)
        finally:
            self.within.pop()
            self.macros = macros
        return Made(whole=self.tables > tables)

    def phrase(
        self, node: nodes.Call, table: PhraseTable, arguments: list[Kind], keywords: Mapping[str, Kind]
    ) -> None:
        """Tell when a call does not give a table of the phrasebook all that its wordings need."""
        self.called.add(table.name)
        wanted = table.kind.arguments
        if len(arguments) != len(wanted):
            self.problem(node, f"“{table.name}”要{len(wanted)}个数据（{'、'.join(wanted)}）", "改正模板")
        for need, name, one in zip(table.kind.needs, wanted, arguments, strict=False):
            if not all(part is None or isinstance(part, NEEDS[need]) for part in alternatives(one)):
                self.problem(node, f"“{table.name}”的“{name}”要是{need}", "改正路径")
            elif need.startswith("可比") and isinstance(one, BLANK) and one.blank and not one.required:
                what = f"“{table.name}”的“{name}”没有填会当作零"
                hint = f"在data.toml里把它的类型写成{COMPARABLE[type(one)]}，或者写上必填"
                self.problem(node, what, hint)
        self.budgets(node, table)
        if table.named != keywords.keys():
            named = "、".join(sorted(table.named)) or "（没有）"
            self.problem(node, f"“{table.name}”的参数应当是：{named}", "改正模板")
        for pair in node.kwargs:
            if pair.key != "原因":
                self.printed(pair.value, keywords[pair.key])
                if holds_table(keywords[pair.key]):
                    self.problem(node, f"“{table.name}”的“{pair.key}”要是数或文字", "表要单独写成一段")
        if not all(map(names_reason, alternatives(keywords.get("原因")))):
            self.problem(node, f"“{table.name}”的“原因”要写成文字", "写原因的名称，两边加引号")
        if table.kind.needs == CHOICE.needs and arguments:
            self.choice(node, table, arguments[0])
        if EACH in table.entries and arguments:
            self.enumerated(node, table, item_of(arguments[0]))

    def enumerated(self, node: nodes.Call, table: PhraseTable, item: Kind) -> None:
        """Tell when the items that a table enumerates do not have what its wording says of each."""
        for blank in table.entries[EACH].blanks:
            for one in alternatives(item):
                if isinstance(one, RECORDS):
                    there = blank in one.fields or blank in self.doubtful
                    fits = blank not in one.fields or may_be_printed(one.fields[blank])
                else:
                    there, fits = one is None or (isinstance(one, NameShape) and blank == "名称"), True
                if not there:
                    self.problem(node, f"“{table.name}.{EACH}”里的“{blank}”在列举的数据里没有", "改正短语")
                elif not fits:
                    self.problem(node, f"“{table.name}.{EACH}”里的“{blank}”是一组数据", "改正短语")

    def budgets(self, node: nodes.Call, table: PhraseTable) -> None:
        """Tell when a call gives a table one budget (年初预算数, 全年预算数) whose wordings name only the other."""
        given = {last_name_of_path(argument) for argument in node.args}
        for name, others in BUDGETS.items():
            said = sorted(
                other
                for entry in table.entries.values()
                for other in others
                if other in entry.literal and name.removesuffix("数") not in entry.literal
            )
            if name in given and said:
                self.problem(
                    node, f"“{table.name}”说的是{said[0]}，给的是{name}", "改正路径，或者用说这个预算的短语表"
                )

    def choice(self, node: nodes.Call, table: PhraseTable, chosen: Kind) -> None:
        """Tell when a table has not exactly one wording for each value that a declared option allows."""
        if chosen is None:
            return
        if not isinstance(chosen, NameShape) or not chosen.choices:
            hint = "改正路径，或者在data.toml里给这一项写上“选项”"
            self.problem(node, f"“{table.name}”的“选项”要是写明了“选项”的一项数据", hint)
            return
        if not (chosen.required or chosen.default):
            hint = "在data.toml里给这一项写上必填，或者不填就是哪一个"
            self.problem(node, f"“{table.name}”看的这一项可以不填，没有填就没有话可说", hint)
        for value in chosen.choices:
            if value not in table.entries:
                what = f"缺少“{value}”这一种的短语"
                self.problems.append(
                    Problem(table.name, what, "补上这一条", file=table.file, line=table.line)
                )
        for key, entry in table.entries.items():
            if key not in chosen.choices and entry.file == str(self.form.own_phrasebook):
                what = f"选项是{'、'.join(chosen.choices)}，这一条永远用不到"
                self.problems.append(
                    Problem(entry.rule, what, "改正，或者删掉", file=entry.file, line=entry.line)
                )


def all_classes(node: nodes.Call) -> bool:
    """Return whether a call is given one column of all classes (类) of rows by code, with or without those that have nothing."""
    match node.args:
        case [nodes.Filter(name="取列", node=rows)]:
            names: list[str] = []
            while isinstance(rows, nodes.Filter):
                names += [rows.name] if rows.name != "有数" else []
                names += ["下面的"] if rows.name == "类级" and rows.args else []
                rows = rows.node
            return names == ["类级"]
    return False


def is_alike(kinds: Sequence[Kind]) -> bool:
    """Return whether kinds are all amounts, or all counts, as far as anything can be said of them."""
    return len({type(one) for one in kinds if one is not None}) < 2


def like_first(kinds: Sequence[Kind]) -> Kind:
    """Return a shape that is like the first of several that are alike; None where nothing can be said of one."""
    first = kinds[0] if kinds and is_alike(kinds) and None not in kinds else None
    return copy_shape(first) if isinstance(first, Shape) else None


def last_name_of_path(node: nodes.Node) -> str:
    """Return the last name of the path that a template writes; "" when it writes none."""
    match node:
        case nodes.Getattr(attr=str(name)) | nodes.Getitem(arg=nodes.Const(value=str(name))):
            return name
    return ""


def names_reason(kind: Kind) -> bool:
    """Return whether what is of a kind can name a reason: a text that the template writes, joins or makes in a macro."""
    return (
        kind is None
        or isinstance(kind, Strings)
        or (isinstance(kind, Made) and not (kind.said or kind.whole))
    )
