"""What came of a step in several cases. Its page has an address, so that Back leads to it again from a case.

The session keeps the results that were shown last. A case that the person no longer sees is not named again.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Self

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.queries.queue.page import names_seen_among
from casework.web.queue.place import back_to_list
from casework.web.requests import acting
from casework.web.shared.context import Context

NOT_READ = gettext_lazy("Nobody has ticked off that the report was read for danger to a person.")
RESULTS = "queue_results"
"""The name in the session, which is sealed in the database."""
DONE = "done"
"""The field of an address that asks for what came of the step."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What came of a step in one case: whether it was taken, in which case, by its name if it may be shown, and why.

    `again`: what was typed for it can be sent in this case again, from a page that shows how it is now.
    `unread`: the report was taken up, and nobody had ticked off that it was read for danger.
    """

    done: bool
    reference: str
    code_name: str
    words: str
    again: bool = False
    unread: bool = False

    def without_case(self) -> Self:
        """Return the result without anything about its case."""
        return replace(self, code_name="", words="", again=False, unread=False)

    @property
    def not_read(self) -> SafeString:
        """What is said of a report that nobody read for danger, with the way to it and to the tick."""
        words, link = (
            _("Read it now"),
            '{} <a class="govuk-link" href="{}">{}</a>, <a class="govuk-link" href="{}">{}</a>.',
        )
        tick = f"{reverse('case_notes', args=[self.reference])}#tasks"
        return format_html(link, NOT_READ, reverse("case", args=[self.reference]), words, tick, _("then tick it off"))


def to_results(request: HttpRequest, there: str, results: Iterable[Result]) -> HttpResponse:
    """Keep the results, and lead to their page. `there`: the address of the page on which the step was chosen."""
    request.session[RESULTS] = {"of": there, "results": [asdict(one) for one in results]}
    return redirect(f"{there}&{DONE}=yes")


def kept_results(request: HttpRequest, there: str) -> list[Result]:
    """Return the results that are kept of a page, without the names of cases that the person no longer sees. One query."""
    kept = request.session.get(RESULTS)
    results = [Result(**one) for one in kept["results"]] if kept and kept["of"] == there else []
    seen = names_seen_among(acting(request).user, [one.reference for one in results if one.code_name])
    return [one if one.reference in seen or not one.code_name else one.without_case() for one in results]


def show_results(request: HttpRequest, there: str, results: Collection[Result], around: Context) -> HttpResponse:
    """Show what came of a step or, once that is no longer kept, what the step would do now."""
    if not results:
        return redirect(there)
    done = sum(one.done for one in results)
    shown = {"audience": "staff", "results": results, "done": done, "left": len(results) - done}
    return render(request, "desk/queue_results.html", shown | {"back": back_to_list(request)} | around)
