"""The papers of a case for its reader. They are handed over once the record tells who opened them."""

from collections.abc import Callable, Iterable
from operator import attrgetter

from casework.access import Actor
from casework.models import Opening
from casework.procedure.reading.actions import note_openings
from casework.queries.case.page import CasePage, Text, case_page, group_by_compartment
from casework.recording import OpenedTexts, open_texts_together
from casework.vocabulary import Verb


def open_papers(
    *,
    reference: str,
    by: Actor,
    verbs: Iterable[Verb],
    shown: Callable[[CasePage], Iterable[Text]] = attrgetter("texts"),
    shows_news: bool = False,
) -> tuple[CasePage, OpenedTexts]:
    """Return a case as its viewer may see it, with its texts by (entry, field), after recording who opened them.

    `shown` returns the texts that a page shows; without it, all that the viewer may open. One entry covers a person, a
    compartment and a case for a quarter of an hour. `shows_news`: the page shows what is new in the case.
    A look without a text is one statement, without a transaction around it, whose two ends took a twentieth of a page. Raises
    NotSeen or NoRight.
    """
    page = case_page(by, reference, verbs=verbs)
    wanted = group_by_compartment(shown(page))
    texts = open_texts_together(page.case, wanted)
    if wanted:
        note_openings(case=page.case, by=by, shown=wanted, shows_news=shows_news)
    else:
        Opening.objects.due(page.case, by.user, (), at=page.case.view.now, shows_news=shows_news)
    return page, texts
