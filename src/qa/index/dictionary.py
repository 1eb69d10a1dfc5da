"""The index's own jieba dictionary: what a corpus and its questions need, a few milliseconds to load.

jieba's full dictionary takes 0.65 s and 65 MB at every start. Kept are the words that occur in the
corpus, the common words of the language (so that questions are cut as with the full dictionary) and the
corpus's own terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qa.index.tokenize import bare_jieba, normalise
from qa.plan import Plan

COMMON_FREQUENCY = 100
"""A word with at least this frequency in jieba's dictionary is kept whether or not the corpus uses it."""

_REMAINDER = "\ue000"
_QUOTED = re.compile(r"[“《〈「]([^”》〉」“《]{2,8})[”》〉」]")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


def corpus_terms(plans: Iterable[Plan]) -> list[str]:
    """Names that must stay whole: units (with and without 市 …), areas, and short quoted terms."""
    terms: set[str] = set()
    for plan in plans:
        terms.update(area.name for area in plan.areas)
        for record in plan.measures:
            terms.update(record.lead + record.support)
            terms.update(_QUOTED.findall(record.text + record.task))
    terms.update([term[1:] for term in terms if re.match(r"[省市县区州].{3}", term)])
    return sorted(term for term in map(normalise, terms) if _HAN.fullmatch(term) and len(term) <= 12)


def make_dictionary(texts: Iterable[str], terms: Iterable[str]) -> str:
    """Lines ``word frequency`` for :class:`~qa.index.tokenize.Segmenter`, sorted.

    The frequencies are jieba's own; what the dropped words had is kept under one private character,
    so that the probabilities, and with them the cuts, stay those of the full dictionary.
    """
    full = bare_jieba()
    full.FREQ, full.total = full.gen_pfdict(full.get_dict_file())
    full.initialized = True
    terms = sorted(set(terms), key=lambda term: (len(term), term))
    for term in terms:
        full.add_word(term)
    kept = {word for word, frequency in full.FREQ.items() if frequency >= COMMON_FREQUENCY}
    kept.update(terms)
    for text in texts:
        kept.update(_words_inside(normalise(text), full.FREQ))
    frequencies = {word: full.FREQ[word] for word in kept}
    for word in kept:
        for end in range(1, len(word)):
            frequencies.setdefault(word[:end], 0)
    frequencies[_REMAINDER] = full.total - sum(frequencies.values())
    return "".join(f"{word} {frequency}\n" for word, frequency in sorted(frequencies.items()))


def _words_inside(text: str, frequencies: dict[str, int]) -> Iterator[str]:
    """Every dictionary word that stands anywhere in the text, overlapping ones included."""
    for start in range(len(text)):
        end = start + 1
        while end <= len(text) and (frequency := frequencies.get(text[start:end])) is not None:
            if frequency:
                yield text[start:end]
            end += 1
