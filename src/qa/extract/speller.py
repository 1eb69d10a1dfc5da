"""Repair of typing errors in questions towards the words of the corpus (不动厂登记 → 不动产登记)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from qa.extract.homophones import Homophones
from qa.extract.sounds import Sounds

_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")
_QUOTES = re.compile('[“”‘’《》"]')
_HAN = re.compile(r"[\u4e00-\u9fff]")
# Particles, pronouns and question words: hardly ever a slip for another character.
_PARTICLES = frozenset(
    "的地得了吗呢吧啊呀么嘛是在有我你您他她它们咱这那哪谁什怎样几多少能不没可会要想就才都也还再又很最太更"
    "先请问说看把被让给跟和与及或以为其由该未将等于从至各每此所除按经应须若如则且并但而后前中内外上下到较比"
)
_NEARLY_ALWAYS = 0.8
_RARE = 3
_SHORTEST = 3
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Repair:
    """``question[start:end]`` read as ``right``; ``end == start`` where a character was left out."""

    start: int
    end: int
    right: str


class Speller:
    """Knows the wording of a corpus; proposes it where a question all but writes it.

    A repair needs the corpus's own words around the slip (two characters at least) and a character
    of the same sound, or three characters on both sides. Common words are left alone.
    """

    def __init__(self, texts: Iterable[str], is_word: Callable[[str], bool] | None = None) -> None:
        self._corpus = _QUOTES.sub("", "\n".join(texts)).upper()
        self._pairs = frozenset(
            run[i : i + 2] for run in _RUN.findall(self._corpus) for i in range(len(run) - 1)
        )
        self._is_word = is_word or _jieba_word
        self._sounds = Sounds()
        self._homophones = Homophones(_RUN.findall(self._corpus), self._sounds)

    def repair(self, question: str) -> str:
        """The question with its slips mended, itself where there are none."""
        if len(question) <= _LONGEST:
            question = _RUN.sub(lambda run: self._heard(run.group()), question)
        for repair in sorted(self.repairs(question), key=lambda item: -item.start):
            question = question[: repair.start] + repair.right + question[repair.end :]
        return question

    def _heard(self, run: str) -> str:
        """A run with the stretches that sound like the corpus written as there, if any pair in it is strange."""
        if not self.strange(run):
            return run
        mended = self._homophones.mend(run.upper())
        return "".join(new if _HAN.match(new) else old for old, new in zip(run, mended, strict=True))

    def strange(self, text: str) -> list[int]:
        """Where pairs of characters stand that neither the corpus nor a common word has."""
        pairs = ((at, text[at : at + 2]) for at in range(len(text) - 1))
        return [
            at for at, pair in pairs
            if pair not in self._pairs and all(_HAN.match(char) and char not in _PARTICLES for char in pair)
            and not self._is_word(pair)
        ]  # fmt: skip

    def towards(self, text: str, clause: str) -> str:
        """``text`` with strange pairs of characters read as the one word of ``clause`` that sounds the same.

        For a turn about one clause, whose few words leave nothing else to go by (底压的呢 → 低压的呢).
        """
        for at in self.strange(text):
            typed = text[at : at + 2]
            words = {clause[place : place + 2] for place in range(len(clause) - 1)}
            meant = [word for word in words if self._is_slip(typed, word)]
            if len(meant) == 1:
                text = f"{text[:at]}{meant[0]}{text[at + 2 :]}"
        return text

    def _is_slip(self, typed: str, word: str) -> bool:
        """Whether two characters share one and sound like a common word."""
        shared = sum(a == b for a, b in zip(typed, word, strict=True))
        heard = all(_HAN.match(b) and self._sounds.alike(a, b) for a, b in zip(typed, word, strict=True))
        return shared == 1 and heard and self._is_word(word)

    def repairs(self, question: str) -> list[Repair]:
        """The slips of a question of up to 200 characters with what was meant, in order, without overlaps."""
        found: list[Repair] = []
        if len(question) > _LONGEST:
            return found
        for run in _RUN.finditer(question):
            for repair in self._in_run(run.group(0).upper()):
                start, end = repair.start + run.start(), repair.end + run.start()
                if not found or start >= found[-1].end:
                    found.append(Repair(start, end, repair.right))
        return found

    def _in_run(self, run: str) -> Iterator[Repair]:
        doubtful = self._doubtful(run)
        found = [repair for at in doubtful if (repair := self._replaced(run, at))]
        touched = {i for repair in found for i in range(repair.start, repair.end)}
        for at in doubtful:
            if at not in touched and at + 1 not in touched:
                other = self._doubled(run, at) or self._swapped(run, at) or self._missing(run, at)
                found += [other] if other else []
        done = 0
        for repair in sorted(found, key=lambda item: (item.start, -item.end)):
            if repair.start >= done:
                done = max(repair.end, done)
                yield repair

    def _doubtful(self, run: str) -> list[int]:
        """Places whose character stands beside one that it never stands beside in the corpus."""
        unknown = [run[i : i + 2] not in self._pairs for i in range(len(run) - 1)]
        near = [i for i in range(len(run)) if any(unknown[max(0, i - 1) : i + 1])]
        return [i for i in near if _HAN.match(run[i])]

    def _stands_alone(self, run: str, at: int) -> bool:
        """Whether neither neighbour goes with the character in the corpus and no common word holds it."""
        if any(run[i : i + 2] in self._pairs for i in (at - 1, at) if 0 <= i < len(run) - 1):
            return False
        return not any(self._words_over(run, at))

    def _words_over(self, run: str, at: int) -> Iterator[tuple[int, int]]:
        """Spans of common words of two to four characters over a place."""
        for size in (2, 3, 4):
            for start in range(max(0, at - size + 1), min(at, len(run) - size) + 1):
                if self._is_word(run[start : start + size]):
                    yield start, start + size

    def _replaced(self, run: str, at: int) -> Repair | None:
        """A wrong character, or two side by side, in a window that the corpus has otherwise."""
        if run[at] in _PARTICLES:
            return None
        alone = self._stands_alone(run, at)
        for size in (6, 5, 4, 3) if alone else (6, 5):
            for wrong, start in self._windows(run, at, size, alone):
                framed = alone and self._framed(run, at, start, size)
                if size < 5 and len(wrong) == 1 and not (framed and (at or size > _SHORTEST)):
                    continue
                right = self._match(run[start : start + size], [i - start for i in wrong], framed)
                if right and self._may_stand(run, at, start, right, alone):
                    end = wrong[-1] + 1
                    return Repair(at, end, right[at - start : end - start])
        return None

    def _windows(self, run: str, at: int, size: int, alone: bool) -> Iterator[tuple[list[int], int]]:
        """Wrong places, and where a window around them begins whose other neighbours the corpus knows."""
        after = at + 1
        for wrong in ([at], [at, after]):
            if len(wrong) == 2 and not (alone and size >= 4 and self._may_be_wrong_too(run, after)):
                continue
            first, last = self._reach(run, at, wrong[-1])
            for start in range(max(first, wrong[-1] - size + 1), min(at, last + 1 - size) + 1):
                yield wrong, start

    def _reach(self, run: str, at: int, last: int) -> tuple[int, int]:
        """How far characters that the corpus knows side by side go on before ``at`` and behind ``last``."""
        first = max(0, at - 1)
        while first > max(0, at - 5) and run[first - 1 : first + 1] in self._pairs:
            first -= 1
        last = min(len(run) - 1, last + 1)
        while last < min(len(run) - 1, at + 5) and run[last : last + 2] in self._pairs:
            last += 1
        return first, last

    def _may_be_wrong_too(self, run: str, at: int) -> bool:
        return at < len(run) and run[at] not in _PARTICLES and self._stands_alone(run, at)

    def _framed(self, run: str, at: int, start: int, size: int) -> bool:
        """Whether the window goes on behind and before the place, as far as the words themselves do."""
        behind = at > start or at == 0 or run[at - 1] in _PARTICLES or self._is_word(run[max(0, at - 2) : at])
        before = (
            at < start + size - 1 or at == len(run) - 1 or run[at + 1] in _PARTICLES
            or self._is_word(run[at + 1 : at + 3])
        )  # fmt: skip
        return behind and before

    def _may_stand(self, run: str, at: int, start: int, right: str, alone: bool) -> bool:
        """Whether the repair makes a common word where it must.

        It must where a common word gives way to it (登机 → 登记, never 全市 → 全室), and where only two
        characters around it or no known neighbour speak for it.
        """
        end = start + len(right)
        mended = run[:start] + right + run[end:]
        edges = [i for i in (start - 1, end - 1) if 0 <= i < len(run) - 1 and at in (i, i + 1)]
        pairs = (mended[i : i + 2] for i in edges)
        loose = any(pair not in self._pairs and not _PARTICLES.intersection(pair) for pair in pairs)
        if loose and not any(start <= a and b <= end for a, b in self._words_over(mended, at)):
            return False
        if alone and len(right) > _SHORTEST:
            return True
        held = () if alone else tuple(self._words_over(run, at))
        return all(start <= a and b <= end for a, b in held) and any(self._words_over(mended, at))

    def _match(self, window: str, wrong: list[int], alone: bool) -> str | None:
        """The one corpus text that equals ``window`` but for the ``wrong`` places, if it may be meant."""
        found = set(self._resembling(window, wrong))
        if not found or window in found:
            return None
        alike = self._sounds.same if len(window) == _SHORTEST else self._sounds.alike
        meant = [text for text in found if all(alike(window[i], text[i]) for i in wrong)]
        if len(meant) == 1:
            return meant[0]
        inside = len(wrong) == 1 and 0 < wrong[0] < len(window) - 1
        return found.pop() if alone and inside and len(window) > 4 and len(found) == 1 else None

    def _resembling(self, window: str, wrong: list[int]) -> Iterator[str]:
        edges = [-1, *wrong, len(window)]
        first, last = max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
        sure = window[first + 1 : last]
        for at in self._places(sure):
            text = self._corpus[max(0, at - first - 1) : at - first - 1 + len(window)]
            if len(text) == len(window) and all(
                _HAN.match(text[i]) if i in wrong else text[i] == char for i, char in enumerate(window)
            ):
                yield text

    def _places(self, part: str) -> Iterator[int]:
        at = self._corpus.find(part)
        while at >= 0:
            yield at
            at = self._corpus.find(part, at + 1)

    def _swapped(self, run: str, at: int) -> Repair | None:
        """Two neighbours the wrong way round: 不产动登记."""
        pair = run[at : at + 2]
        if len(pair) < 2 or pair in self._pairs or pair[::-1] not in self._pairs or self._is_word(pair):
            return None
        for left, right in ((1, 1), (2, 0), (0, 2)):
            start, end = at - left, at + 2 + right
            if start < 0 or end > len(run):
                continue
            text = run[start:at] + pair[::-1] + run[at + 2 : end]
            if text in self._corpus:
                return Repair(start, end, text)
        return None

    def _missing(self, run: str, at: int) -> Repair | None:
        """A character left out between ``at`` and the next: 不动登记. It must nearly always stand there."""
        if at + 1 >= len(run) or run[at : at + 2] in self._pairs or self._is_word(run[at : at + 2]):
            return None
        for left, right in ((3, 2), (2, 3), (2, 2), (3, 1), (1, 3), (2, 1), (1, 2)):
            start, end = at + 1 - left, at + 1 + right
            if start < 0 or end > len(run) or (left == 1 and start) or (right == 1 and end < len(run)):
                continue
            before, after = run[start : at + 1], run[at + 1 : end]
            if any(len(pair) == 2 and pair not in self._pairs for pair in (before[-2:], after[:2])):
                continue
            found = {
                self._corpus[place + left] for place in self._places(before)
                if self._corpus.startswith(after, place + left + 1) and _HAN.match(self._corpus[place + left])
            }  # fmt: skip
            if len(found) == 1 and self._expected(before, after, char := found.pop(), left + right):
                return Repair(at + 1, at + 1, char)
        return None

    def _expected(self, before: str, after: str, char: str, context: int) -> bool:
        least = 1 if context >= 4 or not self._is_word(before[-2:]) else 2
        for part, whole in ((before[-2:], before[-2:] + char), (after[:2], char + after[:2])):
            total = self._corpus.count(part) if len(part) == 2 else 0
            if total >= least and self._corpus.count(whole) >= _NEARLY_ALWAYS * total:
                return True
        return False

    def _doubled(self, run: str, at: int) -> Repair | None:
        """A character typed twice: 营业业执照."""
        pair = run[at : at + 2]
        if len(pair) < 2 or pair[0] != pair[1] or pair in self._pairs or self._is_word(pair):
            return None
        once = run[max(0, at - 1) : at + 1] + run[at + 2 : at + 3]
        return Repair(at, at + 2, pair[0]) if len(once) == 3 and once in self._corpus else None


def _jieba_word(text: str) -> bool:
    import jieba

    jieba.dt.check_initialized()
    return bool(jieba.dt.FREQ.get(text, 0) >= _RARE)
