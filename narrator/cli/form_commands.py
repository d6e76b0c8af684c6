"""The commands on official forms: forms, forms new, lint, schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from narrator.cli import screen
from narrator.cli.forms_list import show_forms
from narrator.cli.parameters import FormName, MachineOutput, Phrasebook, Style
from narrator.cli.screen import answer, hand_over, say, show
from narrator.problem import Severity

LintedForm = Annotated[
    str | None, typer.Option("--form", metavar="格式", help="哪个格式；不写就检查全部自带的")
]


Like = Annotated[
    str | None,
    typer.Option(
        "--like",
        metavar="地方或者报告.docx",
        help="这个省用的、这份报告照的，最像哪个格式",
        show_default=False,
    ),
]


def forms(
    context: typer.Context, like: Like = None, format: Style = "text", output: MachineOutput = None
) -> None:
    """Run narrator forms: list the forms; its commands make new ones."""
    if context.invoked_subcommand is not None:
        return
    if like is not None:
        from narrator.commands.likeness import liken_forms

        found = liken_forms(like)
        answer(found.lines(), found.as_data, format, output)
        return
    show_forms(format, output)


def new_form(
    name: Annotated[
        str, typer.Argument(metavar="名称", help="新格式的名称，例如 某省2025", show_default=False)
    ],
    model: Annotated[
        str | None,
        typer.Option("--from", metavar="格式", help="沿用哪个格式；不写就用名称开头那个省的，或者与它最像的"),
    ] = None,
    copy: Annotated[
        bool, typer.Option("--copy", help="复制那个格式自己的文件来改；它沿用别的，复制的也沿用")
    ] = False,
) -> None:
    """在当前文件夹里新建一个格式：沿用现有的，只写不同的。"""
    from narrator.commands.forms import begin_form
    from narrator.form import load
    from narrator.form.form_choice import choose_base

    base = load(model) if model else choose_base(name)
    folder = begin_form(name, model or base.name, Path(), copy)
    under = base.base if copy else None
    kept = f"（只复制了{base.name}自己的文件，别的仍沿用{under.name}的）" if under else ""
    if model is None:
        say(f"没有写 --from，{'复制' if copy else '沿用'}的是{base.name}（{base.title}）。")
    say(
        f"已建好 {folder}{kept}。先改 form.toml 里的标题、年度、制定机关；改完用 narrator lint --form ./{name} 检查，"
        f"用 --form ./{name} 生成报告。"
    )


def learn_form(
    report: Annotated[
        Path,
        typer.Argument(metavar="去年.docx", help="去年的公开文本，不是narrator做的也行", show_default=False),
    ],
    name: Annotated[
        str,
        typer.Option("--name", metavar="名称", help="学成的格式的名称，例如 某县2024", show_default=False),
    ],
    like: Annotated[
        str | None, typer.Option("--like", metavar="格式", help="沿用哪个格式；不写就是最像的一个")
    ] = None,
) -> None:
    """从去年的报告学一个格式：提纲、措辞、表样都照它，数从表里来；认不准的列出来。"""
    from narrator.commands.learn import learn_form as learn

    learned = learn(report, name, like, Path())
    for line in learned.lines():
        say(line)
    show(learned.problems)
    raise typer.Exit(0 if learned.proof and not learned.is_wrong else 1)


def lint(
    form: LintedForm = None,
    phrasebook: Phrasebook = None,
    format: Style = "text",
    output: MachineOutput = None,
) -> None:
    """Run narrator lint: prove phrases and forms."""
    from narrator.commands.lint import prove_forms

    proved = list(prove_forms([form] if form else None, phrasebook))
    answer(
        (line for one in proved for line in one.lines),
        lambda: [one.as_data() for one in proved],
        format,
        output,
    )
    if screen.volume.quiet and format == "text":
        screen.echo("\n".join(one.verdict for one in proved))
    found = [problem for one in proved for problem in one.problems]
    show(found)
    raise typer.Exit(1 if any(problem.severity is Severity.ERROR for problem in found) else 0)


def schema(form: FormName = None, output: MachineOutput = None) -> None:
    """Run narrator schema: print the JSON Schema of the data."""
    from narrator.disclosure.schema import schema_text

    if form is None:
        hand_over(schema_text(), output)
    else:
        from narrator.form import load

        chosen = load(form)
        hand_over(schema_text(chosen.model, chosen.year), output)
