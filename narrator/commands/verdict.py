"""What a run of `render` comes to, at its end: whether the report can go out, and which command is next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from narrator.commands.rendered_report import Rendered
from narrator.problem import Problem

MOST_NAMED = 3
# What people wrote is judged in the report only when it is made final: that takes as long as making it.
COMPLETE = "齐了，定稿时再核对写的文字"


def tell_idle(idle: Sequence[Problem], listed: bool) -> str:
    """Return how much of the data the form does not use, and what. listed: whether that is told one by one besides."""
    names = [one.where for one in idle]
    more = "等" if len(names) > MOST_NAMED else ""
    how = "" if listed else "（加上 --unused 列出）"
    return f"有{len(idle)}处数据这个格式没有用到：{'、'.join(names[:MOST_NAMED])}{more}{how}；别的格式要用的可以留着。"


def conclude(made: Rendered, data: Path, final: bool, form_name: str | None = None) -> Iterator[str]:
    """Return what the rules say of the data of a report, and what to run next, as lines to print.

    final: whether the report was made as the final one. form_name: the form that the command named, which the next ones
    must name as well; None for the one that the data name.
    """
    from narrator.checks.listing import count_in_words, verdict

    found, missing = made.findings, len(made.composition.missing)
    form = f" --form {form_name}" if form_name else ""
    counted = f"核对：{count_in_words(found).removesuffix('。')}（narrator check {data}{form} 列出）。"
    yield counted if found else verdict(found)
    todo = [f"还缺{missing}处文字（narrator missing {data}{form} 列出）"] if missing else []
    todo += (
        [f"有{len(made.stale)}处原因过时（narrator reasons {data}{form} --todo 列出）"] if made.stale else []
    )
    todo += ["核对有错误"] if any(one.counts for one in found) else []
    if todo:
        yield f"还不能定稿：{'；'.join(todo)}。"
    elif not final:
        yield f"{COMPLETE}：narrator render {data} -o {made.path}{form} --final"
    elif made.path.suffix.lower() == ".docx":
        yield f"这是定稿。放到网上的一份：narrator publish {made.path} -o 公开.docx"
