"""A paragraph that a report words itself, as a paragraph of a template: figures become places, comparisons phrases, names and
years fields, reasons and uses texts of people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from narrator.checks.printed.statement import EQUAL, MORE, Part, parts_of
from narrator.compose.numbering import MARKS
from narrator.disclosure.value import split_path
from narrator.learning.figures import AMOUNT, COUNT, KINDS, Place, Places, Traced, sibling
from narrator.learning.phrase_tables import Phrases

WIDTHS = str.maketrans({"（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "％": "%", "　": " "})
NUMBER = re.compile(r"(?<![\d.,A-Za-z-])-?\d+(?:,\d{3})*(?:\.\d+)?(?![\d.])")
UNIT = re.compile(r"(?<!\s)\s*+(万元|元|%|分|个|人次|人|辆|台|批次|批|次|家|项|套|件)")
BOUNDARY = re.compile(r"[,。;:(]|、")
YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年)")
REASON = re.compile(
    r"[,。;:]?(?:的|增减|增加|减少|变动|差异|存在差异|的增减变动)?(?:主要)?原因(?:是|为|:|系|在于)+(?:由于|因)?|[,。]主要是(?:由于|因为|因)?"
)
FLAT = re.compile(
    r"(?P<lead>[与同和较比](?:上年度?|去年|\d{4}年度?)(?:相比)?,?)?(?P<way>持平|无增减变化|没有变化|无变化|基本持平)"
)
LEAD = re.compile(r"(?:[与比较同](?:上年度?|去年|\d{4}年度?)(?:决算数?)?(?:相比)?)$")
WAY = re.compile("增加|减少|增长|下降|降低|上升|增支|减支|增收|减收|多|少|增|减")
USE = re.compile(r"(?:主要)?(?:用于|是|包括)")
ENDING = re.compile(r"(?:等(?:方面)?(?:的)?(?:原因|支出|所致)?)?[。;]|$")
ITEM = re.compile(
    r"(?<![^,。;:、()\d])(?P<type>[^,。;:、()\d]++)\(类\)(?P<group>[^,。;:()]+)\(款\)(?P<item>[^,。;:()]+)\(项\)"
)
MARK = re.compile(
    r"^\s*+(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十百]+、|（[一二三四五六七八九十百]+）|\([一二三四五六七八九十]+\)|\d{1,2}[.、](?!\d)|（\d{1,2}）|\(\d{1,2}\)|附表\d+)\s*"
)


@dataclass
class Asked:
    """A figure that is asked about. sentence: where it stands. number: as printed. name: what it is called until somebody
    says what it is. candidates: the places that it may be."""

    sentence: str
    number: str
    name: str
    candidates: tuple[Place, ...]


@dataclass
class Hint:
    """What the base says of figures: a kind of fact, of the figures at these paths, and how its reason is called in a
    template."""

    kind: str
    paths: tuple[str, ...]
    reason: str


@dataclass
class Written:
    """A paragraph of a template. source: as it stands there. row: the path of the row or item that it tells of, "" for none.
    faults: what is wrong in the printed one."""

    source: str
    row: str = ""
    faults: list[str] = field(default_factory=list)


@dataclass
class Piece:
    """What stands in a paragraph instead of its letters from one place to another."""

    start: int
    end: int
    source: str


class Writer:
    """Writes the paragraphs of a report as those of a template.

    year: of the accounts. names: the department's, the longest first. rows: names of rows, by path. store: takes what a
    sentence says that the data do not have yet.
    """

    def __init__(
        self,
        places: Places,
        phrases: Phrases,
        hints: list[Hint],
        year: int,
        names: list[str],
        rows: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.places, self.phrases, self.hints = places, phrases, hints
        self.year, self.names, self.rows = year, names, rows
        self.asked: list[Asked] = []
        self.answers: Mapping[tuple[str, str], str] = {}
        self.stated: dict[str, object] = {}  # data that only sentences say, by path
        self.own: dict[str, tuple[str, str]] = {}  # kind and description of data of its own, by path
        self.unprinted: set[str] = set()  # patterns of budgets that no sentence prints

    def write(self, text: str, section: str) -> Written:
        """Return a paragraph of a report as one of a template. section: the heading above."""
        mark, rest = mark_of(text)
        draft = Draft(self, rest, section)
        return Written(f"{mark}{draft.source()}", draft.row, draft.faults)

    def own_place(self, words: str, kind: str, value: object, description: str) -> str:
        """Return the expression of a new figure or text of the data, named by the words before it."""
        base = "".join(re.findall(r"[\u4e00-\u9fff]+", words))[-16:] or kind
        name, number = base, 2
        while f"其他数据.{name}" in self.own:
            name, number = f"{base}{number}", number + 1
        self.own[f"其他数据.{name}"] = (kind, description)
        self.stated[f"其他数据.{name}"] = value
        return f"其他数据.{name}"


class Draft:
    """One paragraph that is being written."""

    def __init__(self, writer: Writer, text: str, section: str) -> None:
        self.writer, self.text, self.section = writer, text, section
        self.flat = text.translate(WIDTHS)
        self.pieces: list[Piece] = []
        self.faults: list[str] = []
        self.subject: Place | None = None  # the amount that was said last
        self.row, self.item = find_row(self.flat, section, writer.rows)

    def source(self) -> str:
        """Return the paragraph as a template says it."""
        self.write_row()
        parts = list(parts_of(self.flat))
        at = 0
        while at < len(self.flat):
            found = NUMBER.search(self.flat, at)
            flat = FLAT.search(self.flat, at)
            if flat and (found is None or flat.start() < found.start()):
                at = self.write_flat(flat)
            elif found is None:
                break
            else:
                at = self.write_number(found, parts)
        self.write_years()
        self.write_names()
        return self.joined()

    def joined(self) -> str:
        """Return the text with its pieces in their places."""
        shown, end = "", 0
        for piece in sorted(self.pieces, key=lambda one: (one.start, one.end)):
            if piece.start < end:
                continue
            shown += escape(self.text[end : piece.start]) + piece.source
            end = piece.end
        return shown + escape(self.text[end:])

    def free(self, start: int, end: int) -> bool:
        """Return whether nothing is written yet between two places."""
        return all(piece.end <= start or end <= piece.start for piece in self.pieces)

    def put(self, start: int, end: int, source: str) -> None:
        """Put something in the place of the letters between two places."""
        if self.free(start, end):
            self.pieces.append(Piece(start, end, source))

    # ---- names, years ----

    def write_row(self) -> None:
        """Put fields in the place of the names of the row that the paragraph tells of."""
        if not self.row or self.item is None:
            return
        names = self.writer.rows[self.row]
        if "(类)" in self.item[0]:
            for group, source in (
                ("type", "项.类.科目名称"),
                ("group", "项.款.科目名称"),
                ("item", "项.科目名称"),
            ):
                self.put(*self.item.span(group), f"{{{{ {source} }}}}")
        else:
            column = next(name for name, text in names.items() if text == self.item[0])
            self.put(*self.item.span(), f"{{{{ 项.{column} }}}}")

    def write_years(self) -> None:
        """Put fields in the place of this year and the year before."""
        for found in YEAR.finditer(self.flat):
            name = {self.writer.year: "年度", self.writer.year - 1: "上年"}.get(int(found[1]))
            if name:
                self.put(*found.span(1), f"{{{{ {name} }}}}")

    def write_names(self) -> None:
        """Put fields in the place of the department's name."""
        for name in self.writer.names:
            for found in re.finditer(re.escape(name), self.text):
                self.put(*found.span(), "{{ 部门.名称 }}")

    # ---- figures ----

    def words_before(self, at: int) -> tuple[str, str]:
        """Return the words right before a place, and those of its sentence with the heading."""
        sentence = max(self.flat.rfind("。", 0, at), self.flat.rfind(";", 0, at)) + 1
        said = self.flat[sentence:at]
        clause = BOUNDARY.split(
            NUMBER.sub("|", said).replace("%", "|").replace("万元", "|").rstrip("|:为是")
        )[-1]
        return clause.split("|")[-1] or clause, f"{self.section}{NUMBER.sub('', self.flat[:at])}"

    def write_number(self, found: re.Match[str], parts: list[Part]) -> int:
        """Write what a number says, and return where to go on."""
        part = next((one for one in parts if one.start <= found.start() < one.end), None)
        unit = UNIT.match(self.flat, found.end())
        if part is not None and part.role in ("变动额", "变动率"):
            return self.write_change(part, parts) or self.write_plain(found, unit)
        if part is not None and part.role in ("完成率", "预算数"):
            return self.write_completion(part, parts) or self.write_plain(found, unit)
        if part is not None and part.role == "比例":
            return self.write_share(part, found) or self.write_plain(found, unit)
        return self.write_plain(found, unit)

    def write_plain(self, found: re.Match[str], unit: re.Match[str] | None) -> int:
        """Write a number that is a figure, and return where it ends. One without a unit is none."""
        if unit is None or not self.free(*found.span()):
            return found.end()
        near, wide = self.words_before(found.start())
        number = Decimal(found[0].replace(",", ""))
        kind = KINDS.get(unit[1], COUNT)
        if unit[1] == "%":
            self.own_figure(found, "百分数", near)
            return unit.end()
        if unit[1] == "元" or (kind is COUNT and number != int(number)):
            return unit.end()
        if kind != AMOUNT:
            near += {"人": "人数", "批": "批次"}.get(unit[1], unit[1])
        main = self.answered(found) or self.main_figure(found, number)
        traced = Traced(main) if main else self.writer.places.trace(number, kind, near, wide, self.row)
        if traced.place is None:
            self.own_figure(found, kind, near, traced.candidates)
            return unit.end()
        self.state(traced.place, number)
        self.put(*found.span(), f"{{{{ {traced.place.expression} }}}}")
        if kind == AMOUNT:
            self.subject = traced.place
        return unit.end()

    def answered(self, found: re.Match[str]) -> Place | None:
        """Return the place that somebody said a number is; None when nobody did."""
        path = self.writer.answers.get((self.text, found[0]))
        pool = [*self.writer.places.rows.get(self.row, ()), *self.writer.places.everywhere]
        return next((one for one in pool if path and one.path == path), None)

    def main_figure(self, found: re.Match[str], number: Decimal) -> Place | None:
        """Return the main figure of the row that the paragraph tells of, when a number stands right behind its name."""
        if self.item is None or self.flat[self.item.end() : found.start()].strip("。,:为 "):
            return None
        for column in ("小计", "本年支出", "本年支出合计", "本年收入合计"):
            for one in self.writer.places.rows.get(self.row, ()):
                if one.path.endswith(f".{column}"):
                    return one if one.value == number else None
        return None

    def state(self, place: Place, number: Decimal) -> None:
        """Keep a number that the data do not have yet."""
        if place.value is None:
            self.writer.stated.setdefault(place.path, number)

    def own_figure(
        self, found: re.Match[str], kind: str, near: str, candidates: tuple[Place, ...] = ()
    ) -> None:
        """Write a number as a figure of its own; the candidates are asked about."""
        number = Decimal(found[0].replace(",", ""))
        expression = self.writer.own_place(near, kind, number, f"{near}（{self.section}）"[:60])
        self.writer.asked.append(Asked(self.text, found[0], expression, candidates))
        end = found.end() + (kind == "百分数")
        self.put(found.start(), end, f"{{{{ {expression} }}}}")

    # ---- facts ----

    def write_flat(self, flat: re.Match[str]) -> int:
        """Write that nothing changed, and return where that ends."""
        begin = clause_start(self.flat, flat.start())
        return self.write_fact("变动", "持平", begin, flat.end(), {}, flat["lead"] or "") or flat.end()

    def write_change(self, part: Part, parts: list[Part]) -> int:
        """Write a change against last year, and return where it ends; 0 when it can not be said of what."""
        rate = next(
            (one for one in parts if one.role == "变动率" and part.end <= one.start < part.end + 8), None
        )
        if part.role == "变动率":
            return 0
        end = rate.end if rate else part.end
        situation = (
            ("增加" if part.sign > 0 else "减少") if rate else ("从零增加" if part.sign > 0 else "减少")
        )
        if rate and rate.number > 1000 and part.sign > 0:
            situation = "成倍增加"
        blanks = {number_span(self.flat, part): "变动额"} | (
            {number_span(self.flat, rate): "变动率"} if rate else {}
        )
        begin = clause_start(self.flat, part.start)
        return self.write_fact("变动", situation, begin, end, blanks, "", part.number * part.sign)

    def write_completion(self, part: Part, parts: list[Part]) -> int:
        """Write how much of a budget was spent, and return where that ends; 0 when it can not be said of what."""
        sentence = self.flat.find("。", part.start)
        group = [
            one
            for one in parts
            if part.start <= one.start < (sentence if sentence >= 0 else len(self.flat))
            and one.role in ("预算数", "决算数", "完成率")
        ]
        rate = next((one for one in group if one.role == "完成率"), None)
        if rate is None:
            return 0
        group = [one for one in group if one.start <= rate.start]
        blanks = {number_span(self.flat, one): one.role for one in group}
        spent = next((one for one in group if one.role == "决算数"), None)
        budget = next((one for one in group if one.role == "预算数"), None)
        if spent is not None:
            near, wide = self.words_before(part.start)
            traced = self.writer.places.trace(spent.number, AMOUNT, near or wide[-20:], wide, self.row)
            self.subject = traced.place or self.subject
        end = rate.end
        compared = re.compile(
            r"[,。;]决算数?(?:[与和])?(?:年初|全年|调整)?(?:预算数?)?(?P<way>大于|小于|高于|低于|等于|持平|存在差异|基本一致|一致)?(?:年初|全年|调整)?(?:预算数?)?(?P<flat>持平|存在差异)?"
        ).match(self.flat, end)
        situation = "持平" if rate.number == 100 else "大于" if rate.number > 100 else "小于"
        if compared and (compared["way"] or compared["flat"]):
            end = compared.end()
            way = compared["way"] or compared["flat"]
            situation = (
                "持平"
                if way in EQUAL
                else "大于"
                if way in MORE
                else "小于"
                if way in ("小于", "低于")
                else situation
            )
        return self.write_fact(
            "完成", situation, part.start, end, blanks, "", rate.number, budget.number if budget else None
        )

    def write_share(self, part: Part, found: re.Match[str]) -> int:
        """Write a share of something, and return where it ends; 0 when it can not be said of what."""
        if self.subject is None:
            return 0
        whole = self.flat[part.start + 1 : found.start()].removesuffix("比例").rstrip("的为比重")
        share = Decimal(found[0])
        fitting = [
            one
            for one in (*self.writer.places.rows.get(self.row, ()), *self.writer.places.everywhere)
            if one.kind == AMOUNT and is_share(self.subject.value, one.value, share)
        ]
        ranked = self.writer.places.rank(
            fitting, whole or self.section, f"{self.section}{self.flat[: part.start]}", ""
        )
        apart = [
            one
            for score, one in ranked
            if not self.writer.places.equal(ranked[0][1].path, one.path) and ranked[0][0] - score < 0.1
        ]
        if not ranked or (apart and any(one.value != ranked[0][1].value for one in apart)):
            return 0
        words = self.text[part.start : part.end]
        wording = words[: found.start() - part.start] + "{{ 比例 }}" + words[found.end() - part.start :]
        if whole and whole in wording:
            wording = wording.replace(whole, "{{ 整体名称 }}", 1)
        situation = "有比例" if ranked[0][1].value else "全为零"
        if situation == "全为零":
            wording = wording.replace("{{ 比例 }}", found[0])
        try:
            name, parameters = self.writer.phrases.phrase("占比", situation, wording, "", "占比")
        except ValueError:
            return 0
        given = f', 整体名称="{whole}"' if "整体名称" in parameters else ""
        self.put(
            part.start,
            part.end,
            f"{{{{ {name}({self.subject.expression}, {ranked[0][1].expression}{given}) }}}}",
        )
        return part.end

    def write_fact(
        self,
        kind: str,
        situation: str,
        begin: int,
        end: int,
        blanks: Mapping[tuple[int, int], str],
        lead: str,
        amount: Decimal = Decimal(0),
        budget: Decimal | None = None,
    ) -> int:
        """Write a fact that stands between two places with the reason behind it, and return where it ends; 0 when it can not be
        said of which figures it is.

        blanks: what stands in the wording, by place. amount: of the change, or the rate of completion. budget: when it is
        printed.
        """
        pair = self.operands(kind, begin, end, situation, amount, budget)
        if pair is None:
            return 0
        now, other, reason_name = pair
        stop, clause, reason = reason_behind(self.text, self.flat, end)
        subject = ""
        wording, at = "", begin
        if kind == "变动":
            way = WAY.search(self.flat, begin) if situation != "持平" else None
            cut = way.start() if way and way.start() < end else begin
            led = LEAD.search(self.flat[begin:cut])
            subject = self.text[begin : begin + led.start() if led else cut]
            if situation == "持平":
                subject = self.text[begin : FLAT.search(self.flat, begin).start()]  # type: ignore[union-attr]
            at = begin + len(subject)
            wording = "{{ 主语 }}"
        for (start, close), name in sorted(blanks.items()):
            wording += self.text[at:start] + f"{{{{ {name} }}}}"
            at = close
        wording += self.text[at:end]
        wording = YEAR.sub(
            lambda found: "{{ 上年 }}" if int(found[1]) == self.writer.year - 1 else found[0], wording
        )
        if reason is not None:
            wording += "{{ 原因 }}"
        try:
            name, parameters = self.writer.phrases.phrase(
                kind, situation, wording, clause, {"变动": "与上年相比", "完成": "完成预算"}[kind]
            )
        except ValueError:
            return 0
        given = [f"主语={self.spoken(subject)}"] if "主语" in parameters else []
        given += [f"{one}={one}" for one in parameters if one in ("上年", "年度")]
        if reason is not None or "{{ 原因 }}" in wording:
            given.append(f"原因={reason_name}")
            if reason is not None and not self.row_reason(reason_name):
                self.writer.stated.setdefault(f"原因.{reason_name.strip(chr(34))}", reason)
            elif reason is not None:
                names = self.writer.rows[self.row]
                code = str(split_path(self.row)[-1])
                self.writer.stated.setdefault(
                    f"原因.{code}{names['科目名称']}{reason_name.rpartition('~')[2].strip().strip(chr(34))}",
                    reason,
                )
        prefix = escape(subject) if "主语" not in parameters and subject else ""
        self.put(begin, stop, f"{prefix}{{{{ {', '.join([f'{name}({now}, {other}', *given])}) }}}}")
        return stop

    def row_reason(self, name: str) -> bool:
        """Return whether a reason is called by the row that the paragraph tells of."""
        return "~" in name

    def spoken(self, subject: str) -> str:
        """Return a subject as the argument of a call: words, with years as fields."""
        parts = [one for one in YEAR.split(subject) if one]
        said = []
        for one in parts:
            name = {str(self.writer.year): "年度", str(self.writer.year - 1): "上年"}.get(one)
            said.append(name or f'"{one}"')
        return " ~ ".join(said) or '""'

    def operands(
        self, kind: str, begin: int, end: int, situation: str, amount: Decimal, budget: Decimal | None
    ) -> tuple[str, str, str] | None:
        """Return the expressions of the two figures of a fact and of its reason; None when it is not certain of which figures
        it is."""
        near = self.flat[begin:end]
        now = self.subject or self.spoken_of(near, kind)
        if now is None:
            return None
        hint = next(
            (one for one in self.writer.hints if one.kind == kind and one.paths[:1] == (now.path,)), None
        )
        columns = ("上年决算数",) if kind == "变动" else ("预算数", "年初预算数")
        paths = [hint.paths[1]] if hint else [sibling(now.path, column) for column in columns]
        everywhere = [*self.writer.places.rows.get(now.row, ()), *self.writer.places.everywhere]
        other = next((one for path in paths for one in everywhere if one.path == path), None)
        if other is None:
            return None
        self.state_other(kind, now, other, situation, amount, budget)
        reason = hint.reason if hint and hint.reason else ""
        if not reason and now.row:
            reason = '项.科目编码 ~ 项.科目名称 ~ "与年初预算相比"'
        return (
            now.expression,
            other.expression,
            reason or f'"{now.labels[0]}{"与上年相比" if kind == "变动" else "与预算相比"}"',
        )

    def spoken_of(self, near: str, kind: str) -> Place | None:
        """Return the amount that a fact names as its subject; None when none is certain."""
        column = "上年决算数" if kind == "变动" else "预算数"
        paths = {one.path for one in self.writer.places.everywhere}
        pool = [
            one
            for one in self.writer.places.everywhere
            if one.kind == AMOUNT
            and any(path in paths for path in (sibling(one.path, column), sibling(one.path, f"年初{column}")))
            and not one.path.endswith(column)
        ]
        ranked = self.writer.places.rank(pool, near, f"{self.section}{self.flat}", "")
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.05:
            return None
        return ranked[0][1] if ranked and ranked[0][0] > 0.3 else None

    def state_other(
        self, kind: str, now: Place, other: Place, situation: str, amount: Decimal, budget: Decimal | None
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
            self.writer.unprinted.add(pattern_of(other.path))
        else:
            return
        self.writer.stated.setdefault(other.path, value)


def pattern_of(path: str) -> str:
    """Return the pattern of the paths of a column: 一般公共预算支出表.*.年初预算数."""
    return f"{path.split('.')[0]}.*.{path.rpartition('.')[2]}"


def is_share(part: Decimal | None, whole: Decimal | None, share: Decimal) -> bool:
    """Return whether a share in per cent is that of a part of a whole, as printed."""
    if part is None or whole is None:
        return False
    if not whole:
        return not part and not share
    return abs(part * 100 / whole - share) <= Decimal(1).scaleb(share.as_tuple().exponent) * Decimal("0.51")  # type: ignore[arg-type]


def number_span(flat: str, part: Part) -> tuple[int, int]:
    """Return where the number of a part of a statement stands."""
    at = flat.rfind(part.text, part.start, part.end)
    return at, at + len(part.text)


def clause_start(flat: str, at: int) -> int:
    """Return where the clause begins in which a place stands."""
    found = [one.end() for one in re.finditer(r"[,。;:]", flat[:at])]
    return found[-1] if found else 0


def reason_behind(text: str, flat: str, end: int) -> tuple[int, str, str | None]:
    """Return where a reason behind a place ends, how it is joined, and what it says; None when none is given."""
    found = REASON.match(flat, end)
    if found is None:
        return end, "", None
    stop = ENDING.search(flat, found.end())
    close = stop.start() if stop else len(flat)
    tail = stop[0].rstrip("。;") if stop else ""
    return close + len(tail), f"{text[end : found.end()]}{{{{ 理由 }}}}{tail}", text[found.end() : close]


def find_row(
    flat: str, section: str, rows: Mapping[str, Mapping[str, str]]
) -> tuple[str, re.Match[str] | None]:
    """Return the path of the row or item that a paragraph tells of, and where its name stands; "" when it tells of none."""
    types = sorted({names["类"] for names in rows.values()}, key=len, reverse=True)
    for name in filter(None, types):
        if found := re.match(re.escape(name) + r"(?=\d)", flat):
            fitting = [
                path
                for path, names in rows.items()
                if names["科目名称"] == name and len(path.rpartition(".")[2]) == 3
            ]
            return (best_table(fitting, section), found) if fitting else ("", None)
    if found := ITEM.search(flat):
        fitting = [
            path
            for path, names in rows.items()
            if names.get("科目名称") == found["item"] and names.get("款") == found["group"]
        ]
        return (best_table(fitting, section), found) if fitting else ("", None)
    return "", None


def best_table(paths: list[str], section: str) -> str:
    """Return the path of the table that a heading is about."""
    for words, table in (("政府性基金", "政府性基金表"), ("国有资本", "国有资本经营表")):
        if words in section:
            return next((path for path in paths if path.startswith(table)), paths[0])
    return next((path for path in paths if path.startswith("一般公共预算支出表")), paths[0])


def mark_of(text: str) -> tuple[str, str]:
    """Return the number that a paragraph begins with as a template writes it ([（一）] ), and what follows it."""
    found = MARK.match(text)
    if found is None:
        return "", text
    mark = re.sub("[一二三四五六七八九十百]+", "一", re.sub(r"\d+", "1", found[0].strip()))
    return (f"[{mark}] ", text[found.end() :]) if mark in MARKS else ("", text)


def escape(text: str) -> str:
    """Return words of a report as a template prints them: braces that would mean something are said."""
    return re.sub(r"\{(?=[{%#])", '{{ "{" }}', text)
