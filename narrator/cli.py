"""The command line: arguments, printed problems, exit codes; nothing else.

Exit codes: 0 done, 1 findings, 2 an input or an output can not be used.
"""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from narrator.problem import Problem, Severity, Unusable, gather
from narrator.usage import Command, Group, tell_misuse

# How findings look on a terminal; elsewhere typer leaves colours out.
COLOURS = {"错误": "red", "提醒": "yellow", "不能核对": "cyan", "尾差": "bright_black", "已核实": "green"}
app = typer.Typer(
    name="narrator",
    help="由部门决算的数据生成公开文本（.docx）：数字、增减措辞、表格都由数据而来。",
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)

Data = Annotated[
    Path, typer.Argument(metavar="数据文件", help="决算数据，例如 data.json", show_default=False)
]
FormName = Annotated[
    str | None,
    typer.Option(
        "--form", metavar="格式", help="公开格式，代替数据里写的；自己的格式写文件夹，例如 ./某省2025"
    ),
]
Phrasebook = Annotated[
    Path | None,
    typer.Option("--phrasebook", metavar="短语文件", help="本单位自己的措辞（.toml），盖在格式的措辞上面"),
]

Prefer = Annotated[
    Literal["报告", "数据"] | None,
    typer.Option("--prefer", metavar="哪一边", help="Word里和数据里都改了的，用哪一边的：报告 或 数据"),
]


@app.command(cls=Command)
def render(
    data: Data,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="报告文件",
            help="报告写到哪里（.docx、.txt，公开表用 .xlsx）；不写就放在数据文件旁边",
        ),
    ] = None,
    form: FormName = None,
    phrasebook: Phrasebook = None,
    unused: Annotated[bool, typer.Option("--unused", help="列出没有用到的数据")] = False,
    final: Annotated[
        bool, typer.Option("--final", help="定稿：缺原因、原因过时、核对有错误时不生成")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="盖掉已有的报告，控件外的改动不要了（旧文件留作 .bak.docx）")
    ] = False,
    pull: Annotated[bool, typer.Option("--pull", help="同时把Word里改的文字写进数据文件")] = False,
    prefer: Prefer = None,
) -> None:
    """生成报告。还缺原因时生成草稿，并列出缺哪些。已有的报告里改过的文字留用。"""
    from narrator.commands.render import Options, describe, render_file

    options = Options(pull, overwrite, side(prefer), final)
    made = render_file(data, output, form, phrasebook, options)
    for line in describe(made):
        typer.echo(line)
    told = made.source.told  # of a workbook
    show([*told, *made.composition.missing, *made.stale, *made.misplaced, *made.doubts, *made.unsaved])
    if made.findings:
        from narrator.checks.listing import summary

        counted = summary(made.findings).removesuffix("。")
        typer.echo(f"核对：{counted}（narrator check {data} 列出）。")
    idle = made.unused
    if unused:
        show(idle)
    if idle:
        typer.echo(f"有{len(idle)}处数据没有用到。" + ("" if unused else "加上 --unused 可以列出来。"))


@app.command(cls=Command)
def schema() -> None:
    """打印 data.json 的 JSON Schema，编辑器用它来提示和检查。"""
    from narrator.disclosure.schema import schema_text

    print_data(schema_text())


forms_app = typer.Typer(cls=Group, rich_markup_mode=None, invoke_without_command=True)
app.add_typer(forms_app, name="forms", help="列出公开格式；forms new 新建一个。")


@forms_app.callback()
def forms(context: typer.Context) -> None:
    """列出自带的公开格式，和当前文件夹里自己的格式。"""
    from narrator.commands.forms import list_forms

    if context.invoked_subcommand is not None:
        return
    lines, problems = list_forms(Path())
    for line in lines:
        typer.echo(line)
    if problems:
        raise Unusable(problems)


@forms_app.command("new", cls=Command)
def new_form(
    name: Annotated[
        str, typer.Argument(metavar="名称", help="新格式的名称，例如 某省2025", show_default=False)
    ],
    model: Annotated[
        str,
        typer.Option("--from", metavar="格式", help="照哪个格式开始；不写就是辽宁2023", show_default=False),
    ] = "辽宁2023",
) -> None:
    """在当前文件夹里新建一个格式：从现有的复制一份来改。"""
    from narrator.commands.forms import begin_form

    folder = begin_form(name, model, Path())
    typer.echo(
        f"已建好 {folder}。先改 form.toml 里的标题、年度、制定机关；改完用 narrator lint ./{name} 检查，"
        f"用 --form ./{name} 生成报告。"
    )


@app.command(cls=Command)
def lint(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="格式", help="哪些格式；不写就检查全部自带的", show_default=False),
    ] = None,
    phrasebook: Phrasebook = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="只说问题，不打印短语清单")] = False,
) -> None:
    """证明短语和格式没有漏洞：每种情形恰有一条措辞，每个名称都存在；打印情形与措辞的清单。"""
    from narrator.commands.lint import prove_forms

    found: list[Problem] = []
    for name, problems, proof in prove_forms(names, phrasebook):
        for line in () if quiet else proof:
            typer.echo(line)
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        typer.echo(f"{name}：" + (f"{errors}处错误" if errors else "每种情形恰有一条措辞，每个名称都存在"))
        found += problems
    show(found)
    raise typer.Exit(1 if any(problem.severity is Severity.ERROR for problem in found) else 0)


@app.command(cls=Command)
def check(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="数据文件或报告", help="data.json，或者做好的 .docx", show_default=False),
    ] = None,
    form: FormName = None,
    rules: Annotated[bool, typer.Option("--rules", help="列出全部勾稽规则和算式")] = False,
    format: Annotated[
        Literal["text", "json"],
        typer.Option("--format", metavar="样式", help="text（给人看）或 json（给程序用）"),
    ] = "text",
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", metavar="审核意见", help="另外写一份审核意见（.docx 或 .xlsx）", show_default=False
        ),
    ] = None,
    accept: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--accept",
            metavar="名称 理由",
            help="核实过、可以接受的一处：写进数据的“已核实”",
            show_default=False,
        ),
    ] = None,
) -> None:
    """核对勾稽关系：数据，或者做好的报告（正文与表）。有错误时退出码是1，输入不能用时是2。"""
    from narrator.checks import listing

    if rules:
        from narrator.checks.data.rules import RULES as ON_DATA
        from narrator.checks.report.report_rules import RULES as ON_REPORTS
        from narrator.checks.rule import rule_texts

        of_data, of_reports = rule_texts(ON_DATA), rule_texts(ON_REPORTS)
        if format == "json":
            print_data(listing.catalogue_as_json({"数据": of_data, "报告": of_reports}))
            return
        for line in listing.catalogue([*of_data, *of_reports]):
            typer.echo(line)
        return
    if source is None:
        raise Unusable([Problem("", "没有写要核对的文件", "写上文件，例如 narrator check data.json")])
    from narrator.commands.check import check_file

    if accept is not None:
        from narrator.commands.accept import accept_finding

        typer.echo(f"已核实：{accept_finding(source, *accept, form_name=form)}（{accept[1]}）")
    checked = check_file(source, form)
    if report is not None:
        from narrator.commands.review import write_review

        write_review(checked, source, report)
    if format == "json":
        print_data(listing.as_json(checked.findings, checked.line, checked.titles, checked.sections))
    else:
        for kind, text in listing.told(
            checked.findings, checked.line, checked.unit, checked.titles, checked.sections
        ):
            typer.secho(text, fg=COLOURS.get(kind), bold=kind == "错误")
        if report is not None:
            typer.echo(f"审核意见写在 {report}。")
    show(checked.told)
    show_stale(source, form)
    raise typer.Exit(1 if any(finding.counts for finding in checked.findings) else 0)


@app.command(cls=Command)
def explain(
    source: Annotated[
        Path,
        typer.Argument(metavar="数据文件或报告", help="data.json，或者由它生成的 .docx", show_default=False),
    ],
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="问什么", help="一个数（26.99、3.07%）、一个词（持平）或一节的标题；不写就全部"
        ),
    ] = None,
    form: FormName = None,
    phrasebook: Phrasebook = None,
) -> None:
    """说明正文里的数和措辞从哪里来：规则、情形、算式、data.json 里的位置。"""
    from narrator.commands.explain import explain_file

    lines, since = explain_file(source, what, form, phrasebook)
    for line in lines:
        typer.echo(line)
    show(since)
    show_stale(source, form, phrasebook)


@app.command(cls=Command)
def reasons(
    data: Data,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[名称]…", help="只列、只确认这几条；不写就是全部", show_default=False),
    ] = None,
    form: FormName = None,
    phrasebook: Phrasebook = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="过时的原因仍然适用：按现在的数记下")] = False,
    todo: Annotated[bool, typer.Option("--todo", help="只列缺的和过时的")] = False,
    add: Annotated[
        bool, typer.Option("--add", help="缺的原因逐条加进数据文件，空着：在引号里写就行")
    ] = False,
) -> None:
    """按报告的顺序列出要写的文字：句子、原因、状态（缺、已写、不需要、已过时），并记下原因针对的变动。"""
    from narrator.commands.reasons import list_reasons

    lines, problems = list_reasons(data, names or [], form, phrasebook, confirm=confirm, todo=todo, add=add)
    for line in lines:
        typer.echo(line)
    show(problems)


@app.command("import", cls=Command)
def import_tables(
    tables: Annotated[
        Path,
        typer.Argument(
            metavar="公开表",
            help="Excel文件（.xlsx .xlsm .xls .ods）、填好的填报工作簿，或者一份报告（.docx）",
            show_default=False,
        ),
    ],
    data: Annotated[
        Path | None,
        typer.Argument(
            metavar="[数据文件]", help="已有的数据：只换表里的数，其余一个字不动", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="数据文件", help="新的数据写到哪里", show_default=False),
    ] = None,
    form: FormName = None,
    unit: Annotated[
        Literal["元", "万元"] | None,
        typer.Option("--unit", metavar="单位", help="表上面没有写金额单位时：元 或 万元"),
    ] = None,
    last_year: Annotated[
        Path | None,
        typer.Option(
            "--last-year", metavar="去年", help="去年的报告（.docx）、数据（.json）或公开表（.xlsx）"
        ),
    ] = None,
    budget: Annotated[
        Path | None,
        typer.Option("--budget", metavar="预算", help="当年公布的部门预算（Excel），取年初预算数"),
    ] = None,
) -> None:
    """从Excel取公开表的数，做成数据文件；已有的数据只换数，写过的文字都留着。填报工作簿里的数和文字也用它取回。
    最后列出还缺什么；取了，可是数据里有别的错误时，退出码是1。"""
    from narrator.commands.import_file import import_file
    from narrator.commands.import_sources import Sources
    from narrator.commands.missing import find_missing
    from narrator.number import Unit

    sources = Sources(tables, last_year, budget, Unit(unit) if unit else None)
    imported = import_file(sources, data, output, form)
    for line in imported.lines:
        typer.echo(line)
    show(imported.problems)
    missing, wrong = find_missing(output or data or Path(), form)
    for line in missing:
        typer.echo(line)
    if wrong:
        typer.echo(f"数据里还有{len(wrong)}处不对，改好以后才能生成报告：")
        show(wrong)
        raise typer.Exit(1)


@app.command(cls=Command)
def sheet(
    data: Data,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="工作簿", help="写到哪里（.xlsx）", show_default=False),
    ],
    form: FormName = None,
) -> None:
    """做一份填报工作簿：公开表照格式、数已填上，还缺的数、原因、文字各占一行。填好用 import 取回。"""
    from narrator.commands.sheet_file import make_sheet

    for line in make_sheet(data, output, form):
        typer.echo(line)


@app.command(cls=Command)
def missing(data: Data, form: FormName = None) -> None:
    """列出还缺的数和文字：按表和部分，每一处写明哪句话要用、写在哪里。"""
    from narrator.commands.missing import list_missing

    for line in list_missing(data, form):
        typer.echo(line)


@app.command(cls=Command)
def pull(
    report: Annotated[Path, typer.Argument(metavar="报告", help="在Word里改过的 .docx", show_default=False)],
    data: Data,
    form: FormName = None,
    prefer: Prefer = None,
    base: Annotated[
        Path | None,
        typer.Option(
            "--base",
            metavar="旧报告或数据",
            help="报告里带着的数据被别的软件丢掉了：写改以前的那份报告，或者生成它的数据文件",
        ),
    ] = None,
) -> None:
    """把Word控件里改的文字取回数据文件，其余一个字不动。控件外的改动列出来，不采用，退出码1。"""
    from narrator.commands.pull import describe, pull_file

    pulled = pull_file(report, data, form, side(prefer), base)
    for line in describe(pulled, data):
        typer.echo(line)
    show(pulled.left)
    show_stale(data, form)
    raise typer.Exit(1 if pulled.left else 0)


@app.command("next", cls=Command)
def next_year(
    data: Data,
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="数据文件", help="下一年的数据写到哪里", show_default=False),
    ],
    form: FormName = None,
) -> None:
    """做下一年的数据：今年的数成为上年的数，金额空着等填，职责、名词解释等文字留用，原因留作参考。"""
    from narrator.commands.missing import list_missing
    from narrator.commands.next import make_next_year

    notes = make_next_year(data, output, form)
    typer.echo(f"已生成 {output}。")
    for note in (*notes, *list_missing(output, form)):
        typer.echo(note)
    show_stale(data, form)


@app.command(cls=Command)
def publish(
    report: Annotated[Path, typer.Argument(metavar="报告", help="定稿的 .docx", show_default=False)],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="公开的报告", help="写到哪里（.docx）", show_default=False),
    ],
) -> None:
    """做一份放到网上的报告：与定稿一样，只是不带数据（.docx 里带着整份 data.json，包括不公布的预算数）。"""
    from narrator.commands.publish import publish_file

    publish_file(report, output)
    typer.echo(f"已生成 {output}，里面不带数据。以后要改，还是改 {report}，再做一份。")
    show_stale(report)


@app.command(cls=Command)
def diff(
    old: Annotated[Path, typer.Argument(metavar="旧的", help="data.json 或报告", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="新的", help="data.json 或报告", show_default=False)],
    form: FormName = None,
    phrasebook: Phrasebook = None,
) -> None:
    """两份数据或报告，读的人看得见的差别：逐句、逐格。"""
    from narrator.commands.diff import compare_files, describe

    found = compare_files(old, new, form, phrasebook)
    for line in describe(found.changes):
        typer.echo(line)
    show(found.unseen)
    show_stale(new, form, phrasebook)


def side(prefer: str | None) -> Any:
    """Whose text --prefer takes in a conflict."""
    from narrator.edits.merge import Side

    return None if prefer is None else Side(prefer)


def show_stale(path: Path, form: str | None = None, phrasebook: Path | None = None) -> None:
    """Print which reasons in a file, data or a report, were written for other figures."""
    from narrator.commands.existing import find_stale

    show(find_stale(path, form, phrasebook))


def print_data(text: str) -> None:
    """Print what programs read: UTF-8, whatever the terminal's own encoding is; as text where nothing takes bytes."""
    typer.echo(text.encode() if hasattr(sys.stdout, "buffer") else text)


def show(problems: Sequence[Problem]) -> None:
    """Print problems to standard error."""
    for problem in gather(problems):
        typer.echo(str(problem), err=True)


def main() -> None:
    """Run the command line; what goes wrong is told in Chinese and ends with 2, never in a traceback."""
    gc.disable()  # the process ends before there is anything worth collecting
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = app(prog_name="narrator", standalone_mode=False)
    except Unusable as error:
        show(error.problems)
        code = 2
    except typer.Exit as error:
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("已中断。文件都是完整的：没有写的还是原来的。", err=True)
        code = 2
    except BrokenPipeError:
        code = 0
    except OSError as error:
        code = 2
        with contextlib.suppress(OSError):
            typer.echo(f"错误：屏幕输出写不出去（系统错误{error.errno}）。请检查磁盘空间。", err=True)
    except Exception as error:
        if not hasattr(error, "exit_code"):
            raise
        typer.echo(f"错误：{tell_misuse(error)}。请用 narrator --help 看用法。", err=True)
        code = 2
    gc.enable()  # for whoever called this from a program of their own
    sys.exit(code if isinstance(code, int) else 0)
