"""Asking for progress in several cases at once: a task for each person whose turn it is, with a result for each case."""

from collections.abc import Collection, Iterator
from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from casework.access import Actor
from casework.procedure.notes.actions import add_task
from casework.procedure.notes.forms import ASKED, Ask, AskingForm
from casework.queries.queue_asking import Asking, asking, askings
from casework.queries.queue_listing import PAGE
from casework.vocabulary import DoneBefore, Refused
from casework.web.done import Did, keep_done
from casework.web.queue_acts import Result
from casework.web.queue_links import address_of_list, around_form
from casework.web.requests import acting, with_key_for
from ledger.clock import now


@login_required
@require_POST
def queue_ask(request: HttpRequest) -> HttpResponse:
    """Show whom the officer would ask in the cases that were ticked, or ask them; each case has a result."""
    by, chosen = acting(request), list(dict.fromkeys(one[:16] for one in request.POST.getlist("case")))[:PAGE]
    form = AskingForm(request.POST if "words" in request.POST else None, initial={"words": ASKED[ask_in(request)]})
    if not chosen:
        messages.warning(request, _("Nothing was done. Tick the cases first, then choose what to do in them."))
        return redirect(address_of_list(request.POST.get("list", "")))
    if form.is_valid():
        return show_results(request, list(ask_each(request, by, chosen, form)))
    return show_asking(request, form, askings(by, chosen))


def ask_in(request: HttpRequest) -> Ask:
    """Return what is asked: how far it is, unless the request says otherwise."""
    return next((one for one in Ask if one.value == request.POST.get("asks")), Ask.PROGRESS)


def show_asking(request: HttpRequest, form: AskingForm, lines: list[Asking]) -> HttpResponse:
    shown = {"ask": ask_in(request), "lines": lines, "number": len([one for one in lines if one.can]), "key": uuid4()}
    around = around_form(form, request.POST.get("list", ""))
    return render(request, "desk/queue_asking.html", around | shown, status=422 if form.errors else 200)


def show_results(request: HttpRequest, results: list[Result]) -> HttpResponse:
    for one in results:
        keep_done(request, one.reference, Did.TASK, times=int(one.done))
    done = len([one for one in results if one.done])
    shown = {"results": results, "done": done, "left": len(results) - done, "step": ask_in(request)}
    around = {"audience": "staff", "back": address_of_list(request.POST.get("list", ""))}
    return render(request, "desk/queue_results.html", around | shown)


def ask_each(request: HttpRequest, by: Actor, references: Collection[str], form: AskingForm) -> Iterator[Result]:
    """Ask in each case those whom its line of the preview named. Where somebody else would be asked now, ask nobody."""
    for reference in references:
        line = asking(by, reference)
        if line.version != request.POST.get(f"version_{reference}"):
            words = _("It has changed since you looked, so nobody was asked. Now: %(now)s") % {"now": line.words}
            yield _result(line, words if line.code_name else line.words, done=False)
        else:
            yield ask(with_key_for(by, request.POST.get("key"), reference), line, form)


def ask(by: Actor, line: Asking, form: AskingForm) -> Result:
    """Give a task to each person of a line."""
    due_on = now().date() + timedelta(days=form.cleaned_data["days"])
    try:
        for person in line.people:
            own = with_key_for(by, str(by.request_key), str(person))
            add_task(reference=line.reference, by=own, words=form.cleaned_data["words"], person=person, due_on=due_on)
    except DoneBefore as refused:
        return _result(line, " ".join(str(one) for one in refused.reasons), done=True)
    except Refused as refused:
        return _result(line, " ".join(str(one) for one in refused.reasons) or line.words, done=False)
    words = _("Asked: %(who)s") % {"who": line.words} if line.can else line.words
    return _result(line, words, done=line.can)


def _result(line: Asking, words: str, *, done: bool) -> Result:
    return Result(done=done, reference=line.reference, code_name=line.code_name, words=words)
