"""The part of Jinja that a form may use, and what it costs: a form that somebody sent may do no harm.

The language is closed: no choices, no arithmetic, no reaching into Python (DESIGN, "Wordings"). What is
left could still repeat itself without end, so every body that is entered and every text that is made is
paid for out of one budget for the whole report.
"""

from __future__ import annotations

import re

from jinja2 import TemplateRuntimeError, TemplateSyntaxError, nodes

from narrator.disclosure.text_shapes import UNPRINTABLE
from narrator.regex import HAN_LETTER, compile_later

PAY = "#pay"  # a filter that no template can name: it spends the budget
JOIN = "#join"  # and one that stands for the operator ~
BUDGET = 12_000_000  # steps and characters; a report of the usual size needs a hundredth, one of 3,000 rows ten million
BODY = 10  # what it costs to enter a loop or a macro
TEMPLATE = 80  # a template takes eight times as long, so that files which include two end in a second
VALUE = 20  # what a printed value costs: it is told where it comes from; what it was computed from costs more, see `Markup.text`
LARGEST = 300_000  # characters of one template
DEEPEST = 13  # loops and macros within one another; Python itself allows twenty
PLAIN = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.Assign, nodes.Macro, nodes.Include),
    *(
        nodes.Const,
        nodes.List,
        nodes.Tuple,
        nodes.Name,
        nodes.Getattr,
        nodes.Getitem,
        nodes.Filter,
        nodes.Call,
    ),
    *(nodes.Keyword, nodes.Concat, nodes.And, nodes.Or),
)
BODIES = (nodes.Template, nodes.For, nodes.Macro)
HARMLESS = {*PLAIN} - {*BODIES, nodes.Include, nodes.Call}  # whatever they hold


UNCLOSED = r"needs to be closed is '(\w+)'"  # what Jinja says of a statement that has no end
UNFINISHED = "语句没有写完，例如 for 要写成“{{% for 名称 in 列表 %}}”"
BEGUN = compile_later(r"\{%[-+]?\s*(\w+)")  # a statement of a template, and its name
# What Jinja says of a mistake, and the same in Chinese; {} is what it quotes.
MISTAKES = (
    (r"No filter named '(.+?)'", "没有“{}”这种筛选"),
    (r"No test named|chain multiple tests", "模板里不做运算和比较"),
    (r"closed is 'if'|[Uu]nknown tag '(?:elif|else|endif)'", "模板里不能用 if：该说什么由短语表的情形决定"),
    (r"closed is 'set'", "set 要写成“{{% set 名称 = 数据 %}}”"),
    (r"closed is '((?!for|macro)\w+)'", "模板里不能用“{{% {} %}}”"),
    (UNCLOSED, "“{{% {} %}}”没有收尾，缺“{{% end{} %}}”"),
    (r"[Uu]nknown tag '(\w+)'", "这里不能写“{{% {} %}}”"),
    (r"tag name expected", "“{{%”后面少了for、set、macro或include"),
    (r"expected token 'in'", "for 要写成“{{% for 名称 in 列表 %}}”"),
    (r"end of template, expected 'end of statement block'", "“{{%”没有对应的“%}}”"),
    (r"got 'end of statement block'|unexpected 'end of statement", UNFINISHED),
    (
        r"expected token 'end of print statement', got '((?!integer|float|string)\w+)'",
        "“{{{{”没有对应的“}}}}”，或者“{}”前面少了逗号、括号",
    ),
    (r"token 'end of statement block', got", "“{{%”没有对应的“%}}”，或者语句里多了东西"),
    (r"[Bb]lock|expected call", "模板里只能用for、set、macro和include这几种语句"),
    (r"can ?not be imported", "模板里只能用for、set、macro和include这几种语句"),
    (r"caller|[Cc]an(?:'|no)t assign", "这里要写一个自己起的名称"),
    (r"non-default argument", "macro的括号里，有“=”的要写在后面"),
    (r"invalid syntax for function call", "括号里的数据，有“=”的要写在后面"),
    (r"expected 'end of print statement'|unexpected '\}'", "“{{{{”没有对应的“}}}}”，或者里面少了右括号"),
    (r"Missing end of comment tag", "“{{#”没有对应的“#}}”"),
    (r"escape|decode", "引号里的反斜杠“\\”有别的意思，要写两个"),
    (r"[Uu]nexpected char [\"'](.+?)[\"'] at", "多了“{}”，或者引号没有成对"),
    (r"Invalid character in identifier", "名称里有不能用的字"),
    (r"expected name or number|subscript expression", "“.”或者“[”后面少了名称"),
    (r"expected token .*, got '(?:integer|float)'", "一个数的前面可能少了逗号或括号"),
    (r"expected token .*, got 'string'", "引号里的字前面可能少了逗号或括号"),
    (r"expected token .*, got '(?:end|begin) of", "语句没有写完，或者少了右括号"),
    (r"expected token .*, got '(.+?)'", "“{}”这里写得不对，前面可能少了逗号或括号"),
    (r"Expected an expression|[Uu]nexpected '(?:end of|=)|[Uu]nexpected end", "这里少了名称或数据"),
    (r"unexpected '(.{1,2})'", "多了“{}”"),
)
LONGEST_MESSAGE = 500  # letters that are looked at: what a message quotes of a template may be long
# As Jinja's messages begin, and none of ours
ENGLISH = compile_later(r"^(?:[A-Za-z'(-]+ ['\"A-Za-z\\{%]|[A-Za-z]+$)")
# What templates say to begin a statement that a form may not use.
STATEMENTS: dict[type[nodes.Node], str] = {
    nodes.Import: "import", nodes.FromImport: "from", nodes.Extends: "extends", nodes.Block: "block",
    nodes.CallBlock: "call", nodes.FilterBlock: "filter", nodes.With: "with", nodes.AssignBlock: "set … endset",
    nodes.Scope: "autoescape", nodes.ExprStmt: "do",
}  # fmt: skip


def mistake(message: str | None) -> str:
    """Return what Jinja says of a template, in Chinese; our own messages as they are."""
    if message and not ENGLISH.match(message) and HAN_LETTER.search(message):
        return message
    for pattern, chinese in MISTAKES:
        if found := re.search(pattern, (message or "")[:LONGEST_MESSAGE]):
            return chinese.format(*(found.groups() * 2))
    return "检查括号、引号、逗号和百分号"


def find_begun(source: str, message: str | None) -> int | None:
    """Return the line on which a statement of a template begins whose end Jinja misses; None for another message."""
    unclosed = re.search(UNCLOSED, message or "")
    if unclosed is None:
        return None
    lines: list[int] = []
    for found in BEGUN.finditer(source):
        if found[1] == unclosed[1]:
            lines.append(source.count("\n", 0, found.start()) + 1)
        elif found[1] == f"end{unclosed[1]}" and lines:
            lines.pop()
    return lines[-1] if lines else None


class Budget:
    """How much work the templates of one report may still do."""

    def __init__(self, left: int = BUDGET) -> None:
        self.left = left

    def spend(self, cost: int) -> None:
        """Take a cost away. Raises TemplateRuntimeError when nothing is left."""
        self.left -= cost
        if self.left < 0:
            raise TemplateRuntimeError("模板要做的事太多，好像没有尽头")


def refusal(node: nodes.Node) -> tuple[str, str] | None:
    """Return why a form may not use a part of a template, and what to do instead; None when it may."""
    match node:
        case nodes.If() | nodes.CondExpr():
            return "模板里不能用 if：该说什么由短语表的情形决定", "改用短语表，或者 for 和筛选"
        case nodes.For() if node.test is not None:
            return "for 里不能带 if", '改用筛选，例如 | 有数("决算数")'
        case nodes.For() if node.else_ or node.recursive:
            return "for 里不能带 else 和 recursive", "改用短语表"
        case nodes.Include() if not isinstance(node.template, nodes.Const) or not isinstance(
            node.template.value, str
        ):
            return "include 后面只能写文件名", '写成 include "文件名.jinja"'
        case nodes.Include() if not node.with_context or node.ignore_missing:
            return "include 后面只能写文件名", "删掉文件名后面的词"
        case nodes.Call() if node.dyn_args is not None or node.dyn_kwargs is not None:
            return "不能用 * 和 ** 给数据", "一个一个地写"
        case nodes.Stmt() if not isinstance(node, PLAIN):
            name = STATEMENTS.get(type(node))
            what = f"模板里不能用“{{% {name} %}}”" if name else "模板里不能用这种语句"
            return what, "改用 for、set、macro 或 include"
        case _ if not isinstance(node, PLAIN):
            return "模板里不做运算和比较", "改用短语表、求和、平均或者筛选"
    return None


def closed(template: nodes.Template, name: str | None, file: str | None) -> None:
    """Refuse what a form may not use in a template, and write into the others what going through them costs of the budget.

    Raises TemplateSyntaxError in Chinese, with the line in the file.
    """

    def walk(node: nodes.Node, depth: int) -> int:
        """Return what it costs to go through a node once. Raises TemplateSyntaxError in Chinese."""
        kind = type(node)
        if isinstance(node, nodes.Const) and isinstance(node.value, str) and UNPRINTABLE.search(node.value):
            raise TemplateSyntaxError("引号里有一个印不出来的字符", node.lineno, name, file)
        if kind not in HARMLESS:
            why = refusal(node)
            if isinstance(node, BODIES):
                depth += 1
                why = why or (("for 和 macro 套得太深", "") if depth > DEEPEST else None)
            if why:
                lines = (one.lineno for one in (node, *node.find_all(nodes.Node)))
                raise TemplateSyntaxError(why[0], next(filter(None, lines), 1), name, file)
        cost = 1 + (len(node.data) if isinstance(node, nodes.TemplateData) else 0)
        if isinstance(node, nodes.Output):
            cost += VALUE * sum(not isinstance(one, nodes.TemplateData) for one in node.nodes)
        for field, value in node.iter_fields():
            if isinstance(value, nodes.Node):
                cost += walk(value, depth)
                if type(value) is nodes.Concat:
                    setattr(node, field, joining(value))
            elif isinstance(value, list):
                for at, one in enumerate(value):
                    if isinstance(one, nodes.Node):
                        cost += walk(one, depth)
                        if type(one) is nodes.Concat:
                            value[at] = joining(one)
        if isinstance(node, BODIES):
            entry = TEMPLATE if isinstance(node, nodes.Template) else BODY
            node.body.insert(0, paying(entry + cost, node.lineno))
        return cost

    walk(template, 0)


def joining(node: nodes.Concat) -> nodes.Filter:
    """Return what stands for a ~ b: a filter that joins the parts and pays for them."""
    parts = nodes.Tuple(node.nodes, "load", lineno=node.lineno)
    return nodes.Filter(parts, JOIN, [], [], None, None, lineno=node.lineno)


def paying(cost: int, line: int) -> nodes.ExprStmt:
    """Return a statement that pays; it stands at the beginning of every body."""
    price = nodes.Const(cost, lineno=line)
    return nodes.ExprStmt(nodes.Filter(price, PAY, [], [], None, None, lineno=line), lineno=line)
