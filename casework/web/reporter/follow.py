"""The pages behind a receipt code: how far the report is, what comes next, and what the reporter can do."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.budgets import Budget, spend
from accounts.models import User
from accounts.rate_limit_key import source_of
from casework import access
from casework.access import Actor
from casework.forms.codes import CodeForm, SameCodeForm
from casework.forms.keep_away import rows_of
from casework.models import Case
from casework.procedure.intake.actions import claim_code
from casework.queries.case.receipts import report_entry
from casework.queries.threads.follow_up import follow_up, keys_of, own_cases, reporter_of, require_step_told
from casework.queries.wording.durations import how_long_cases_take
from casework.verbs import VERBS, Step, get_step
from casework.verbs.receipts import act_receipt, report_receipt
from casework.vocabulary import NotSeen, Thread, Verb
from casework.web.conversation.thread import answer
from casework.web.drafts import drafts
from casework.web.files.viewer import with_refresh
from casework.web.public.coming_back import go_on, unsent_report
from casework.web.public.pages import render_public
from casework.web.reporter.channel import CLAIMING, NEW_CODE, enter, extend_channel, get_channel
from casework.web.reporter.chosen_part import PAGE_OF, WHICH, chosen_case, part_of
from casework.web.reporter.each_part import send_in_each_part
from casework.web.reporter.own_name import for_reporter
from casework.web.reporter.sent import own_acts_shown, own_file, own_file_shown, own_part
from casework.web.requests import acting, read_number
from casework.web.shared.context import Context
from casework.web.shared.read_here import as_read_here
from casework.web.shared.receipts import receipt_name, sealed_file_response
from casework.web.shared.refused import reasons_of
from casework.web.step_page.done import link_to_receipt, tell_done
from casework.web.step_page.keep_away_added import add_in_each_part
from casework.web.step_page.page import template_of
from casework.web.steps import step_context, take_step
from ledger.receipts import is_sealed
from vault.codes import Code, mended_words, new_code, parse

UNKNOWN = gettext_lazy("This code opens nothing here. Compare it with your note, word by word, or try the digits.")
MISTYPED = gettext_noop("This code opens nothing here.")
MANY = gettext_lazy(
    "This code opens nothing here. Very many wrong codes came from your network within an hour; a right one still opens your"
    " report. Compare it with your note, word by word, or try the digits."
)
EXCHANGED = gettext_lazy(
    "These words were on a slip. They have been exchanged for new words, and open nothing now. Use the new words. If you did"
    " not exchange them, call us."
)
LEFT = "left"


@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return enter_code(request, CodeForm(request.POST))
    by: Actor | None = getattr(request, "actor", None)
    if by is None or by.user.kind != User.Kind.REPORTER:
        return render_public(request, "casework/follow/enter.html", {"form": CodeForm(), "left": LEFT in request.GET})
    return render_public(request, "casework/follow/status.html", status_of(request, by))


def enter_code(request: HttpRequest, form: CodeForm) -> HttpResponse:
    """Open the channel of a code, or the report that waits to be sent with it, or say in one sentence that it is wrong.

    After very many wrong codes from a network, a wrong code causes no further look-up; a right code works as before.
    """
    code: Code | None = form.cleaned_data["code"] if form.is_valid() else None
    if user := reporter_of(code) if form.is_valid() else None:
        answer = redirect(enter(request, user))
        tell_mended(request, code)
        return answer
    if found := unsent_report(code):
        return go_on(request, found)
    return refuse_code(request, form)


def tell_mended(request: HttpRequest, code: Code | None) -> None:
    """Say on the next page which words of a code that opened something were read with a letter mended."""
    mended = mended_words(request.POST["code"], code) if code else ()
    read = (gettext("We read “%(typed)s” as “%(read)s”.") % {"typed": typed, "read": read} for typed, read in mended)
    if words := " ".join(read):
        messages.info(request, words)


def refuse_code(request: HttpRequest, form: CodeForm) -> HttpResponse:
    usual = spend(Budget.CODE, source_of(request))
    if form.is_valid():
        form.add_error("code", why_refused(form) if usual else MANY)
    status, society = (422, None) if usual else (429, "")
    return render_public(request, "casework/follow/enter.html", {"form": form}, status=status, society=society)


def why_refused(form: CodeForm) -> str:
    """Return why a code opens nothing: it is mistyped or unknown, or it was on a caller's slip and was exchanged."""
    code: Code | None = form.cleaned_data["code"]
    if code is None and form.slip:
        return f"{gettext(MISTYPED)} {form.slip}"
    exchanged = code is not None and User.objects.has_been_exchanged(lookup_id=code.lookup_id)
    return str(EXCHANGED if exchanged else UNKNOWN)


def status_of(request: HttpRequest, by: Actor) -> Context:
    which, cases = request.session.get(WHICH, 0), own_cases(by.user)
    channel = extend_channel(request, by, len(cases))
    told = follow_up(by, chosen_case(request, by), coarse=channel["coarse"], verbs=VERBS)
    return {
        "channel": channel,
        "told": told,
        "how_long": how_long_cases_take(),
        "kept_away": rows_of(told.keep_away, channel["keep_away"], ticked=channel["ticked"]),
        "questions": [(one.day, address_of_answer(one.thread)) for one in told.questions],
        "steps": [
            (step, step.sentence_for(reporter=True), offer)
            for offer in told.offers
            if offer.verb is not Verb.EXPLAIN_KEEP_AWAY  # the page leads to it beside the line
            for step in [for_reporter(VERBS[offer.verb], told.case.view, anonymous=channel["coarse"])]
        ],
        "which": which,
        "several": len(cases) > 1,
        "talks": [(one, reverse(PAGE_OF[one.thread])) for one in as_read_here(request, told.case, told.threads)],
    }


def address_of_answer(thread: Thread | None) -> str:
    """Return where a reporter answers: in a thread, or in the step for the items that a letter asks for."""
    if thread is None:
        return reverse("follow_up_step", args=[Verb.SUPPLY_INFORMATION.value])
    return f"{reverse(PAGE_OF[thread])}#write_title"


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, verb: str) -> HttpResponse:
    by, wanted = acting(request), get_step(verb)
    case = chosen_case(request, by)
    require_step_told(wanted.verb, coarse=get_channel(request)["coarse"])
    return (answer_draft if drafts.is_about_draft(request) else show_or_take)(request, wanted, case, by)


def show_or_take(request: HttpRequest, wanted: Step, case: str, by: Actor) -> HttpResponse:
    access.require(by, case, wanted.verb)
    came = take_step(request, wanted, case, by) if request.method == "POST" else None
    if isinstance(came, Case):
        return lead_back(request, wanted, came, by)
    refused = {"refused": reasons_of(came)} if came else {}
    page = step_shown(request, wanted, case, by) | refused
    return render_public(request, template_of(wanted.verb, "public"), page, status=came.status if came else 200)


def lead_back(request: HttpRequest, wanted: Step, came: Case, by: Actor) -> HttpResponse:
    """Go back to the report, which says that the step was taken, and where its receipt is."""
    add_in_each_part(request, by, wanted, came.reference)
    tell_done(request, wanted, came, link_to_receipt(reverse("follow_up_sent")))
    return redirect("follow_up")


def step_shown(request: HttpRequest, wanted: Step, case: str, by: Actor) -> Context:
    page = step_context(wanted, case, by, "public", request)
    told = for_reporter(wanted, page["case"].view, anonymous=get_channel(request)["coarse"])
    return page | {"step": told, "sentence": told.sentence_for(reporter=True), "back": reverse("follow_up")}


def answer_draft(request: HttpRequest, wanted: Step, case: str, by: Actor) -> HttpResponse:
    """Keep or delete a draft; show both texts if another one was kept since the page was shown."""
    place = drafts.require_place(by, case, wanted.verb, drafts.side_of(request))
    try:
        return drafts.answer_draft(request, by, place, reverse("follow_up"))
    except drafts.TextsDiffer as differ:
        page = step_shown(request, wanted, case, by)
        return render_public(request, template_of(wanted.verb, "public"), page, status=differ.status)


@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Show a reporter a thread of the chosen case, from the minute of filing, or take a message."""
    by = acting(request)
    chosen = chosen_case(request, by)
    came = answer(request, by, chosen, thread, reverse("follow_up"))
    if isinstance(came, HttpResponse):
        send_in_each_part(request, by, thread, chosen, came)
        return came
    shown = {
        **part_of(request),
        "back": reverse("follow_up"),
        "society_at": reverse(PAGE_OF[Thread.REPORTER]),
        "files_at": f"{reverse('follow_up_sent')}files/",
    }
    return render_public(request, "casework/conversation/page.html", came | shown, status=came["status"])


@require_http_methods(["GET", "HEAD", "POST"])
def claim(request: HttpRequest) -> HttpResponse:
    """Replace the code that staff made by a new code of the reporter, once the reporter has typed it back."""
    by, code = get_claim(request)
    form = SameCodeForm(request.POST if request.method == "POST" else None, given=code)
    if not form.is_valid():
        page = {"form": form, "words": code.words, "digits": code.digits}
        return render_public(request, "casework/follow/claim.html", page, status=422 if form.is_bound else 200)
    for key in [each for each in keys_of(by) if each.claim]:
        claim_code(reference=key.case, by=by, lookup_id=code.lookup_id)
    return redirect(enter(request, by.user))


def get_claim(request: HttpRequest) -> tuple[Actor, Code]:
    """Return the reporter who exchanges a code, and the new code, made once in the session. NotSeen for anybody else.

    NotSeen too if the code was exchanged meanwhile, or a newer slip replaced it.
    """
    key, digest = request.session.get(CLAIMING, ("0" * 32, ""))
    user = User.objects.filter(pk=UUID(key), kind=User.Kind.REPORTER).first()
    if user is None or user.code_digest is None or bytes(user.code_digest).hex() != digest:
        raise NotSeen
    words = request.session.setdefault(NEW_CODE, " ".join(new_code().words))
    return Actor(user=user), parse(words)


@require_safe
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the receipt again, to print: reference and day, no code and no word of the report. And offer its files."""
    by = acting(request)
    case = chosen_case(request, by)
    told = follow_up(by, case, coarse=True, verbs=())
    page = {"reference": get_channel(request)["reference"], "filed_on": told.filed_on, "back": reverse("follow_up")}
    files = {"files": [(reverse("follow_up_receipt"), "")], "sealed": is_sealed(report_entry(case)), "opens": True}
    return render_public(request, "casework/follow/receipt.html", page | files)


@require_safe
def receipt_file(request: HttpRequest, form: str) -> HttpResponse:
    """Send the receipt of the chosen case. If it has the text, the opening is recorded."""
    by = acting(request)
    case = chosen_case(request, by)
    text = report_receipt(by, case, report_entry(case), form=form)
    name = receipt_name(f"report-{get_channel(request)['reference']}", form)
    return sealed_file_response(request, text, name, audience="public")


@require_safe
def sent_page(request: HttpRequest) -> HttpResponse:
    by = acting(request)
    after = read_number(request.GET.get("after", "")) or 0
    acts = own_acts_shown(by, chosen_case(request, by), after=after)
    home = reverse("follow_up_sent")
    addresses = {"home": home, "receipts": f"{home}receipts/", "back": reverse("follow_up")}
    page = {"reference": get_channel(request)["reference"], **addresses, **acts}
    return render_public(request, "casework/sent/page.html", page)


@require_safe
def sent_file(request: HttpRequest, file: UUID) -> HttpResponse:
    by = acting(request)
    page = own_file_shown(request, by, chosen_case(request, by), file, home=reverse("follow_up_sent"))
    shown = page | {"heading": get_channel(request)["reference"]}
    return with_refresh(render_public(request, "casework/viewer/page.html", shown), page)


@require_safe
def sent_download(request: HttpRequest, file: UUID) -> HttpResponseBase:
    by = acting(request)
    return own_file(by, chosen_case(request, by), file)


@require_safe
def sent_part(request: HttpRequest, file: UUID, part: str, number: int) -> HttpResponse:
    by = acting(request)
    return own_part(request, by, chosen_case(request, by), file, part=part, number=number)


@require_safe
def sent_receipt(request: HttpRequest, entry: UUID, form: str) -> HttpResponse:
    """Send the receipt of one of the reporter's own acts in the chosen case. NotSeen for any other entry."""
    by = acting(request)
    text = act_receipt(by, chosen_case(request, by), entry, form=form)
    name = receipt_name(f"report-{get_channel(request)['reference']}-{entry.hex[:8]}", form)
    return sealed_file_response(request, text, name, audience="public")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Close the channel, have the browser forget it, and say on the next page that the report goes on."""
    logout(request)
    answer = redirect(f"{reverse('follow_up')}?{LEFT}")
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer
