"""The commands on official forms: forms, forms new, lint, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from narrator.cli.parameters import FormName, MachineOutput, Phrasebook
from narrator.cli.screen import hand_over, say, show
from narrator.problem import Problem, Severity, Unusable

LintedForm = Annotated[
    str | None, typer.Option("--form", metavar="格式", help="哪个格式；不写就检查全部自带的")
]


def forms(context: typer.Context) -> None:
    """列出自带的公开格式，和当前文件夹里自己的格式；forms new 新建一个。"""
    from narrator.commands.forms import list_forms

    if context.invoked_subcommand is not None:
        return
    lines, problems = list_forms(Path())
    for line in lines:
        say(line)
    if problems:
        raise Unusable(problems)


def new_form(
    name: Annotated[
        str, typer.Argument(metavar="名称", help="新格式的名称，例如 某省2025", show_default=False)
    ],
    model: Annotated[
        str,
        typer.Option("--from", metavar="格式", help="沿用哪个格式；不写就是辽宁2023", show_default=False),
    ] = "辽宁2023",
    copy: Annotated[bool, typer.Option("--copy", help="整个复制一份来改，不沿用")] = False,
) -> None:
    """在当前文件夹里新建一个格式：沿用现有的，只写不同的。"""
    from narrator.commands.forms import begin_form

    folder = begin_form(name, model, Path(), copy)
    say(
        f"已建好 {folder}。先改 form.toml 里的标题、年度、制定机关；改完用 narrator lint --form ./{name} 检查，"
        f"用 --form ./{name} 生成报告。"
    )


def lint(
    form: LintedForm = None,
    phrasebook: Phrasebook = None,
) -> None:
    """证明短语和格式没有漏洞：每种情形恰有一条措辞，每个名称都存在；打印情形与措辞的清单。"""
    from narrator.commands.lint import prove_forms

    found: list[Problem] = []
    for name, problems, proof in prove_forms([form] if form else None, phrasebook):
        for line in proof:
            say(line)
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        typer.echo(f"{name}：" + (f"{errors}处错误" if errors else "每种情形恰有一条措辞，每个名称都存在"))
        found += problems
    show(found)
    raise typer.Exit(1 if any(problem.severity is Severity.ERROR for problem in found) else 0)


def schema(form: FormName = None, output: MachineOutput = None) -> None:
    """打印 data.json 的 JSON Schema，编辑器用它来提示和检查；--form 一个格式的，连同它要的数和科目名称。"""
    from narrator.disclosure.schema import schema_text

    if form is None:
        hand_over(schema_text(), output)
    else:
        from narrator.form import load

        chosen = load(form)
        hand_over(schema_text(chosen.model, chosen.year), output)
