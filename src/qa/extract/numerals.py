"""Chinese and mixed numerals as Arabic figures, and figures in one comparable spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3,
    "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
SCALES = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
CHINESE = "零〇一二两三四五六七八九十百千万亿"
NUMERAL = rf"[{CHINESE}]+(?:点[零〇一二三四五六七八九]+)?"

_TIME = (
    r"个?工作日|个?自然日|天|日(?!报|常|程)|个?小时|个?钟头|个?半?月(?!份)|个?星期|个?礼拜|周(?!边|期)|"
    r"年(?!级|检)|分钟"
)
_MONEY = r"元|块钱?|万元|亿元|美元"
_THINGS = r"个|家|项|条|种|类|次|件|份|户|座|套|本|张|所|处|名|人次|人|公里|平方米|吨|倍|步|环节|部门|阶段|页"
_AFTER = re.compile(rf"({NUMERAL})(?=\s*(?:多|来|几)?(?:{_TIME}|{_MONEY}))")
_COUNTED = re.compile(rf"({NUMERAL})(?=(?:{_THINGS}))")
_PERCENT = re.compile(rf"([百千万])分之({NUMERAL}|\d+(?:\.\d+)?)")
_YEAR = re.compile(r"([一二][零〇九][零〇一二三四五六七八九]{2})(?=年)")
_SHORT_YEAR = re.compile(
    r"(?<![零〇一二三四五六七八九])([一二][零〇一二三四五六七八九])"
    r"(?=年(?:底|末|前|初|内|以前|之前|\d|[一二三四五六七八九十]+月))"
)
_MONTH = re.compile(r"(?<=年)(十[一二]?|[一二三四五六七八九])(?=月)")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPACED = re.compile(r"(?<=[\d\u3400-\u9fff])\s+(?=[\d\u3400-\u9fff%])")

# Set phrases in which a numeral counts nothing, whatever follows it.
_FIXED = re.compile(
    r"一次性|一[个下]?子|一个窗口|一件事|一条龙|一张蓝图|一种|一家人|一天到晚|一年到头|一日游|一块儿?(?!钱)|"
    r"一户一|一人一|"
    r"一点|万一|统一|唯一|第[零〇一二两三四五六七八九十百]+|十分|三方|三个作用|四个意识|两个维护|"
    r"千家万户|千方百计|百家|万家|三个代表|三农|一份力|一套班子|一路|"
    r"[一二两三四五六七八九十](?![天日年月周个一二两三四五六七八九十百千万亿])[\u4e00-\u9fff]"
    r"[一二两三四五六七八九十][\u4e00-\u9fff]|"
    r"(?:一两|两三|三四|三五|四五|五六|六七|七八|八九)(?=[天日年月周个])|三天两头"
)
_PLAIN = re.compile(r"[〇一二两三四五六七八九][零〇一二三四五六七八九]+")


def to_number(numeral: str) -> float | None:
    """The value of a Chinese or Arabic numeral (二十 → 20, 1.5万 → 15000), None for anything else."""
    text = unicodedata.normalize("NFKC", numeral).strip().replace(",", "")
    match = re.fullmatch(r"(\d+(?:\.\d+)?)?(.*)", text)
    if match is None:
        return None
    arabic, rest = match.groups()
    if arabic:
        return _scaled(float(arabic), rest)
    return _chinese(rest)


def _scaled(value: float, suffix: str) -> float | None:
    for char in suffix:
        factor = SCALES.get(char) or MYRIADS.get(char)
        if factor is None:
            return None
        value *= factor
    return value


def _chinese(text: str) -> float | None:
    whole, point, fraction = text.partition("点")
    if not whole or any(char not in CHINESE for char in whole):
        return None
    if point and (not fraction or any(char not in DIGITS for char in fraction)):
        return None
    value = float(int("".join(str(DIGITS[c]) for c in whole))) if _PLAIN.fullmatch(whole) else _spoken(whole)
    if point:
        value += float("0." + "".join(str(DIGITS[char]) for char in fraction))
    return value


def _spoken(text: str) -> float:
    total, section, digit = 0, 0, 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in SCALES:
            section += (digit or 1) * SCALES[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * MYRIADS[char]
            section = digit = 0
    return float(total + section + digit)


def plain(value: float) -> str:
    """A number without needless zeros: 20.0 → 20, 3.25 → 3.25."""
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")


def to_arabic(text: str) -> str:
    """Chinese numerals that count something become Arabic: 三天 → 3天, 百分之十五 → 15%, 两个 → 2个.

    Set phrases keep their characters (一网通办, 三承诺, 一次性, 第三方, 四大平台, 双随机).
    """
    if not any(char in CHINESE for char in text):
        return text
    fixed = [match.span() for match in _FIXED.finditer(text)]
    text_out = _PERCENT.sub(_percent, text) if "分之" in text else text
    if text_out != text:
        return to_arabic(text_out)
    spans: dict[int, tuple[int, str]] = {}
    for pattern in (_YEAR, _SHORT_YEAR, _MONTH, _AFTER, _COUNTED):
        for match in pattern.finditer(text):
            if _overlaps(match.span(1), fixed) or match.start(1) in spans:
                continue
            if pattern is _COUNTED and match.group(1) in ("一", "万", "千", "百", "亿"):
                continue
            value = _chinese(match.group(1))
            if value is not None and (match.group(1)[0] not in "百千万亿"):
                spans[match.start(1)] = (match.end(1), plain(value))
    out, at = [], 0
    for start in sorted(spans):
        end, figure = spans[start]
        if start >= at:
            out += [text[at:start], figure]
            at = end
    return "".join(out) + text[at:]


def _percent(match: re.Match[str]) -> str:
    value = to_number(match.group(2))
    if value is None:
        return match.group(0)
    return plain(value * {"百": 1.0, "千": 0.1, "万": 0.01}[match.group(1)]) + "%"


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


@lru_cache(maxsize=1024)
def normalise_figures(text: str) -> str:
    """One spelling for comparing figures: ３个工作日, 三个工作日 and 3 个工作日 are the same."""
    text = unicodedata.normalize("NFKC", text)
    text = _GROUPED.sub("", _SPACED.sub("", text))
    return to_arabic(text)
