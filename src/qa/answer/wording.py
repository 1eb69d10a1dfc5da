"""Function words of questions: what to take away so that only the subject is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files

from qa.extract.language import apart

_FILLERS = (
    r"请问一?下?|请教一?下?|麻烦(?:问|您|你)?一?下?|劳驾|打扰一?下?|您好|你好|哈喽|喂|谢谢|多谢|帮(?:我|忙)(?:查"
    r"|看|问|找|算)?一?下?|告诉我|跟我说|给我(?:讲|说|列|查)?"
    r"|我(?:们)?(?:就|只|还)?(?:想|要|来|是)(?:问|了解|知道|咨询|查|打听|看|确认)?(?:一?下)?|想(?:问|了解|知道"
    r"|咨询|查|打听|看|确认)(?:一?下)?|我们?(?:公司|这|家|单位|厂|店|是)?|咱们?|自己|人家|听说|据说|好像|大概"
    r"|到底|究竟|具体|目前|现在|如今|以后|之后|将来|未来|正常情况下?"
    r"|(?:这|那|该|本|上述)(?:个|份|项|些|条|件|一|种|块|里|边|样|儿|次)?|(?:在|按|依|根据|按照|依照)?(?:方案"
    r"|文件|计划|政策|规定|通知)(?:里面?|中|上|内|是|对|有|都)?(?:写|说|讲|提|规定|要求|明确|列|定)?(?:到|出|了"
    r"|的|明)?"
    r"|规定|要求|明确|标准|情况|问题|事情?|(?:的)?时候|方面|领域|板块|这块|那块|一块|关于|有关|相关|对于|针对"
    r"|涉及|属于|以及|还有|另外|此外|然后|那么|那|如果|要是|假如|的话|比如|就是|也就是|应该|应当|需要|必须|可以"
    r"|能够|能不能|可不可以|是不是|有没有|要不要|会不会|用不用|已经|正在|通常|总共|一共|大约|左右"
    r"|什么样?|啥子?|哪(?:些|个|里|儿|家|种|几)|怎么(?:样|办|做|弄|搞)?|如何|咋(?:样|办|个)?|为什么|为啥|一下"
    r"|一个|一些|一点|有点|重庆市?(?!税务局|海关)|我市|全市|市里"
)
_PARTICLES = frozenset(
    "吗呢吧啊呀哦嘛么哈呗咯啦了的地着过之其所是有没不无能会得要想行让使被把将给向往从到在由于和与跟同及或而且但却也都还就才只又再更最很太挺蛮好几谁我你他它您这那该个些"
)
_ASKING = re.compile(
    r"什么时[候侯间]|啥时[候间]|啥子时候|何时|何日|哪一?年|哪一?个?月|哪一?天|几月份?|几号|几时|哪时|哪阵|哪哈|哪会儿|(?:要|得|需要?"
    r"|用)?(?:多久|好久|多长时间?)|多少时间|多快"
    r"|(?:要|得|需要?|用)?(?:几|多少|好多|哪几)个?(?:工作日|工作天|天|日|小时|个?月|星期|周|分钟|钱|元|块钱?|家"
    r"|个|种|项|条|次|人|户|级)?|百分之(?:几|多少)|[一二三四五六七八九十\d]+天"
    r"|(?:由|归|找|(?<!请)问|是|让|叫)?(?:谁|哪(?:些|个|家|一家|几个|几家)?(?:部门|单位|机构|局|委|办|人))(?:来|在"
    r"|去)?(?:管|负责|牵头|主管|主导)?|(?:应|将|拟|须)于|(?:能|才|可以)?(?:批|办|弄|搞|装|建|修|拿|领|发|验)得?(?:下来|下|完|好|成|出来|到)(?=[了吗哦呀啊嘛]|\W|$)"
    r"|什么(?:部门|单位|机构|局)"
    r"|牵头的?(?:单位|部门|方|栏)?(?:该填)?|配合的?(?:单位|部门|方|栏)?(?:该填)?|责任(?:单位|部门|主体)|主管(?:单位|部门)|负责的?(?:单位|部门)?"
)


@cache
def _attributes() -> frozenset[str]:
    """Words that ask for an attribute or fill a turn, and name no matter: 时限, 配合, 搭档, 念一遍."""
    return frozenset(
        files("qa.answer").joinpath("data/attribute_words.txt").read_text(encoding="utf-8").split()
    )


@cache
def generic_words() -> frozenset[str]:
    """Words of lists and offices that name no matter: 措施, 牵头, 台账, 报给我."""
    return frozenset(
        files("qa.answer").joinpath("data/generic_words.txt").read_text(encoding="utf-8").split()
    )


_LATIN = re.compile(r"[A-Za-z]{3}")
_PUNCTUATION = re.compile(r"[\s\W_]+")


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(_FILLERS)


@lru_cache(maxsize=4096)
def subject_of(question: str, cut: Callable[[str], Iterable[str]] = str.split) -> str:
    """The subject words of ``question``, space separated: interrogatives, fillers and particles go.

    ``cut`` segments text into words.

    >>> subject_of("请问谁负责？")
    ''
    """
    text = _ASKING.sub(" ", question)
    text = _PUNCTUATION.sub(" ", text)
    text = _fillers().sub(" ", text)
    words = (word.strip() for word in cut(text))
    return " ".join(word for word in words if word and word not in _PARTICLES and word not in _attributes())


@cache
def word_table(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Rows of a word table: a word that people use and the official words for it, longest word first."""
    rows = []
    text = files("qa.answer").joinpath(f"data/{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            word, official = line.split("\t")
            rows.append((word, tuple(official.split())))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _finder(name: str) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    rows = dict(reversed(word_table(name)))
    edge = r"\b" if name == "english" else ""
    words = "|".join(re.escape(word) for word, _ in word_table(name))
    return re.compile(f"{edge}(?:{words}){edge}", re.IGNORECASE), rows


@lru_cache(maxsize=4096)
def official_words(question: str) -> tuple[str, ...]:
    """Official words for the everyday (or English) words that ``question`` uses, without repeats."""
    found: dict[str, None] = {}
    for name in ("everyday", "english"):
        if name == "english" and not _LATIN.search(question):
            continue
        pattern, rows = _finder(name)
        for match in pattern.finditer(apart(question) if name == "english" else question):
            found.update(dict.fromkeys(w for w in rows[match.group().lower()] if w not in question))
    return tuple(found)


def without_everyday(question: str) -> str:
    """``question`` without the everyday words that have official ones (注册公司)."""
    return _finder("everyday")[0].sub(" ", question)


def search_text(question: str) -> str:
    """``question`` with the official words that it implies, as it is searched."""
    return " ".join((question, *official_words(question)))


def is_vague(words: str) -> bool:
    """Whether subject words are too few to name one matter: none, or one or two short ones (验收, 平台 建成)."""
    found = words.split()
    return len(found) <= 2 and len("".join(found)) <= 4
