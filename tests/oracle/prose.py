"""What a writer wrote, where it stands in a sentence or as a paragraph: there, once, and unharmed.

Only the ends of a text may differ from what was typed, and only as its sentence requires: punctuation; what the
words before it have said already (主要原因是, 主要用于, the label 下一步改进措施：); what the words after it say again
(等, 等原因, 工作机制); lines are joined. Nothing inside changes. That what must go is gone is for `hygiene` to see.
"""

from __future__ import annotations

import re
import unicodedata

from .cursor import Cursor, Lost
from .data import lines

MARKS = "。．.！!？?；;，,、：:…~～"
SPACE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\ufeff"
# What may go in front after words that say 原因 or 主要是: it must end in a word that leads on to the reason itself.
LEAD = re.compile(
    r"(?:与[^，。；：]+相比，?)?[决算预数收入支出经费用大小高低多少于年初全上]*(?:存在差异的|[增加减少长上升下降低变动化不同]{2}的|的)?其?中?究?其?的?(?:主要|变动|差异|增减|具体|根本|直接)*"
    r"原因(?:主要)?(?:(?:是|为|系|在于)(?:由于|因为)?|由于|因为|(?:有|如下)(?=\s*[：:，,。])|有[以下如列一二三四五六七八九十两几多个点种条方面]*(?=[：:，,])|(?=\s*[：:，,]))"
    r"|(?:主要)?有[以下如列]*[一二三四五六七八九十两几个点种条方面的]*(?:主要)?(?:原因)?(?=[：:])"
    r"|主要[是为系](?:由于|因为)?|主要(?:在于|因)|由于|因为|是(?:由于|因为)?"
)
# And after words that lead on to a text: the text's own; or the same words, and the label, once more.
USE = re.compile(r"主要(?:是|为|系|包括|用于|有|在于)")
LEADING = re.compile(r"(?:是|为|系|包括|用于|有|在于|如下)$")
LINK = re.compile(r"(?:主要)?(?:是|为|系|包括|在于|有|如下)?[：:，,]?")
CLAUSE = re.compile(r"[，。；！？,;!?\n]")
# What ends a reason that the sentence has called a reason.
CAUSED = ("原因", "的原因", "的主要原因", "的缘故", "所致", "所造成", "所导致", "所引起")
# What may end a text where the sentence goes on with 等.
MORE = ("等", "等原因", "等因素", "等支出", "等费用", "等方面")
# Certainly nothing, and words that some would take for nothing: either reading of those is right.
NOTHING = {"", "无", "没有", "/", "-", "—", "——"}
HARDLY = {
    "暂无", "无原因", "没有原因", "无差异", "不适用", "略", "空", "\\", "--", "－", "－－", "n/a", "N/A", "null",
    "等", "等等", "原因", "主要原因", "主要原因是", "主要是", "无变动", "无变化", "无增减变化", "待定", "待填", "待填写", "待补充", "同上",
    "见上", "na", "NA", "Null", "NULL", "none", "None", "《无》",
}  # fmt: skip
FULL_STOPS = "。！？…!?；;"
CLOSING = "”’」』）)\"' "


def says(raw: str | list[str] | None) -> bool | None:
    """Whether RAW says anything; None when that is a matter of opinion."""
    text = "".join(lines(raw))
    around = MARKS + SPACE + "“”\"'‘’「」『』()（）[]【】《》"
    bare = text.strip(around)
    rest = LEAD.sub("", bare, count=1).strip(around)
    if bare in NOTHING or rest in NOTHING:
        return False
    for word in sorted(MORE, key=len, reverse=True):
        rest = rest.removesuffix(word).strip(MARKS + SPACE) or rest
    if rest in NOTHING | HARDLY or not any(unicodedata.category(letter)[0] in "LNS" for letter in rest):
        return None
    return True


def says_more(raw: str | list[str] | None, before: str, after: str) -> bool | None:
    """Whether RAW says anything between BEFORE and AFTER; None when that is a matter of opinion, as of what only says
    again what they say."""
    said = says(raw)
    typed = [line for line in lines(raw) if line.strip(MARKS + SPACE)]
    if not said or not typed:
        return said
    *most, last = typed
    begins = starts(last, before)
    again = max(begins) >= min(ends(last, before, after)) and all(
        len(one) in starts(one, before) for one in most
    )
    return None if again else True


def starts(first: str, before: str) -> set[int]:
    """Where FIRST, the first line of a text, may begin in a sentence that has said BEFORE."""
    found = {0}
    said = CLAUSE.split(before)[-1].rstrip("：:" + SPACE)
    label = LEADING.sub("", said).removesuffix("主要")
    for _ in range(4):
        found |= {
            len(first) - len(first[at:].lstrip(left)) for at in found for left in (SPACE, MARKS + SPACE)
        }
        if re.search("原因|主要[是为系]", said):
            found |= {lead.end() for at in found if (lead := LEAD.match(first, at))}
        if LEADING.search(said) or said.endswith("原因"):
            found |= {lead.end() for at in found if (lead := USE.match(first, at))}
        for word in {words[at:] for words in (said, label) for at in range(len(words) - 1)}:
            again = {at + len(word) for at in found if first.startswith(word, at)}
            found |= again | {link.end() for at in again if (link := LINK.match(first, at))}
    return found


def ends(last: str, before: str, after: str) -> set[int]:
    """Where LAST, the last line of a text, may end in a sentence that has said BEFORE and goes on with AFTER."""
    found = {len(last)}
    common = re.match("([^，。；、：…]{0,4}?)(等[^，。；、：]*)", after)
    clause = re.split("[，。；：、！？…（(\n]", after)[0]
    again = [*filter(None, common.groups()), *MORE] if common else []
    if not clause.startswith("等"):
        again += [clause[:size] for size in range(2, len(clause) + 1)]
        again += CAUSED if "原因" in CLAUSE.split(before)[-1] else ()
    if clause.startswith("的"):
        tails = [clause[at:] for at in range(1, len(clause) - 1)]
        again += [*tails, *(f"的{tail}" for tail in tails)]
    for _ in range(3):
        found |= {len(last[:at].rstrip(MARKS + SPACE)) for at in found}
        for word in again:
            found |= {at - len(word) for at in found if last[:at].endswith(word)}
    return found


def readings(raw: str | list[str], before: str, after: str) -> list[re.Pattern[str]]:
    """How RAW may read in a sentence between BEFORE and AFTER, the fullest reading first."""
    typed = [line for line in lines(raw) if line.strip(MARKS + SPACE)]
    found = []
    while typed:
        begins = starts(typed[0], before)
        for start in sorted(begins):
            for stop in sorted(ends(typed[-1], before, after), reverse=True):
                cut = [*typed[:-1], typed[-1][:stop]]
                if not cut[-1] and len(cut) > 1:  # a line that only says 等
                    cut = [*typed[:-2], typed[-2].rstrip(MARKS + SPACE)]
                cut[0] = cut[0][start:]
                if all(cut):
                    found.append(re.compile(joined(cut)))
        if len(typed[0]) not in begins:
            break
        typed = typed[1:]  # a line that only leads on to the next
    return found


def joined(cut: list[str]) -> str:
    """A pattern for the lines CUT as one: between two of them may stand other marks than were typed."""
    gap = f"[{re.escape(MARKS + SPACE)}]*"
    inner = [line.lstrip(MARKS + SPACE) if at else line for at, line in enumerate(cut)]
    inner = [line if at == len(cut) - 1 else line.rstrip(MARKS + SPACE) for at, line in enumerate(inner)]
    *most, last = map(re.escape, inner)
    quoted = re.fullmatch(rf"(.*?)([{re.escape(MARKS)}]+)([”’」』）)】》]+)", inner[-1], re.DOTALL)
    if quoted:  # a full stop inside the last quote is the sentence's
        body, marks, quotes = map(re.escape, quoted.groups())
        last = f"{body}(?:{marks})?{quotes}"
    return gap.join([*most, last])


def inline(c: Cursor, raw: str | list[str] | None, tail: str, name: str) -> None:
    """The prose RAW stands here and TAIL follows; when there is none, a placeholder with NAME."""
    said = says_more(raw, line_so_far(c), tail)
    if said is not False:
        for pattern in readings(raw or "", line_so_far(c), tail):
            match = pattern.match(c.text, c.at)
            if match and c.text.startswith(tail, match.end()):
                c.take("话", match.group())
                return
    if said is not True:
        placeholder(c, name, tail)
        return
    c.fault(f"应当是“{raw}”")
    raise Lost


def line_so_far(c: Cursor) -> str:
    """What its paragraph has said before the place of C."""
    return c.text[c.text.rfind("\n", 0, c.at) + 1 : c.at]


def placeholder(c: Cursor, name: str, tail: str) -> None:
    """【请填写…】 with the NAME of the slot, and TAIL after it; for a reason, with what its sentence has said."""
    said = line_so_far(c)
    lead = f"【请填写“{name}”的主要原因："
    end = c.text.find(f"】{tail}", c.at)
    asked = c.text[c.at : end + 1]
    if asked == f"【请填写{name}】" or (asked.startswith(lead) and asked[len(lead) : -1] in said):
        c.take("缺", asked)
        return
    c.fault(f"应当请人填写“{name}”")
    raise Lost


def reason(c: Cursor, raw: str | list[str] | None, slot: str, asked: bool, lead: str, tail: str) -> None:
    """The clause with the reason RAW, between LEAD and TAIL, or none.

    asked: whether the figures differ, so that there must be a reason. A reason that was given for equal
    figures is kept; 无 and its like never are.
    """
    said = says(raw)
    if not c.sees(lead):
        if asked or says_more(raw, line_so_far(c) + lead, f"{tail}。"):
            c.fault(f"这里应当有“{lead}…”")
        return
    c.words(lead)
    if said is False and not asked:
        c.fault("没有原因可说，不应当有这一句")
    inline(c, raw if said is not False else "", f"{tail}。", slot)  # every reason ends its sentence
    c.words(tail) if tail else None


def block(c: Cursor, raw: str | list[str] | None, name: str) -> None:
    """The prose RAW as paragraphs of their own, but for marks that neither begin nor end one; then a full stop."""
    typed = lines(raw)
    if not typed:
        placeholder(c, name, "")
        return
    text = "\n".join(typed)
    marks = range(len(text) - len(text.lstrip(MARKS + SPACE)) + 1)
    begins = sorted({*marks, *starts(text, line_so_far(c))}, reverse=True)
    stops = (len(text), len(text.rstrip("，、：,:.．" + SPACE)))
    text = next((one for at in begins for stop in stops if (one := text[at:stop]) and c.sees(one)), "")
    if not text and begins[0] >= len("\n".join(typed).rstrip(MARKS + SPACE)):
        placeholder(c, name, "")
        return
    if not text:
        c.fault(f"应当是“{raw}”")
        raise Lost
    c.take("话", text)
    last = text.rstrip(CLOSING)[-1:]
    if c.sees("。"):
        if last and last in FULL_STOPS:
            c.fault("句末多了句号")
        c.words("。")
    elif not last or last not in FULL_STOPS:
        c.fault("句末没有句号")
