"""HY: mistakes that have nothing to do with figures: left-over placeholders, repeated words, punctuation.

Each is a pattern on the printed text; what is certain to be wrong is an error, the rest is to be looked at.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.missing_rows import EXPENSE
from narrator.checks.printed.prose import Prose
from narrator.checks.printed.statement import find_opposites
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.prose_places import LONG, LONGEST, SHORT, at_line, quote_words, words_around
from narrator.disclosure.public_tables import PUBLIC_TABLES, public_table
from narrator.form import Form
from narrator.number import MoneyUnit
from narrator.problem import shorten
from narrator.regex import HAN, compile_later
from narrator.tables.money_unit import states_money_unit
from narrator.tables.plain import plain, unnumbered
from narrator.tables.row_names import ITEM_IN_PROSE

# The first letter alone is looked for first, and only where it stands what may follow it: that is much quicker.
PLACEHOLDER = re.compile(
    r"[【×✕XxＸｘ_*•·…（{}□○](?:"
    r"(?<=【)[^】]{0,80}(?:填写|填报|请)[^】]{0,80}】|(?<=[×✕])[×✕]+|(?<![A-Za-z].)(?<=[Xx])[Xx]+(?![A-Za-z])"
    r"|(?<=[Ｘｘ])[Ｘｘ]+|(?<=□)□+|(?<=○)○○+"
    r"|(?<=_)__+|(?<=\*)\*\*+|(?<=[•·])[•·]{2,}|(?<=…)……+|(?<=（)此处|(?<=\{)\{|(?<=\})\})"
)
BEHIND_NAME = "部门（单位）"  # what forms have behind the name that their users fill in: 某某局部门（单位）
# What forms tell their users, and no report says.
INSTRUCTION = re.compile(
    r"[仍并在请根按结没此样模范可部](?:"
    r"(?<=仍)保留该表格式|(?:(?<=并)在|(?<=在))本表下方作下述说明"
    r"|(?:(?<=请)(?:根据|按照?|结合)|(?<=根)据|(?<=按)照?|(?<=结)合)(?:本部门|本单位|部门|单位)?实际情况(?:填写|说明|列示)"
    r"|(?<=没)有的(?:请)?(?:删除|删去|不填)|(?<=此)处(?:填写|填列)|(?:(?<=样)式|(?<=模)板|(?<=范)本)说明"
    rf"|(?<=可)(?:自行)?(?:增加|删减)(?:行|列|内容)|(?<=[局委部]部){BEHIND_NAME[1:]}"
    r")"
)
BOTH = re.compile(
    r"(?:增加|减少|增长|下降|降低|大于|小于|高于|低于)\s*[（(/／]\s*(?:或)?\s*(?:增加|减少|增长|下降|降低|大于|小于|高于|低于|持平)"
)
# Its first two letters stand again nearby: looked for first, since that is quicker than to try every length.
REPEATED = compile_later(rf"(?=([{HAN}]{{2}})[{HAN}：:，,]{{0,15}}\1)([{HAN}]{{2,16}}[：:，,]?)\2")
DOUBLED = re.compile(r"([。，、；：])[。，、；：]")
ZEROS = frozenset(["", "0.00", "0", "0.0"])
NO_REASON = re.compile(r"(?:主要)?原因[是为:]*无(?=[。,;等]|$)")
ENGLISH = re.compile("and|or|of|the")
FOREIGN = compile_later(rf"(?<=[{HAN}])\s*(?:and|or|of|the)\s*(?=[{HAN}])")
# What is printed → where, each time: what a reader calls that, and the line or "".
Places = Mapping[str, Sequence[tuple[str, str]]]
FEW = 3  # places of one kind that are shown
DIRECTION = re.compile("大于|小于|高于|低于|等于|增加|减少|增长|下降|降低|持平|存在差异")
MONEY = re.compile(r"\d\s*(?:万元|%|％)")
MARKS = "、，,；;：:。"  # behind which words begin
NUMERALS = re.compile(r"\d[\d,.]*+")
COUNTED = re.compile(r"\d\s*(?:万元|%|％|分|个|家|项|辆|台|套|批|人)|\d\.\d")


def check_placeholders(texts: Places) -> Iterator[Finding]:
    """Return what breaks HY-1: nothing is left of the form's placeholders and of what it tells those who fill it in. What is
    left in one table is told together."""
    left: dict[str, list[Side]] = {}
    for text, places in texts.items():
        if found := PLACEHOLDER.search(text) or INSTRUCTION.search(text):
            for place in sides_of(text, places):
                where = "正文" if place.path else place.name.partition(" ")[0]
                subject = f"{where} “{found.group()[:SHORT]}”"
                left.setdefault(subject, []).append(quote_words(place, words_around(text, found)))
    for subject, sides in left.items():
        what = "还留着格式的提示，没有填写" + (f"，共{len(sides)}处" if len(sides) > 1 else "")
        yield Finding(Level.ERROR, subject, what, "填写，或者删去", tuple(sides))


def check_options(lines: Sequence[Line]) -> Iterator[Finding]:
    """Return what breaks HY-2: where the form offers two words (增加（减少）), one of them is left."""
    for line in lines:
        if found := BOTH.search(line.text):
            what = "两个选项都留着"
            yield Finding(
                Level.ERROR,
                f"“{words_around(line.text, found)}”",
                what,
                "留下一个",
                (at_line(line, words_around(line.text, found)),),
            )


def check_repeated_words(texts: Places) -> Iterator[Finding]:
    """Return what breaks HY-3: no word stands twice, one behind the other."""
    if not REPEATED.search("\n".join(texts)):  # as in most reports, and quicker than text by text
        return
    seen: dict[str, tuple[str, list[Side]]] = {}
    for text, where in texts.items():
        for found in REPEATED.finditer(text):
            seen.setdefault(words_around(text, found), (found.group(2), []))[1].extend(sides_of(text, where))
    for shown, (word, places) in seen.items():
        what = f"“{word}”重复了"
        sides = tuple(quote_words(place, shown) for place in dict.fromkeys(places))
        yield Finding(Level.HINT, f"“{shown}”", what, "核对，删去重复的", sides)


def check_wording(prose: Prose, reading: Reading) -> Iterator[Finding]:
    """Return what breaks HY-4: the form's words stand as the form has them. Of those whose figures were not read `tell_unread_text`
    tells, of titles over tables `check_titles`."""
    retitled = {unnumbered(plain(shown)) for _, shown in reading.other_titles if shown}
    titles = tuple(f"{layout.title}(" for layout, *_ in reading.found)
    told: dict[tuple[str, str], list[Side]] = {}
    for line, printed, wanted in prose.differs:
        if line.plain.startswith(titles) and line.plain.endswith(")"):
            continue  # a title with its year in one line
        if unnumbered(line.plain) in retitled:
            continue
        if reading.misstated and are_units(printed, wanted):
            continue  # of the unit of a table that states another one that is told
        if wanted and (found := NO_REASON.search(printed)):
            sides = (at_line(line, printed), Side("格式", wanted))
            hint = "核对：相等就写持平，不写原因；不等就写明原因"
            yield Finding(
                Level.ERROR, f"“{printed[:LONG]}”", f"“{found.group()}”不成话", hint, sides, rule="PR-4"
            )
            continue
        if states_figures(line, printed):
            continue
        what = (
            "格式里的这半句没有找到"
            if not printed
            else "这里的话与格式的不同"
            if wanted
            else "格式里没有这些话"
        )
        told.setdefault((what, skeleton_of(wanted) or printed), []).append(at_line(line, printed))
        told[what, skeleton_of(wanted) or printed].append(Side("格式", wanted))
    for key, pair in reworded_alike(prose):
        different = "这里的话与格式的不同" if pair[1].value else "格式里没有这些话"
        told.setdefault((f"{different}，其中的数都核对过了", key), []).extend(pair)
    for (what, _), both in told.items():
        shown = tuple(both) if len(both) < FEW * 2 else (*both[: FEW * 2 : 2], both[1])
        more = f"，共{len(both) // 2}处" if len(both) > 2 else ""
        subject = f"“{(both[0].value or both[1].value)[:LONG]}”"
        yield Finding(Level.HINT, subject, what + more, "核对错字、脱字，照格式改正", shown)


def are_units(printed: str, wanted: str) -> bool:
    """Return whether printed words and those of the form state units of amounts and nothing else differs."""
    units = {unit.value for unit in MoneyUnit}
    return {printed, wanted} <= units or (states_money_unit(printed) and states_money_unit(wanted))


def check_doubled_marks(lines: Sequence[Line], texts: Places) -> Iterator[Finding]:
    """Return what breaks HY-4: no mark stands twice, and no English word stands between Chinese ones."""
    for line in lines:
        if found := DOUBLED.search(line.text):
            shown_at = words_around(line.text, found)
            yield Finding(Level.HINT, f"“{shown_at}”", "标点重复", "删去一个", (at_line(line, shown_at),))
    for text, places in texts.items():
        if ENGLISH.search(text) and (found := FOREIGN.search(text)):
            shown_at = words_around(text, found)
            what = f"中文里夹着“{found.group().strip()}”"
            for place in sides_of(text, places):
                yield Finding(Level.HINT, f"“{shown_at}”", what, "改成中文", (quote_words(place, shown_at),))


def reworded_alike(prose: Prose) -> Iterator[tuple[str, Sequence[Side]]]:
    """Yield what is worded otherwise than the form has it, each as both sides of a finding, with words that are the same for all that
    stand in the place of the same sentence of the form; but one that is worded otherwise than most of these, which are many, has its
    own: it is not one more of them."""
    alike: dict[str, list[tuple[str, Sequence[Side]]]] = defaultdict(list)
    for line, printed, wanted in prose.reworded:
        if not any(find_opposites(printed)):  # which are told by themselves
            words = NUMERALS.sub("…", DIRECTION.sub("…", printed.partition("原因")[0]))
            alike[skeleton_of(wanted)].append((words, (at_line(line, printed), Side("格式", wanted))))
    for skeleton, several in alike.items():
        counts = Counter(words for words, _ in several)
        many = sum(count for count in counts.values() if count > 1) > FEW
        for words, sides in several:
            yield words if many and counts[words] == 1 else skeleton, sides


def skeleton_of(wanted: str) -> str:
    """Return words of the form without what changes from figure to figure: one kind of sentence has one."""
    return DIRECTION.sub("", wanted)


def check_zeros(reading: Reading, form: Form) -> Iterator[Finding]:
    """Return what breaks HY-7: the tables print zero in one way, as the form has it. A table of the form whose own columns
    print it in several ways is not judged."""
    for name in sorted(PUBLIC_TABLES):
        printed = Counter(map(reading.shown.__getitem__, reading.paths_in.get(name, ())))
        zeros = {text: printed[text] for text in ZEROS if text in printed}
        if not zeros:
            continue
        zero, *others = {*form.layouts[name].zeros_in(form.zero)}
        blank = zeros.pop("", 0)
        written = sum(zeros.values())
        wrong = written if not zero else blank
        if wrong and written and not others:
            ways = "、".join(f"“{one}”" for one in sorted(zeros, reverse=True)) if not zero else "“”"
            what = f"这张表有{wrong}处零印成{ways}，格式{f'印“{zero}”' if zero else '空着'}"
            yield Finding(Level.HINT, f"{form.labels[name]} 零值", what, "各表的零值统一")


def tell_unread_text(prose: Prose, follows: bool = False) -> Iterator[Finding]:
    """Return what states figures and was not understood, be it a part of a sentence of the form: it is not
    checked, and not guessed. What stands in a writer's text alone is the writer's. follows: whether the report is in its form: then what
    the form says in that place is told, and all that stands in the place of the same words of it together.
    """
    unread = [(line, text, "") for line, text in prose.unread if MONEY.search(text)]
    told: dict[str, tuple[list[Side], str]] = {}
    for number, (line, text, wanted) in enumerate([*unread, *prose.differs]):
        if states_figures(line, text):
            side = at_line(line, shorten(from_first_figure(text), LONGEST))
            key = skeleton_of(wanted) if follows and wanted else f"{number}"
            told.setdefault(key, ([], wanted if follows else ""))[0].append(side)
    for sides, wanted in told.values():
        form = (Side("格式", wanted),) if wanted else ()
        more = f"，共{len(sides)}处" if len(sides) > 1 else ""
        yield unchecked(
            f"正文“{plain(sides[0].value)[:SHORT]}”",
            f"没有读懂这句话，里面的数没有核对{more}",
            "照格式改正；不能照格式写的，人工核对" if form else "人工核对",
            *sides,
            *form,
        )


def from_first_figure(text: str) -> str:
    """Return a text from the words on that end with the first figure of those that it states, where the beginning of the text does not
    show that figure."""
    found = COUNTED.search(text)
    if found is None or found.end() < LONGEST:
        return text
    begin = max(text.rfind(mark, 0, found.start()) for mark in MARKS) + 1
    return f"…{text[begin:]}" if begin else text


def states_figures(line: Line, text: str) -> bool:
    """Return whether a text that was not read of a line states figures, not only in what a writer wrote."""
    return COUNTED.search(text) is not None and COUNTED.search(line.outside) is not None


def check_items(prose: Prose, known: Known) -> Iterator[Finding]:
    """Return what breaks AD-1: an item (科目) that is named in a paragraph which is not the form's stands in the tables: a
    glossary copied from another unit's report explains items that this unit does not have."""
    written = [(line, found) for line, _ in prose.unread for found in ITEM_IN_PROSE.finditer(line.plain)]
    if not written or EXPENSE in known.tables.lacking:
        return  # the table of all expense has every item
    names = {
        path.split(".")[-2]: plain(text)
        for path, text in known.tables.shown.items()
        if public_table(path) and path.endswith(".科目名称")
    }
    for line, found in written:
        above, name = found["type"], found["item"]
        if not any(
            len(code) == 7 and text.startswith(name) and names.get(code[:3], "").startswith(above)
            for code, text in names.items()
        ):
            sides = (at_line(line, found.group()), Side("表中", "没有这个科目"))
            what = "这里写的科目，决算表里没有"
            yield Finding(Level.HINT, f"“{found.group()[:LONGEST]}”", what, "核对；照抄来的就删去", sides)


def printed_texts(lines: Iterable[Line], words: Iterable[tuple[str, str]]) -> Places:
    """Return what stands in lines and in cells of tables, which repeat many names, with what a reader calls
    the places. words: those of cells, each behind its place.
    """
    places: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        places.setdefault(line.text, []).append(("正文", line.place))
    for place, text in words:
        places.setdefault(text, []).append((place, ""))
    return places


def sides_of(text: str, places: Sequence[tuple[str, str]]) -> list[Side]:
    """Return a text that is printed in some places as the sides of a finding."""
    return [Side(name, text, line) for name, line in places]
