"""The names of units in a cell or a note: where one ends, and what is said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SUFFIX = re.compile(
    r"(?:[局委办院部厅室关团司所馆会联社处站队校]|中心|公司|集团|政府|法院|银行|支行|分行|单位|部门|企业|机构|高校|学校|"
    r"大学|街道|乡镇|镇|乡|[一-龥]区|[一-龥]县)(?:[（(][^（）()]*[）)])?$"
)
_BODY = (
    "公安|财政|税务|教育|民政|司法|人社|人力|住建|住房|交通|水利|农业|商务|文旅|文化|卫健|卫生|应急|审计|统计|医保|医疗|"
    "信访|城管|城市|林业|市场监管|市场监督|发改|发展|科技|经信|经济|工信|工业|自然资源|规划|生态|环保|国资|金融|投资|"
    "气象|消防|海关|检察|法院|供电|电力|大数据|数据|行政审批|政务|口岸|人防|通信|烟草|邮政|档案|退役|民族|体育|广电|"
    "地方金融|乡村振兴|机关事务|公积金|招商|残联|妇联|工商联|总工会|团委|银保监|证监|外汇|人行|人民银行|中国人民银行"
)
_STARTS = re.compile(
    rf"(?:各|[市省县区州盟旗](?!场|政(?!府|务))|国家|国网|中国|中共|全|有关|相关|其他|驻|{_BODY})"
)
_WHOLE_BODIES = re.compile(
    r"(?:国家税务总局|国家统计局|国家外汇管理局|国家外汇局|国家金融监督管理总局|国家金融监管总局|中国人民银行|人民银行|"
    r"(?:市|省|县|区|州|市人民|省人民|县人民|区人民)政府|(?<!团)[市省县区州]纪?委|中共.{1,6}委)$"
)
_ET_CETERA = re.compile(
    r"等(?:[市省县区州]级|[市省县区州]直)?(?:有关|相关|各)?(?:成员)?(?:部门|单位|企业|机构|[市省县区]直部门)*$"
)
_DOING = re.compile(
    r"(?:[，,]?(?:按照?|根据|依据|结合)(?:各自)?(?:职责|职能|分工)[^、，；]*|分别负责|具体负责|牵头负责|共同负责|"
    r"(?<!主要)负责(?:落实|实施|推进)?|牵头|配合|参加|参与|协助|落实|实施)$"
)
_REMARK = re.compile(
    r"[（(〔\[](?:[^（）()]*(?:牵头|主办|主责|配合|协办|负责|职责|排名|下同|以下简称|为主|待定|分别|另行)[^（）()]*)[）)〕\]]"
)
_LEADS = re.compile(r"[（(〔\[](?:牵头|主办|主责|第一责任)[^（）()]{0,6}[）)〕\]]")
_AND = re.compile(r"[及和与]|以及|会同")
# What is left of a name that a line or a space has cut: 市政府办·公室, 市人民·政府, 市公安局·交警支队.
_REST_OF_NAME = re.compile(
    r"(?:公室|员会|(?:有限|责任|股份)*(?:公司|集团)|人民(?:政府|法院|检察院)|政府|法院|检察院|管委会|"
    r"(?:监督|管理|监管|服务|工作|指挥|协调|领导|监测|研究|发展|办公|委员|执法|保障)*(?:局|委|会|办|室|中心|处|所|院|站|小组|机构|部门)|"
    r".{0,8}[分支总大中](?:局|行|队|院|公司|中心|店|站|关|所))$"
)
# Endings that a line has only where a name ends there; 市住房城乡 and 市人力资源社 are cut names.
_WHOLE_ENDS = re.compile(
    r"(?:[局委办院部厅室关校馆]|[^社]会|[妇残侨文商]联|单位|部门|中心|公司|集团|政府|银行|支行|分行|支队|总队|大队|办事处|所)(?:[（(][^（）()]*[）)])?$"
)
# A place before the name of a body that answers to a ministry: 江州银保监分局, 栖原海关.
_BODY_OF_PLACE = re.compile(r".{2,4}(?:银保监|证监|外汇|金融监管|气象|海事|海关|供电|电力|邮政|烟草)")
_PERSON = re.compile(r"[\u4e00-\u9fff·]{2,4}|[\d\-—+]{5,}")
_PERSON_IN_BRACKETS = re.compile(
    r"[（(](?![^）)]*(?:[市区县]|牵头))[\u4e00-\u9fff·]{2,4}[\s:：]*[\d\-—+]*[）)]"
)
_KINDS_OF_PLACES = re.compile(r"^\s*各(?:[县市区州旗镇乡]、?)+$")
_SEPARATORS = "、，,；;。\n\t/"
_AROUND = _SEPARATORS + " \u3000:："
_OPEN, _CLOSE = "（(〔[", "）)〕]"


@dataclass(frozen=True, slots=True)
class Units:
    """Names in the order given; ``leading`` are those that a remark marks; ``open_ended`` where it says 等."""

    names: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    open_ended: bool = False


def units_of(text: str) -> Units:
    """The units that a text names.

    A name that a narrow column has broken over lines is whole again; lines and words that each look like a whole
    name are names of their own.
    """
    names: list[str] = []
    leading: list[str] = []
    open_ended = False
    for piece in pieces_of(_unbroken(text)):
        marked = bool(_LEADS.search(piece))
        bare = _DOING.sub("", _REMARK.sub("", piece).strip(_AROUND)).strip()
        open_ended = open_ended or bool(_ET_CETERA.search(bare))
        name = _ET_CETERA.sub("", bare).strip()
        if not re.search(r"[\u4e00-\u9fff]", name) or name in ("无", "有关", "相关"):
            continue
        for part in _conjoined(name):
            if part not in names:
                names.append(part)
            if marked:
                leading.append(part)
    return Units(tuple(names), tuple(leading), open_ended)


def without_people(text: str) -> str:
    """A list of units without the people and telephone numbers that stand beside each: 市财政局 张三 13800000000."""
    bare = _PERSON_IN_BRACKETS.sub("", text)
    words = (piece.strip(_AROUND) for word in bare.split() for piece in pieces_of(word))
    return "、".join(word for word in words if word and (is_unit(word) or not _PERSON.fullmatch(word)))


def is_unit(name: str) -> bool:
    """Whether a text looks like the whole name of one unit."""
    return 2 <= len(name) <= 30 and bool(_SUFFIX.search(name))


def starts_unit(name: str) -> bool:
    """Whether a text begins as names of units do: 市…, 各…, 国网…, 公安…."""
    return bool(_STARTS.match(name))


def _unbroken(text: str) -> str:
    """Lines put together, but for breaks between two names that are each whole."""
    lines = [line.strip() for line in re.split(r"[\n\r]+", text) if line.strip()]
    listed = all(_is_listed(name) for name in lines)
    done = ""
    for at, line in enumerate(lines):
        apart = bool(done) and _stands_apart(done, line, lines[at + 1 :], listed=listed)
        done += ("\n" if apart else "") + line
    return _spaces_settled(done)


def _is_listed(line: str) -> bool:
    """Whether a line, or each name on it, ends like a unit."""
    return all(is_unit(name) and _WHOLE_ENDS.search(name) for name in _names(line.strip(_AROUND)))


def _stands_apart(before: str, line: str, rest: list[str], *, listed: bool) -> bool:
    """Whether a new name begins with ``line``; ``listed`` where each line ends like a unit."""
    if _depth(before) > 0:
        return False
    if before[-1] in _SEPARATORS:
        return True
    last = _names(before)[-1]
    if (
        not is_unit(last)
        or last in ("各区", "各县")
        or not (_STARTS.match(line) or (listed and _is_own_name(line)))
    ):
        return False
    name = _names(line + "".join(rest[:3]))[0]
    whole = _WHOLE_BODIES.search(last) and not last.startswith("各")
    if whole and not re.match(r"[市省县区州](?!场|政(?!府|务))", line):
        return False
    return len(name) >= 3


def _is_own_name(text: str) -> bool:
    """Whether the first name of a text is one by itself rather than the rest of a name before it."""
    name = _names(text)[0]
    rest = _REST_OF_NAME.match(name) and not _BODY_OF_PLACE.match(name)
    return len(name) >= 3 and name[0] not in _OPEN and is_unit(name) and not rest


def _depth(text: str) -> int:
    return sum(char in _OPEN for char in text) - sum(char in _CLOSE for char in text)


def _spaces_settled(text: str) -> str:
    """A space between two whole names parts them; any other is only there for looks."""
    parts = re.split(r"[ \u3000\xa0]+", text)
    listed = all(_is_listed(part) for part in parts)
    done = parts[0]
    for part in parts[1:]:
        last, first = _names(done)[-1], _names(part)[0]
        begins = bool(_STARTS.match(first)) or (listed and _is_own_name(first))
        both = is_unit(last) and is_unit(first) and begins and not _depth(done)
        done += ("、" if both else "") + part
    return done


def pieces_of(text: str) -> Iterator[str]:
    """Pieces of a list with the separator that ends each; brackets are left whole: 各县（市、区） is one piece."""
    start = depth = 0
    for at, char in enumerate(text):
        depth = max(0, depth + (char in _OPEN) - (char in _CLOSE))
        if char in _SEPARATORS and depth == 0 and not _KINDS_OF_PLACES.search(text[start:at]):
            yield text[start : at + 1]
            start = at + 1
    yield text[start:]


def _names(text: str) -> list[str]:
    """The pieces of a list without their separators; one at least."""
    return [piece[:-1] if piece[-1:] in tuple(_SEPARATORS) else piece for piece in pieces_of(text)]


def _conjoined(name: str) -> Iterator[str]:
    """Two names with 及 or 和 between them, but not 文化和旅游局."""
    for match in _AND.finditer(name):
        left, right = name[: match.start()], name[match.end() :]
        if is_unit(left) and is_unit(right) and _STARTS.match(right) and len(left) > 2:
            yield left
            yield from _conjoined(right)
            return
    yield name
