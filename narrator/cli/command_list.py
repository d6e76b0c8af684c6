"""What the command line offers: its commands and what each says of itself, the options of all, and the help page of them.

It loads no typer.
"""

from __future__ import annotations

from narrator.cli.help_layout import lay_out_names, lay_out_text, terminal_width

COMPLETE = "_NARRATOR_COMPLETE"  # the shell's script asks for completions with this variable
PURPOSE = "由部门决算的数据生成公开文本（.docx）：数字、增减措辞、表格都由数据而来。"

VERSION = "显示版本"
COMPLETION = "打印按Tab补全用的脚本：bash、zsh、fish、powershell"
QUIET = "只说问题，不说做了什么"
VERBOSE = "多说一些：没有用到的数据、版本、用时；程序出错时印出经过"
HELP = "显示这份说明"
OPTIONS = {
    "--version": VERSION,
    "--show-completion 终端": COMPLETION,
    "-q, --quiet": QUIET,
    "-v, --verbose": VERBOSE,
    "-h, --help": HELP,
}

# Every command by what it is for, in the order of the help page: where its function stands, and its help.
COMMANDS: dict[str, dict[str, tuple[str, str]]] = {
    "填数": {
        "import": (
            "data_commands.import_tables",
            "从Excel取公开表的数，做成数据文件；已有的数据只换数，写过的文字都留着。填报工作簿里的数和文字也用它取回。\n最后列出还缺什么；取了，可是数据里有别的错误时，退出码是1。",
        ),
        "sheet": (
            "data_commands.sheet",
            "做一份填报工作簿：公开表照格式、数已填上，还缺的数、原因、文字各占一行。填好用 import 取回。",
        ),
        "missing": (
            "data_commands.missing",
            "列出还缺的数和文字：按表和部分，每一处写明哪句话要用、写在哪里。",
        ),
        "reasons": (
            "data_commands.reasons",
            "按报告的顺序列出要写的文字：句子、原因、状态（缺、已写、不需要、已过时），并记下原因针对的变动。",
        ),
        "next": (
            "data_commands.next_year",
            "做下一年的数据：今年的数成为上年的数，金额空着等填，职责、名词解释等文字留用，原因留作参考。",
        ),
        "open": (
            "page_command.open_page",
            "在浏览器里打开报告：文字在句子里写，数在表里改，随时存进数据文件；只在这台电脑上，不联网。",
        ),
    },
    "生成和公开": {
        "render": (
            "report_commands.render",
            "生成报告。还缺原因时生成草稿，并列出缺哪些。已有的报告里改过的文字留用。",
        ),
        "pull": (
            "report_commands.pull",
            "把在Word里、报告的框里改的文字取回数据文件，其余一个字不动。框外的改动列出来，不采用，退出码1。",
        ),
        "publish": (
            "report_commands.publish",
            "做一份放到网上的报告：与定稿一样，只是不带数据（.docx 里带着整份 data.json，包括不公布的预算数）。",
        ),
    },
    "许多单位一起": {
        "batch": (
            "bureau_commands.batch",
            "一个文件夹里的数据，每份生成一份报告。一个单位出错不影响别的；没有变化的不再做，改好出错的再运行一次就行。",
        ),
        "sum": (
            "bureau_commands.sum_units",
            "把各单位的表按行、按科目编码相加，做成部门的数据；不能相加的列出来，谁是多少。",
        ),
    },
    "核对": {
        "check": (
            "check_command.check",
            "核对勾稽关系：数据，或者做好的报告（正文与表）；文件夹里的全部，汇总成一份。有错误时退出码是1，输入不能用时是2。",
        ),
        "explain": (
            "report_commands.explain",
            "说明正文里的数和措辞从哪里来：规则、情形、算式、data.json 里的位置。",
        ),
        "diff": ("report_commands.diff", "两份数据或报告，读的人看得见的差别：逐句、逐格。"),
    },
    "格式": {
        "forms": (
            "form_commands.forms",
            "列出自带的公开格式，和当前文件夹里自己的格式，沿用的列在所沿用的下面；--like 找最像的；forms new 新建一个。",
        ),
        "lint": (
            "form_commands.lint",
            "证明短语和格式没有漏洞：每种情形恰有一条措辞，每个名称都存在；打印情形与措辞的清单。",
        ),
        "schema": (
            "form_commands.schema",
            "打印 data.json 的 JSON Schema，编辑器用它来提示和检查；--form 一个格式的，连同它要的数和科目名称。",
        ),
    },
    "用法": {
        "help": ("application.tell_usage", "显示一个命令的用法，例如 narrator help render。"),
    },
}


def help_page() -> str:
    """Return the page that tells of all commands, each with the first sentence of its help."""
    commands = {
        heading: {name: first_sentence(help) for name, (_, help) in under.items()}
        for heading, under in COMMANDS.items()
    }
    widest = max(len(name) for under in commands.values() for name in under)
    width = terminal_width()
    lines = ["用法： narrator [选项] 命令 [参数]…", "", *lay_out_text(PURPOSE, width)]
    for heading, told in {"选项": OPTIONS, **commands}.items():
        rows = [(name.ljust(widest), words) for name, words in told.items()]
        lines += ["", f"{heading}：", *lay_out_names(rows, width)]
    return "\n".join(lines)


def first_sentence(help: str) -> str:
    """Return the first sentence of what a command says of itself."""
    first, stop, _ = help.partition("。")
    return first + stop
