"""Asking in several cases at once, with a result for each: those whose turn it is for progress, or an officer to step out.

The page has an address, which names the cases, and a draft of the words for each person and these cases. So Back, Forward
and a new sign-in lose nothing, and words about one case never stand in the form about another.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from casework.access import Actor
from casework.procedure.notes.actions import add_task
from casework.procedure.notes.forms import ASKED, Ask, AskingForm
from casework.queries.evidence.sealed_drafts import DraftPlace, forget_draft, place_about_cases
from casework.queries.queue.asking import Asking, Officer, asking, askings, cases_seen
from casework.queries.queue.frame import frame_of
from casework.queries.queue.listing import PAGE
from casework.vocabulary import DoneBefore, NotSeen, Refused
from casework.web.drafts import drafts
from casework.web.drafts.page import DraftOnPage, fill_form, own_draft
from casework.web.drafts.texts import Draft, get_draft, keep_typed
from casework.web.queue.place import back_to_list, keep_ticks
from casework.web.queue.results import DONE, Result, kept_results, show_results, to_results
from casework.web.requests import acting, with_key_for
from casework.web.step_page.done import Did, keep_done
from ledger.clock import now
from policy.queries import rules_in_force

PAGES = {Ask.PROGRESS: "queue_ask", Ask.STEP_OUT: "queue_ask_to_step_out"}
"""The name of the address of each page."""
SEEN = "step_version"
"""The hidden field that says, for each case, whom the page named in it."""


@dataclass(frozen=True, kw_only=True)
class AskPage:
    """What is asked, in which cases, and the officer who is asked to step out. `key` names them in the address."""

    ask: Ask
    chosen: tuple[str, ...]
    key: str = ""
    officer: Officer | None = None

    def lines(self, by: Actor) -> list[Asking]:
        return askings(by, self.chosen, self.officer)

    def place(self, by: Actor) -> DraftPlace:
        return place_of(by, ask=self.ask, chosen=self.chosen, officer=self.key)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def queue_ask(request: HttpRequest, ask: Ask, officer: str = "") -> HttpResponse:
    """Show whom the officer would ask in the cases that the address names, or ask them; each case has a result."""
    by, chosen = acting(request), cases_in(request.GET)
    if "case" in request.POST or not chosen:
        return to_page(request, cases_in(request.POST))
    page = AskPage(ask=ask, chosen=tuple(chosen), key=officer, officer=officer_called(by, officer) if officer else None)
    if request.method == "POST":
        return answer(request, by, page)
    return show_asked(request, page) if DONE in request.GET else show_asking(request, by, page)


def officer_called(by: Actor, key: str) -> Officer:
    """Return the officer whom an address names, among those by whom the actor can narrow the list. NotSeen otherwise."""
    found = next((one for one in frame_of(by.user, now()).officers if one[0] == key), None)
    if found is None:
        raise NotSeen
    _key, name, user = found
    return Officer(user=user, name=name)


def words_of(ask: Ask, lines: Collection[Asking]) -> str:
    """Return the first words of a request. They name the missed date if it is the same for everybody who would be asked."""
    missed = {one.missed for one in lines if one.can}
    same = missed.pop() if ask is Ask.PROGRESS and len(missed) == 1 else ""
    return _("This date was missed: %(what)s. %(ask)s") % {"what": same, "ask": ASKED[ask]} if same else str(ASKED[ask])


def cases_in(asked: QueryDict) -> list[str]:
    return list(dict.fromkeys(one[:16] for one in asked.getlist("case")))[:PAGE]


def to_page(request: HttpRequest, chosen: Collection[str]) -> HttpResponse:
    """Lead to the page about the cases that were ticked; back to the list if none was."""
    if chosen:
        return redirect(f"{request.path}{address_of(chosen)}")
    messages.warning(request, _("Nothing was done. Tick the cases first, then choose what to do in them."))
    return redirect(back_to_list(request))


def answer(request: HttpRequest, by: Actor, page: AskPage) -> HttpResponse:
    """Keep the draft, ask those whom the page named, or show the form again with what was typed."""
    if drafts.is_about_draft(request):
        return answer_draft(request, by, page)
    form = AskingForm(request.POST)
    if not form.is_valid():
        return show_asking(request, by, page, form)
    there = f"{request.path}{address_of(page.chosen)}"
    return to_results(request, there, results_of(request, by, page, form))


def results_of(request: HttpRequest, by: Actor, page: AskPage, form: AskingForm) -> list[Result]:
    """Ask in each case. The draft stays if nobody was asked, or if somebody can still be asked in a case that changed."""
    results = list(ask_each(request, by, page, form))
    for one in results:
        keep_done(request, one.reference, Did.TASK, times=int(one.done))
    if any(one.done for one in results) and not any(one.again for one in results):
        forget_draft(page.place(by))
    return results


def address_of(chosen: Collection[str]) -> str:
    asked = QueryDict(mutable=True)
    asked.setlist("case", list(chosen))
    return f"?{asked.urlencode()}"


def place_of(by: Actor, *, ask: Ask, chosen: Collection[str], officer: str = "") -> DraftPlace:
    """Return where the draft about the chosen cases lies. With a case that the person sees no more, its draft has ended.

    Each officer who is asked to step out has another draft, whose page the list of drafts finds by their key.
    """
    page = f"{PAGES[ask]}:{officer}" if officer else PAGES[ask]
    return place_about_cases(by.user.pk, page, cases_seen(by, chosen))


def answer_draft(request: HttpRequest, by: Actor, page: AskPage) -> HttpResponse:
    """Keep, read or delete the draft; show both texts if another one was kept since the page was shown."""
    try:
        return drafts.answer_draft(request, by, page.place(by), request.get_full_path())
    except drafts.TextsDiffer:
        form = AskingForm(initial=request.POST.dict())
        return show_asking(request, by, page, form)


def show_asking(request: HttpRequest, by: Actor, page: AskPage, form: AskingForm | None = None) -> HttpResponse:
    lines = page.lines(by)
    form = AskingForm(initial={"words": words_of(page.ask, lines)}) if form is None else form
    draft = draft_of(request, by, page, form)
    shown = {
        "ask": page.ask,
        "officer": page.officer,
        "lines": sorted(lines, key=lambda one: one.can),
        "number": len([one for one in lines if one.can]),
        "asked": any(one.asked for one in lines),
        "request_key": uuid4(),
        "draft": draft,
        "others": [(form.fields["words"].label, text) for text in draft.others.get("words", ())],
    }
    keep_ticks(request, [one.reference for one in lines])
    around = {"audience": "staff", "form": form, "back": back_to_list(request, ticked=True)}
    status = 422 if form.errors else 409 if draft.others else 200
    return render(request, "desk/queue_asking.html", around | shown, status=status)


def draft_of(request: HttpRequest, by: Actor, page: AskPage, form: AskingForm) -> DraftOnPage:
    """Keep what a form holds that was not taken, or fill an opened form from its draft; return what the page says of it."""
    place, other = page.place(by), None
    if request.method == "POST":
        version, other = keep_typed(by, place, drafts.typed_in(request), drafts.seen_version(request))
        draft = Draft(version=version, typed={})
    elif (draft := get_draft(place)).typed:
        fill_form(form, draft.typed, {})
    rules = rules_in_force(now().date())
    return own_draft(draft, other.typed if other else {}, rules=rules)


def show_asked(request: HttpRequest, page: AskPage) -> HttpResponse:
    """Show what came of asking, with the way to ask again in the cases that changed meanwhile."""
    there = f"{request.path}{address_of(page.chosen)}"
    results = kept_results(request, there)
    again = [one.reference for one in results if one.again]
    around = {"step": page.ask} | ({"again": f"{request.path}{address_of(again)}"} if again else {})
    return show_results(request, there, results, around)


def ask_each(request: HttpRequest, by: Actor, page: AskPage, form: AskingForm) -> Iterator[Result]:
    """Ask in each case those whom its line of the page named. Where somebody else would be asked now, ask nobody."""
    seen = set(request.POST.getlist(SEEN))
    for reference in page.chosen:
        line = asking(by, reference, page.officer)
        if f"{reference}:{line.version}" not in seen:
            words = _("It has changed since you looked, so nobody was asked. Now: %(now)s") % {"now": line.words}
            yield _result(line, words if line.code_name else line.words, done=False, again=line.can)
        else:
            yield ask_in(with_key_for(by, request.POST.get("request_key"), reference), page.ask, line, form)


def ask_in(by: Actor, ask: Ask, line: Asking, form: AskingForm) -> Result:
    """Give a task to each person of a line. Who is asked for progress is asked for the step that is expected of them."""
    due_on = now().date() + timedelta(days=form.cleaned_data["days"])
    try:
        for person in line.people:
            own = with_key_for(by, str(by.request_key), str(person))
            add_task(
                reference=line.reference,
                by=own,
                words=form.cleaned_data["words"],
                person=person,
                due_on=due_on,
                step=line.step if ask is Ask.PROGRESS else None,
                step_out=ask is Ask.STEP_OUT,
            )
    except DoneBefore as refused:
        return _result(line, " ".join(str(one) for one in refused.reasons), done=True)
    except Refused as refused:
        words = " ".join(str(one) for one in refused.reasons) or line.words
        return _result(line, words, done=False, again=line.can)
    words = _("Asked: %(who)s") % {"who": line.words} if line.can else line.words
    return _result(line, words, done=line.can)


def _result(line: Asking, words: str, *, done: bool, again: bool = False) -> Result:
    return Result(done=done, reference=line.reference, code_name=line.code_name, words=words, again=again)


def place_after_time_out(by: Actor, *, ask: Ask, chosen: Collection[str], officer: str = "") -> DraftPlace:
    """Return the same for a form that comes without a session; NotSeen where its page would not have been shown."""
    if officer:
        officer_called(by, officer)
    return place_of(by, ask=ask, chosen=chosen, officer=officer)


drafts.PLACES |= dict.fromkeys(drafts.NAMES_CASES, place_after_time_out)
