"""The head of a document: title, number, date, issuer, and the notice that a plan is issued with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from qa.plan import Document
from qa.read.formats.blocks import Paragraph
from qa.read.formats.stretch import Stretch, joined
from qa.read.layout.drafts import Passage
from qa.read.layout.names import is_around_heading
from qa.read.layout.numbering import mark_at

_NOTICE = re.compile(
    r"^(?P<issuer>[\u4e00-\u9fff（）、 　]{0,40}?)关于(?:印发|发布|转发|下发|公布)(?P<plan>.{4,90}?)的通知"
)
_PLAN = re.compile(
    r"^[^，。；：！？]{4,60}(?:方案|计划|意见|措施|分工|分工表|分解表|任务表|清单|要点|办法|台账|一览表|任务分解|规划|的通知)"
    r"(?:[（(][^）)]{1,20}[）)])?$"
)
_NAME = re.compile(r"[^，。；：！？:〔\[]{6,40}")
_NUMBER = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{1,12})\s*[〔\[（(【﹝〖［]\s*(?P<year>(?:19|20)\d{2})\s*[〕\]）)】﹞〗］]\s*第?\s*(?P<no>\d{1,4})\s*号"
)
_NUMBER_LABEL = re.compile(r"(?:发文字号|发文文号|文件编号|公文编号|文\s*号|字\s*号)\s*[:：]?\s*")
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2}|[二一][〇○零OoＯ0一二三四五六七八九]{3})\s*年\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_PLAIN_DATE = re.compile(r"((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})")
_DATE_LABEL = re.compile(r"(?:成文|发文|发布|印发|公布|生成|制发|签发)(?:日期|时间)\s*[:：]?")
_ISSUER_LABEL = re.compile(r"(?:发文|发布|制发|印发)(?:机关|机构|单位)\s*[:：]?\s*")
_ISSUER = re.compile(r"[\u4e00-\u9fff（）()、 　]{2,40}(?:政府|办公厅|办公室|委员会|局|厅|委|小组|专班)")
_DIGITS = "〇一二三四五六七八九"
_OPEN_TO_ALL = re.compile(r"^[（(]?此件|^[（(]联系|^[（(]主动公开")
_JUNK = re.compile(
    r"ICP备|公网安备|备案号|网站标识码|版权所有|主办单位[:：]|^主办[:：]|承办单位[:：]|扫一扫|^打印|关闭窗口|^【?字体|分享到|上一篇|下一篇|附件下载|"
    r"浏览次数|访问量|当前位置|您所在的位置|^首页(?:$|\s*[>＞»›/])|责任编辑|信息来源|^来源[:：]|网站地图|无障碍"
)
# A line of the page with several things beside each other, among them the date, which a document may state nowhere else.
_PAGE_LINE = re.compile(r"(?:发布|成文|印发)(?:日期|时间)[:：].*(?:来源|字体|浏览|作者|发布机构)[:：]?")
_SEARCHED = 60
_LONGEST_NOTICE = 30


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before a plan's own text, and the paragraphs that follow it."""

    document: Document
    passages: tuple[Passage, ...]
    rest: tuple[Paragraph, ...]


def read_front(paragraphs: Sequence[Paragraph]) -> Front:
    """Tell a document's head and notice from its text; fields that it does not give stay empty."""
    given = [p for p in paragraphs if not _is_junk(p.text)]
    texts = [p.text for p in given]
    start, stop, notice = _title_at(texts)
    title = "".join(texts[start:stop])
    name = _bare(notice["plan"]) if notice else title
    number_at = _number_at(texts, start)
    signed = _plan_again(texts, stop, name) if notice else stop
    number = texts[number_at] if number_at is not None else ""
    body = [at for at in range(stop, signed) if not number or texts[at] != number]
    sign = _signature(texts, [*body, *(range(len(texts) - 3, len(texts)) if not notice else ())])
    above = _issuer_above(texts, start) if notice and not notice["issuer"].strip() else ()
    issuer = (
        sign[1]
        or (notice["issuer"].strip() if notice else "")
        or _labelled(texts, _ISSUER_LABEL, _ISSUER)
        or "".join(texts[at] for at in above)
    )
    document = Document(
        number=_number(number),
        title=name,
        date=sign[0] or _labelled_date(texts, number_at),
        issuer=issuer,
    )
    whole = joined(given[at].stretch.solid() for at in (*above, *range(start, stop)))
    passages = [Passage("通知", "标题", whole)] if title else []
    if number_at is not None:
        passages.append(Passage("通知", "文号", _only_number(given[number_at].stretch.solid())))
    told = (at for at in body if texts[at] != title and not _PAGE_LINE.match(texts[at]))
    notice_text = joined(given[at].stretch.solid() for at in told)
    if notice_text:
        passages.append(Passage("通知", "印发", notice_text))
    rest = _behind(given, texts, signed, name)
    again = {number, _bare(name)} - {""}
    return Front(document, tuple(passages), tuple(p for p in rest if p.text not in again))


def _is_junk(text: str) -> bool:
    """Whether a line belongs to the page that a plan was published on, not to the plan."""
    return len(text) < 120 and not text.endswith(("。", "）")) and bool(_JUNK.search(text))


def _title_at(texts: Sequence[str]) -> tuple[int, int, re.Match[str] | None]:
    """Where the title stands, which may be broken over lines; the notice's title goes before any other."""
    for stop in range(1, min(len(texts), _SEARCHED) + 1):
        for start in range(max(0, stop - 4), stop):
            match = _notice(texts[start:stop])
            if match:
                return start, stop, match
    for start in range(min(len(texts), 12)):
        for stop in range(start + 1, min(start + 4, len(texts) + 1)):
            whole = "".join(texts[start:stop])
            if _PLAN.match(whole) and not mark_at(whole) and not re.match(r"附件|附表", whole):
                return start, stop, None
    named = bool(texts) and bool(_NAME.fullmatch(texts[0])) and not mark_at(texts[0])
    return 0, int(named), None


def _notice(lines: Sequence[str]) -> re.Match[str] | None:
    """The title of a notice in some lines, its issuer on the first of them, and nothing before or behind."""
    whole = "".join(lines)
    match = _NOTICE.match(whole)
    if match is None or match.end() != len(_without_date(whole)) or whole.startswith("根据"):
        return None
    issuer = match["issuer"].strip()
    fits = len(lines[0]) >= len(match["issuer"]) and (not issuer or _ISSUER.fullmatch(issuer))
    return match if fits else None


def _issuer_above(texts: Sequence[str], start: int) -> tuple[int, ...]:
    """Where the issuer stands on a line of its own above the title of a notice, the number perhaps between them."""
    found = [at for at in range(max(0, start - 3), start) if _ISSUER.fullmatch(texts[at])]
    return tuple(found[-1:])


def _without_date(text: str) -> str:
    return re.sub(r"(?<=通知)(?:\s*发布(?:日期|时间).*|[_\-—|].*)$", "", text)


def _bare(name: str) -> str:
    return re.sub(r"^《(.*)》$", r"\1", name.strip())


def _number_at(texts: Sequence[str], start: int) -> int | None:
    """The paragraph that holds the document's number and hardly anything else."""
    for at in chain(range(start, min(len(texts), start + 12)), range(start)):
        match = _NUMBER.search(texts[at])
        if match is None:
            continue
        around = texts[at][: match.start()] + texts[at][match.end() :]
        around = _PLAIN_DATE.sub("", _DATE.sub("", _NUMBER_LABEL.sub("", around)))
        if len(re.sub(r"[\s　（）()：:]", "", around)) <= 2:
            return at
    return None


def _number(text: str) -> str:
    match = _NUMBER.search(_NUMBER_LABEL.sub("", text))
    return f"{match['body']}〔{match['year']}〕{int(match['no'])}号" if match else ""


def _only_number(stretch: Stretch) -> Stretch:
    label = _NUMBER_LABEL.match(stretch.text)
    match = _NUMBER.search(stretch.text, label.end() if label else 0)
    return stretch.cut(*match.span()) if match else stretch


def _plan_again(texts: Sequence[str], stop: int, name: str) -> int:
    """Where the notice ends: at the plan's own title, or behind the signature, or at the first numbered part."""
    plain = re.sub(r"[\s《》]", "", name)
    searched = range(stop, min(len(texts), stop + _LONGEST_NOTICE))
    signed = next((after for at in searched if (after := _behind_signature(texts, at))), len(texts))
    for at in searched:
        if at == signed < len(texts) and is_around_heading(texts[at]):
            return at
        for size in (1, 2, 3):
            if re.sub(r"[\s《》]", "", "".join(texts[at : at + size])) == plain:
                return at
    numbered = next((at for at in searched if mark_at(texts[at])), len(texts))
    return stop if signed == numbered == len(texts) else min(signed, numbered)


def _behind_signature(texts: Sequence[str], at: int) -> int | None:
    """The place behind a signature's date and the remarks below it, None where no such date stands."""
    if not _DATE.search(texts[at]) or len(texts[at]) >= 45 or "，" in texts[at]:
        return None
    after = at + 1
    while after < len(texts) and _OPEN_TO_ALL.match(texts[after]):
        after += 1
    return after


def _behind(given: Sequence[Paragraph], texts: Sequence[str], at: int, name: str) -> list[Paragraph]:
    """The paragraphs behind the plan's own title."""
    plain = re.sub(r"[\s《》]", "", name)
    for size in (1, 2, 3):
        if plain and re.sub(r"[\s《》]", "", "".join(texts[at : at + size])) == plain:
            return list(given[at + size :])
    return list(given[at:])


def _signature(texts: Sequence[str], places: Sequence[int]) -> tuple[str, str]:
    """Date and issuer below a notice; both may stand on one line."""
    for at in reversed([place for place in places if 0 <= place < len(texts)]):
        match = _DATE.search(texts[at])
        if (
            match is None
            or len(texts[at]) > 60
            or texts[at][match.end() :].strip(" 　（）()此件公开发布主动") != ""
        ):
            continue
        before = texts[at][: match.start()].strip()
        above = texts[at - 1] if at else ""
        name = next((text for text in (before, above) if _ISSUER.fullmatch(text)), "")
        return _iso(match), "".join(name.split())
    return "", ""


def _iso(match: re.Match[str]) -> str:
    year = "".join(_digit(char) for char in match["year"])
    month, day = (_small(match[part]) for part in ("month", "day"))
    return f"{year}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _digit(char: str) -> str:
    if char in "○零OoＯ":
        return "0"
    return str(_DIGITS.index(char)) if char in _DIGITS else char


def _small(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    value = 10 * (_DIGITS.index(tens) if tens else 1) if ten else 0
    return value + (_DIGITS.index(ones) if ones else 0)


def _labelled(texts: Sequence[str], label: re.Pattern[str], value: re.Pattern[str]) -> str:
    """A value behind its label, on the same line or on the next one."""
    for at, text in enumerate(texts[:_SEARCHED]):
        match = label.match(text)
        if match:
            for found in (text[match.end() :].strip(), *texts[at + 1 : at + 2]):
                if value.fullmatch(found):
                    return found
    return ""


def _labelled_date(texts: Sequence[str], number_at: int | None) -> str:
    """The date of issue where no notice is signed: behind its label, or beside the number."""
    places = [at for at, text in enumerate(texts[:_SEARCHED]) if _DATE_LABEL.search(text)]
    near = [text for at in places for text in texts[at : at + 2]]
    for text in [*near, *([texts[number_at]] if number_at is not None else [])]:
        written, plain = _DATE.search(text), _PLAIN_DATE.search(text)
        if written:
            return _iso(written)
        if plain:
            return f"{plain[1]}-{int(plain[2]):02d}-{int(plain[3]):02d}"
    return ""
