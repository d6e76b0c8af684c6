"""Facts in a paragraph that a report words itself: they become calls of phrase tables, with the two figures that are
compared and the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from narrator.disclosure.value import split_path
from narrator.learning.figures import AMOUNT, Place, sibling
from narrator.learning.own_names import YEAR
from narrator.learning.rewording import Rewording, escape

REASON = re.compile(
    r"[,。;:]?(?:的|增减|增加|减少|变动|差异|存在差异|的增减变动)?(?:主要)?原因(?:是|为|:|系|在于)+(?:由于|因)?|[,。]主要是(?:由于|因为|因)?"
)
FLAT = re.compile(
    r"(?:[与同和较比](?:上年度?|去年|\d{4}年度?)(?:相比)?,?)?(?P<way>持平|无增减变化|没有变化|无变化|基本持平)"
)
ENDING = re.compile(r"(?:等(?:方面)?(?:的)?(?:原因|支出|所致)?)?[。;]|$")


def write_fact(
    rewording: Rewording,
    kind: str,
    situation: str,
    begin: int,
    end: int,
    blanks: Mapping[tuple[int, int], str],
    subject_end: int | None = None,
    amount: Decimal = Decimal(0),
    budget: Decimal | None = None,
) -> int:
    """Write a fact that stands between two places with the reason behind it, and return where it ends; 0 when it can not be
    said of which figures it is.

    blanks: what stands in the wording, by place. subject_end: where the words end that say of what it is; None when it
    begins without any. amount: of the change, or the rate of completion. budget: when it is printed.
    """
    pair = find_operands(rewording, kind, begin, end, amount, budget)
    if pair is None:
        return 0
    now, other, reason_name = pair
    stop, clause, reason = reason_behind(rewording.text, rewording.flat, end)
    at = begin if subject_end is None else subject_end
    subject = rewording.text[begin:at]
    wording = "" if subject_end is None else "{{ 主语 }}"
    for (start, close), name in sorted(blanks.items()):
        wording += rewording.text[at:start] + f"{{{{ {name} }}}}"
        at = close
    wording += rewording.text[at:end]
    wording = YEAR.sub(
        lambda found: "{{ 上年 }}" if int(found[1]) == rewording.notebook.year - 1 else found[0], wording
    )
    if reason is not None:
        wording += "{{ 原因 }}"
    try:
        name, parameters = rewording.notebook.phrases.phrase(
            kind, situation, wording, clause, {"变动": "与上年相比", "完成": "完成预算"}[kind]
        )
    except ValueError:
        return 0
    given = [f"主语={speak_subject(rewording, subject)}"] if "主语" in parameters else []
    given += [f"{one}={one}" for one in parameters if one in ("上年", "年度")]
    if reason is not None or "{{ 原因 }}" in wording:
        given.append(f"原因={reason_name}")
        if reason is not None and not is_row_reason(reason_name):
            rewording.notebook.stated.setdefault(f"原因.{reason_name.strip(chr(34))}", reason)
        elif reason is not None:
            names = rewording.notebook.rows[rewording.row]
            code = str(split_path(rewording.row)[-1])
            rewording.notebook.stated.setdefault(
                f"原因.{code}{names['科目名称']}{reason_name.rpartition('~')[2].strip().strip(chr(34))}",
                reason,
            )
    prefix = escape(subject) if "主语" not in parameters and subject else ""
    rewording.put(begin, stop, f"{prefix}{{{{ {', '.join([f'{name}({now}, {other}', *given])}) }}}}")
    return stop


def is_row_reason(name: str) -> bool:
    """Return whether a reason is called by the row that the paragraph tells of."""
    return "~" in name


def speak_subject(rewording: Rewording, subject: str) -> str:
    """Return a subject as the argument of a call: words, with years as fields."""
    parts = [one for one in YEAR.split(subject) if one]
    said = []
    for one in parts:
        name = {str(rewording.notebook.year): "年度", str(rewording.notebook.year - 1): "上年"}.get(one)
        said.append(name or f'"{one}"')
    return " ~ ".join(said) or '""'


def find_operands(
    rewording: Rewording,
    kind: str,
    begin: int,
    end: int,
    amount: Decimal,
    budget: Decimal | None,
) -> tuple[str, str, str] | None:
    """Return the expressions of the two figures of a fact and of its reason; None when it is not certain of which figures
    it is."""
    near = rewording.flat[begin:end]
    now = rewording.subject or find_spoken(rewording, near, kind)
    if now is None:
        return None
    hint = next(
        (one for one in rewording.notebook.hints if one.kind == kind and one.paths[:1] == (now.path,)), None
    )
    columns = ("上年决算数",) if kind == "变动" else ("预算数", "年初预算数")
    paths = [hint.paths[1]] if hint else [sibling(now.path, column) for column in columns]
    pool = rewording.notebook.places.list_for(now.row)
    other = next((one for path in paths for one in pool if one.path == path), None)
    if other is None:
        return None
    keep_other(rewording, kind, now, other, amount, budget)
    reason = hint.reason if hint and hint.reason else ""
    if not reason and now.row:
        reason = '项.科目编码 ~ 项.科目名称 ~ "与年初预算相比"'
    return (
        now.expression,
        other.expression,
        reason or f'"{now.label}{"与上年相比" if kind == "变动" else "与预算相比"}"',
    )


def find_spoken(rewording: Rewording, near: str, kind: str) -> Place | None:
    """Return the amount that a fact names as its subject; None when none is certain."""
    column = "上年决算数" if kind == "变动" else "预算数"
    paths = {one.path for one in rewording.notebook.places.everywhere}
    pool = [
        one
        for one in rewording.notebook.places.everywhere
        if one.kind == AMOUNT
        and any(path in paths for path in (sibling(one.path, column), sibling(one.path, f"年初{column}")))
        and not one.path.endswith(column)
    ]
    ranked = rewording.notebook.places.rank(pool, near, f"{rewording.section}{rewording.flat}", "")
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05:
        return None
    return ranked[0][1] if ranked and ranked[0][0] > 0.3 else None


def keep_other(
    rewording: Rewording,
    kind: str,
    now: Place,
    other: Place,
    amount: Decimal,
    budget: Decimal | None,
) -> None:
    """Keep the figure that another is compared with, when the data do not have it: last year's is this year's less the
    change, a budget what the rate says."""
    if other.value is not None or now.value is None:
        return
    if kind == "变动":
        value = now.value - amount
    elif budget is not None:
        value = budget
    elif amount:
        value = (now.value * 100 / amount).quantize(Decimal("0.000001"))
        rewording.notebook.unprinted.add(pattern_of(other.path))
    else:
        return
    rewording.notebook.stated.setdefault(other.path, value)


def pattern_of(path: str) -> str:
    """Return the pattern of the paths of a column: 一般公共预算支出表.*.年初预算数."""
    return f"{path.split('.')[0]}.*.{path.rpartition('.')[2]}"


def reason_behind(text: str, flat: str, end: int) -> tuple[int, str, str | None]:
    """Return where a reason behind a place ends, how it is joined, and what it says; None when none is given."""
    found = REASON.match(flat, end)
    if found is None:
        return end, "", None
    stop = ENDING.search(flat, found.end())
    close = stop.start() if stop else len(flat)
    tail = stop[0].rstrip("。;") if stop else ""
    return close + len(tail), f"{text[end : found.end()]}{{{{ 理由 }}}}{tail}", text[found.end() : close]
