"""A search for words within papers: sent in the body, answered by a worker; its page says how far the worker has come."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from casework.forms.words_in_papers import PapersForm
from casework.procedure.reading.actions import search_papers
from casework.queries.search.word_search import has_papers
from casework.queries.search.word_search_shown import search_shown
from casework.vocabulary import NotSeen
from casework.web.queue.links import around_form
from casework.web.queue.place import list_before
from casework.web.requests import acting
from ledger.clock import now

SECONDS = "2"
"""After so many seconds the page of a search that is not done is asked for again, without a script."""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def find_in_papers(request: HttpRequest) -> HttpResponse:
    """Ask for words, or begin to look for them, and lead to a page whose address says nothing."""
    by = acting(request)
    form = PapersForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("queue_papers_found", search_papers(words=form.cleaned_data["phrase"], by=by))
    return show_papers(request, form, status=422 if form.errors else 200, nowhere=not has_papers(by.user))


@login_required
@require_safe
def found_in_papers(request: HttpRequest, handle: UUID) -> HttpResponse:
    """Show the papers in which the words stand, or how many cases were looked through so far."""
    try:
        search = search_shown(acting(request).user, handle, now())
    except NotSeen:
        return show_papers(request, PapersForm(), ended=True, status=404)
    return show_papers(request, PapersForm(initial={"phrase": search.words}), search=search, again=not search.done)


def show_papers(
    request: HttpRequest, form: PapersForm, *, again: bool = False, status: int = 200, **shown: object
) -> HttpResponse:
    """Show the form, with a search if there is one. `again`: the browser asks for the page again by itself."""
    around = around_form(form, list_before(request))
    response = render(request, "desk/queue_papers.html", around | shown, status=status)
    if again:
        response.headers["Refresh"] = SECONDS
    return response
