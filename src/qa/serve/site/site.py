"""The pages beside the conversation, written from the plans alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property, partial

from qa.extract.figures import extract_figures
from qa.plan import Measure, Plan
from qa.serve import links, view
from qa.serve.assets import PICTURE_SCRIPTS, Assets
from qa.serve.clause_questions import clause_questions
from qa.serve.language import DEFAULT, Language, Words, words_of
from qa.serve.site import findings, pictures, profile, shelf
from qa.serve.site.query import label
from qa.serve.site.shelf import Choice, Shelf
from qa.serve.spoken import cut
from qa.serve.takeaway.formats import FORMATS
from qa.serve.templating import part

PAGE_LENGTH = 50
"""Measures on one page of the list."""
CAUTION = "以上为方案原文摘录；方案印发后政策可能已有调整，办事请以主管部门最新规定为准，可拨打 12345 咨询。"


@dataclass(frozen=True, slots=True)
class Link:
    """Words with the address that they lead to, taken where they name what is shown."""

    label: str
    address: str
    taken: bool = False


class Site:
    """Writes every page; what it needs of the plans is arranged when the first page is asked for."""

    def __init__(
        self,
        plans: Sequence[Plan],
        assets: Assets,
        today: Callable[[], date] = date.today,
        language: Language = DEFAULT,
    ) -> None:
        self.plans = tuple(plans)
        self.assets = assets
        self._today = today
        self._words = words_of(language)
        self._documents = tuple(plan.document for plan in plans)

    @cached_property
    def shelf(self) -> Shelf:
        """The measures of the plans, arranged for browsing."""
        return Shelf(self.plans, self._today)

    def speaking(self, language: Language) -> Site:
        """The same pages with their own words in ``language``."""
        if language == self._words.language:
            return self
        other = Site(self.plans, self.assets, self._today, language)
        other.shelf = self.shelf  # arranged once for all languages
        return other

    def browse(self, choice: Choice, order: str = "plan", page: int = 1) -> str:
        """The list of the measures that ``choice`` leaves, a page of it at a time, with what else can be chosen."""
        found = self.shelf.chosen(choice, order)
        pages = max(1, -(-len(found) // PAGE_LENGTH))
        page = min(max(1, page), pages)
        return self._page(
            "browse",
            links.BROWSE,
            address=links.browsing(choice, order, page),
            label=partial(label, words=self._words),
            sources=view.sources(self._documents),
            choice=choice,
            order=order,
            short=shelf.SHORT,
            facets=self.shelf.facets(choice),
            chips=tuple(_chips(choice, order, self._words)),
            orders=[
                Link(name, links.browsing(choice, key), key == order)
                for key, name in self._said(shelf.ORDERS).items()
            ],
            entries=found[(page - 1) * PAGE_LENGTH : page * PAGE_LENGTH],
            total=len(found),
            everything=len(self.shelf.measures),
            page=page,
            pages=pages,
            takings=_takings(choice, order),
        )

    def measure(self, measure_id: str, document: str = "") -> str | None:
        """One measure's own page; None where there is no such measure."""
        entry = self.shelf.named(measure_id, document)
        if entry is None:
            return None
        record, entries = entry.measure, self.shelf.entries
        figures = extract_figures(record.text)
        same_task = (
            e for e in entries
            if e != entry and (e.measure.document, e.measure.task_no) == (record.document, record.task_no)
        )  # fmt: skip
        at = entry.position
        return self._page(
            "measure",
            links.BROWSE,
            address=links.measure(record, several=self._several),
            entry=entry,
            text=cut(record.text, [(f.start, f.end) for f in figures]),
            figures=figures,
            kinds=self._said(shelf.FIGURES),
            in_area=Choice(area=record.area, document=record.document if self._several else ""),
            source=view.named(record.document, self._documents),
            copied=view.copied_measure(record, self._documents),
            questions=self._questions(record),
            siblings=tuple(same_task) if record.task_no is not None else (),
            before=entries[at - 1] if at else None,
            after=entries[at + 1] if at + 1 < len(entries) else None,
            caution=CAUTION,
        )

    def units(self, words: str = "") -> str:
        """All units, or those that ``words`` can mean."""
        rows = profile.rows(self.shelf)
        meant = self.shelf.unit_called(words)
        return self._page(
            "units",
            links.UNITS,
            address=links.finding_units(words),
            q=words,
            rows=[row for row in rows if row.name in meant] if words else rows,
            everything=len(rows),
            most=max((row.total for row in rows), default=1),
        )

    def unit(self, name: str) -> str | None:
        """One unit's profile; None where the plans do not name it."""
        unit = profile.profile(self.shelf, name)
        if unit is None:
            return None
        choice = Choice(unit=name)
        return self._page(
            "unit",
            links.UNITS,
            address=links.unit(name),
            unit=unit,
            choice=choice,
            dues=self._said(shelf.DUES),
            takings=_takings(choice),
            caution=CAUTION,
        )

    def pictures(self) -> str:
        """Four pictures of the plans, each with a sentence and a table of the same figures."""
        matrix, timeline = pictures.matrix(self.shelf), pictures.timeline(self.shelf, self._today())
        network, areas = pictures.network(self.shelf), pictures.overview(self.shelf)
        kinds = {"dues": shelf.DUES, "roles": shelf.ROLES, "kinds": pictures.KINDS}
        names = {kind: self._said(labels) for kind, labels in kinds.items()}
        places = {"browse": links.BROWSE, "units": links.UNITS}
        return self._page(
            "pictures",
            links.PICTURES,
            address=links.PICTURES,
            scripts=("tools.js", *PICTURE_SCRIPTS),
            sources=view.sources(self._documents),
            choice=Choice(),
            matrix=matrix,
            timeline=timeline,
            network=network,
            areas=areas,
            tasks=sum(len(plan.tasks) for plan in self.plans),
            everything=len(self.shelf.measures),
            findings=findings,
            words=self._words,
            names=names,
            figures={
                "matrix": asdict(matrix), "timeline": asdict(timeline), "network": asdict(network),
                "areas": [asdict(area) for area in areas],
                "names": names, "places": places, "today": self._today().isoformat(),
                "numbers": [document.number for document in self._documents],
            },
        )  # fmt: skip

    def missing(self, what: str) -> str:
        """What is shown for an address that leads nowhere; ``what`` says in one sentence what to do."""
        return self._page("missing", "", address="", what=what)

    def _questions(self, record: Measure) -> tuple[str, ...]:
        """What the conversation surely answers about ``record``; its number names it only among one plan's."""
        own = () if self._several else clause_questions(record)
        return (*(one.question for one in own), *view.questions_from(record))

    @property
    def _several(self) -> bool:
        return len(self.plans) > 1

    def _said(self, labels: Mapping[str, str]) -> dict[str, str]:
        return {key: self._words(text) for key, text in labels.items()}

    def _page(
        self, name: str, here: str, *, scripts: tuple[str, ...] = ("tools.js",), **values: object
    ) -> str:
        return part(
            f"site/{name}.html",
            self._words.language,
            here=here,
            scripts=scripts,
            assets=self.assets,
            plans=self.plans,
            documents=self._documents,
            several=self._several,
            today=self._today(),
            **values,
        )


def _chips(choice: Choice, order: str, words: Words) -> Iterator[Link]:
    for name, value in choice.given.items():
        yield Link(label(name, value, words), links.browsing(choice.but(**{name: ""}), order))


def _takings(choice: Choice, order: str = "plan") -> tuple[tuple[str, str], ...]:
    return tuple((writer.name, links.taking(choice, kind, order)) for kind, writer in FORMATS.items())
