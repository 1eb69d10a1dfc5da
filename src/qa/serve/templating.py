"""Templates that escape everything put into them.

They are the only place where markup is written: questions, answers and the text of documents are data, and
Jinja's autoescaping turns them into text whatever they hold. The page's own words are written in Chinese:
``_("共 {n} 条", n=3)`` says a message, which may hold markup, in the language of the page, and the filter ``word``
says one that comes from Python, as text.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from qa.serve import links, view
from qa.serve.clause_questions import clause_questions
from qa.serve.language import DEFAULT, LANGUAGES, TAGS, Language, Words, words_of
from qa.serve.script_words import script_words

if TYPE_CHECKING:
    from jinja2 import Environment

_FILTERS = ("segments", "confidence_word", "chips", "copied_text", "shortened")
_SPOKEN_FILTERS = ("losses", "breadcrumb")


def part(name: str, language: Language = DEFAULT, **values: object) -> str:
    """The template ``name`` filled with ``values``, its own words in ``language``."""
    return _environment(language).get_template(name).render(**values)


@cache
def _environment(language: Language) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("qa.serve"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        auto_reload=False,
    )
    environment.filters.update({name: getattr(view, name) for name in _FILTERS})
    environment.filters["clause_questions"] = clause_questions
    environment.globals["links"] = links
    # Chinese takes half the room as itself; what could end a script element is escaped all the same.
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    _teach(environment, words_of(language))
    return environment


def _teach(environment: Environment, words: Words) -> None:
    from jinja2.filters import do_mark_safe as markup

    def say(text: str, **values: object) -> str:
        form = markup(
            words.form(text, values.get("n"))
        )  # messages are our own; what is put into them is escaped
        return form.format(**values) if values else form

    spoken = {name: partial(getattr(view, name), words=words) for name in _SPOKEN_FILTERS}
    environment.filters.update(spoken, word=words)
    environment.globals.update(
        _=say,
        language=words.language,
        language_tag=words.tag,
        languages=[(code, name, TAGS[code]) for code, name in LANGUAGES.items()],
        script_words=partial(script_words, words.language),
        # Screen readers change their voice, and browsers their font, for text that stays in Chinese.
        in_chinese=markup("" if words.language == DEFAULT else ' lang="zh-CN"'),
    )
