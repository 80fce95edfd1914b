"""The pages of letters: a member's, a reporter's and an officer's inbox, a letter, and the case of a member's notice."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.queries.chain import chain_file
from casework.queries.own_oath import own_oath
from casework.record.rights import ACCUSED
from casework.verbs.receipts import open_receipt
from casework.vocabulary import CaseCompartment, NotSeen, Reading, Seat
from casework.web import files, receipts, steps
from casework.web.channel import get_channel
from casework.web.public import pages
from casework.web.requests import acting
from casework.web.sent import own_acts_shown, own_file
from ledger.clock import now
from notifications.inbox import OFFICES, inbox, message_to, read
from notifications.letters import TOLD_ANONYMOUSLY
from notifications.models import Message
from notifications.own_cases import client_of, own_cases
from notifications.receipts import case_of_letter, chain_for, receipts_for
from notifications.respondent_case import disclosed_file, served_case
from notifications.writing import PARTIES

MEMBERS = PARTIES - {Seat.COMPLAINANT}
REPORTERS = frozenset({Seat.COMPLAINANT})


@login_required
@require_GET
def member_inbox(request: HttpRequest) -> HttpResponse:
    by = acting(request)
    own, cases = own_oath(by.user, now()), own_cases(by.user)
    shown = {
        "audience": "member",
        "letter_page": "member_letter",
        "oath_is_due": own is not None and own.due,
        "cases": cases,
        "clients": any(one.client for one in cases),
        "inbox": inbox(by.user, MEMBERS, page=_page(request)),
    }
    return render(request, "letters/pages/inbox.html", shown)


@login_required
@require_GET
def desk_inbox(request: HttpRequest) -> HttpResponse:
    by = acting(request)
    access.require_office(by, *Office)
    shown = {"audience": "staff", "letter_page": "desk_letter", "inbox": inbox(by.user, OFFICES, page=_page(request))}
    return render(request, "letters/pages/inbox.html", shown)


@require_GET
def reporter_inbox(request: HttpRequest) -> HttpResponse:
    found = inbox(acting(request).user, REPORTERS, page=_page(request), only=_visible_letters(request))
    shown = {"letter_page": "reporter_letter", "inbox": found, "back": reverse("follow_up")}
    return pages.render_public(request, "letters/pages/inbox.html", shown)


@login_required
@require_GET
def member_letter(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    message = message_to(by.user, reference, MEMBERS)
    case = reverse("member_case", args=[reference]) if message.seat in ACCUSED else ""
    shown = {"audience": "member", "back": reverse("member_inbox"), "letter": read(message, by), "case_page": case}
    return render(request, "letters/pages/letter.html", shown)


@login_required
@require_GET
def desk_letter(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    letter = read(message_to(by.user, reference, OFFICES), by)
    shown = {"audience": "staff", "back": reverse("desk_inbox"), "letter": letter}
    return render(request, "letters/pages/letter.html", shown)


@require_GET
def reporter_letter(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    letter = read(message_to(by.user, reference, REPORTERS, _visible_letters(request)), by)
    shown = {"back": reverse("reporter_inbox"), "letter": letter}
    return pages.render_public(request, "letters/pages/letter.html", shown)


@login_required
@require_GET
def member_case(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a member the case of a notice, by the notice's own reference."""
    by, message = _notice(request, reference)
    shown = {"audience": "member", "back": reverse("member_inbox"), "served": served_case(message, by)}
    return render(request, "casework/member/case.html", shown)


@login_required
@require_GET
def member_file(request: HttpRequest, reference: str, copy: UUID) -> HttpResponseBase:
    by, message = _notice(request, reference)
    key = disclosed_file(message, by, copy)
    return files.case_file_response(
        by, message.case.reference, key, kept=CaseCompartment.RESPONDENT, right=Reading.READ_BUNDLE
    )


@login_required
@require_GET
def member_sent(request: HttpRequest, reference: str) -> HttpResponse:
    by, message = _notice(request, reference)
    case_of_letter(message, by)
    page = {
        "audience": "member",
        "reference": reference,
        "home": reverse("member_sent", args=[reference]),
        "receipts": f"{reverse('member_case', args=[reference])}receipts/",
        "back": reverse("member_case", args=[reference]),
        "client": client_of(message),
    }
    return render(request, "casework/sent/page.html", page | own_acts_shown(by, message.case.reference))


@login_required
@require_GET
def member_sent_file(request: HttpRequest, reference: str, file: UUID) -> HttpResponseBase:
    by, message = _notice(request, reference)
    case_of_letter(message, by)
    return own_file(by, message.case.reference, file)


@login_required
@require_GET
def member_receipt(request: HttpRequest, reference: str, entry: UUID, form: str) -> HttpResponse:
    """Hand a member the receipt of an act of their side, of a notice or of a decision. NotSeen for any other entry."""
    by, message = _notice(request, reference)
    case = case_of_letter(message, by)
    if entry not in {one.entry for one in receipts_for(case)}:
        raise NotSeen
    text = open_receipt(by, case, entry, form=form)
    return receipts.sealed_file_response(
        request, text, receipts.receipt_name(f"case-{reference}-{entry.hex[:8]}", form), audience="member"
    )


@login_required
@require_GET
def member_chain(request: HttpRequest, reference: str) -> HttpResponse:
    by, message = _notice(request, reference)
    case = case_of_letter(message, by)
    text = chain_file(case, chain_for(case), ())
    return receipts.sealed_file_response(request, text, f"chain-{reference}.json", audience="member")


@login_required
@require_http_methods(["GET", "POST"])
def member_step(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Let a member take a step in the case of a notice; the member never meets the case's own reference."""
    _, message = _notice(request, reference)
    answer: HttpResponse = steps.step_page(request, message.case.reference, verb, "member", named=reference)
    return answer


def _notice(request: HttpRequest, reference: str) -> tuple[Actor, Message]:
    """Return the member or representative who asks, and their letter. NotSeen if it is not theirs."""
    by = acting(request)
    return by, message_to(by.user, reference, ACCUSED)


def _visible_letters(request: HttpRequest) -> frozenset[str] | None:
    """Return the letters that the open channel shows; None means all. NotSeen if no channel is open."""
    channel = get_channel(request)
    if not channel:
        raise NotSeen
    return TOLD_ANONYMOUSLY if channel["coarse"] else None


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "1")
    if not asked.isascii() or not asked.isdigit() or not 0 < int(asked[:6]) < 100_000:
        raise NotSeen
    return int(asked[:6])
