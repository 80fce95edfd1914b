"""The pages of letters: a member's, a reporter's and an officer's inbox, a letter, and the case of a member's notice."""

from collections.abc import Callable, Mapping
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from accounts.vocabulary import Office
from casework import access
from casework.access import Actor
from casework.queries.case.chain import chain_file
from casework.queries.evidence.sealed_drafts import DraftPlace
from casework.queries.oath.own_oath import own_oath
from casework.queries.wording.durations import how_long_cases_take
from casework.record.events import EvidenceDisclosed, Recorded
from casework.record.rights import ACCUSED
from casework.verbs import get_step
from casework.verbs.receipts import open_receipt
from casework.vocabulary import CaseCompartment, NotSeen, Reading, Seat, Thread, Verb
from casework.web import steps
from casework.web.drafts import drafts
from casework.web.files import sending as files
from casework.web.files.viewer import DOWNLOAD, viewer_context, with_refresh
from casework.web.public import pages
from casework.web.reporter.channel import get_channel
from casework.web.reporter.sent import own_acts_shown, own_file, own_file_shown, own_part
from casework.web.requests import acting
from casework.web.shared import receipts
from ledger.clock import now
from notifications.letters.inbox import OFFICES, inbox, message_to, read
from notifications.letters.own_cases import client_of, own_cases, own_reference
from notifications.letters.table import TOLD_ANONYMOUSLY
from notifications.letters.writing import PARTIES
from notifications.member.deciders import deciders_of
from notifications.member.own_appeal import own_appeal
from notifications.member.own_sanction import own_sanction
from notifications.member.pages import case_pages
from notifications.member.receipts import case_of_letter, chain_for, receipts_for
from notifications.member.respondent_case import disclosed_file, served_case
from notifications.member.where_to_answer import where_to_answer
from notifications.models import Message
from notifications.parity.readers import parity_for_member

MEMBERS = PARTIES - {Seat.COMPLAINANT}
REPORTERS = frozenset({Seat.COMPLAINANT})
OUTCOMES: Mapping[str, Callable[[Message, Actor], object]] = {
    "sanction": own_sanction,
    "appeal": own_appeal,
    "times": parity_for_member,
}
"""What a page of a member's case shows beside what all of them show."""
PAGE_OF = {Thread.RESPONDENT: "member_conversation", Thread.RESPONDENT_PROTECTION: "member_protection"}


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
        "inbox": inbox(by.user, MEMBERS, page=page_asked(request)),
    }
    return render(request, "letters/pages/inbox.html", shown)


@login_required
@require_GET
def desk_inbox(request: HttpRequest) -> HttpResponse:
    by = acting(request)
    access.require_office(by, *Office)
    shown = {
        "audience": "staff",
        "letter_page": "desk_letter",
        "inbox": inbox(by.user, OFFICES, page=page_asked(request)),
    }
    return render(request, "letters/pages/inbox.html", shown)


@require_GET
def reporter_inbox(request: HttpRequest) -> HttpResponse:
    found = inbox(acting(request).user, REPORTERS, page=page_asked(request), only=visible_letters(request))
    shown = {"letter_page": "reporter_letter", "inbox": found, "back": reverse("follow_up"), "reporter": True}
    return pages.render_public(request, "letters/pages/inbox.html", shown)


@login_required
@require_GET
def member_letter(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    message = message_to(by.user, reference, MEMBERS)
    case = reverse("member_case", args=[own_reference(message)]) if message.seat in ACCUSED else ""
    shown = {"audience": "member", "back": reverse("member_inbox"), "letter": read(message, by), "case_page": case}
    shown["pdf"] = reverse("member_letter_pdf", args=[reference])
    return render(request, "letters/pages/letter.html", shown)


@login_required
@require_GET
def desk_letter(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    letter = read(message_to(by.user, reference, OFFICES), by)
    pdf = reverse("desk_letter_pdf", args=[reference])
    shown = {"audience": "staff", "back": reverse("desk_inbox"), "letter": letter, "pdf": pdf}
    return render(request, "letters/pages/letter.html", shown)


@require_GET
def reporter_letter(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    message = message_to(by.user, reference, REPORTERS, visible_letters(request))
    shown = {
        "back": reverse("reporter_inbox"),
        "letter": read(message, by),
        "answer": where_to_answer(request, message, by),
        "pdf": reverse("reporter_letter_pdf", args=[reference]),
    }
    return pages.render_public(request, "letters/pages/letter.html", shown)


@login_required
@require_GET
def member_case(request: HttpRequest, reference: str, page: str = "now") -> HttpResponse:
    """Show a member one page about the case of a notice, by the notice's own reference."""
    by, message = get_notice(request, reference)
    if must_accept(by, message):
        return redirect("member_step", reference, Verb.ACCEPT_REPRESENTATION.value)
    served = served_case(message, by)
    pages_of_case = case_pages(served, page)
    shown = {
        "audience": "member",
        "back": reverse("member_inbox"),
        "served": served,
        "talks": [(line, reverse(PAGE_OF[line.thread], args=[reference])) for line in served.threads],
        "pages": pages_of_case,
        "label": next(one.label for one in pages_of_case if one.is_here),
        "bodies": deciders_of(message, by) if page == "people" else (),
        "how_long": how_long_cases_take() if page == "now" else "",
        "outcome": OUTCOMES[page](message, by) if page in OUTCOMES else None,
    }
    return render(request, f"casework/member/pages/{page}.html", shown)


@login_required
@require_GET
def member_file(request: HttpRequest, reference: str, copy: UUID) -> HttpResponse:
    """Show a member a copy that was made for them, among all that they have been given."""
    by, message = get_notice(request, reference)
    key, case = disclosed_file(message, by, copy), reverse("member_case", args=[reference])

    def address(one: Recorded) -> str:
        given = one.event.copy if isinstance(one.event, EvidenceDisclosed) else None
        return reverse("member_file", args=[reference, given]) if given else ""

    shown = viewer_context(request, by, message.case.reference, key, showing=Reading.READ_BUNDLE, address=address)
    more = {"audience": "member", "back": case, "heading": reference, "download": f"{request.path}{DOWNLOAD}"}
    return with_refresh(render(request, "casework/viewer/page.html", shown | more), shown)


@login_required
@require_GET
def member_file_download(request: HttpRequest, reference: str, copy: UUID) -> HttpResponseBase:
    by, message = get_notice(request, reference)
    key = disclosed_file(message, by, copy)
    return files.case_file_response(
        by, message.case.reference, key, kept=CaseCompartment.RESPONDENT, right=Reading.READ_BUNDLE
    )


@login_required
@require_safe
def member_part(request: HttpRequest, reference: str, copy: UUID, part: str, number: int) -> HttpResponse:
    by, message = get_notice(request, reference)
    key, right = disclosed_file(message, by, copy), Reading.READ_BUNDLE
    return files.part_response(request, by, message.case.reference, key, part=part, number=number, showing=right)


@login_required
@require_GET
def member_sent(request: HttpRequest, reference: str) -> HttpResponse:
    by, message = get_notice(request, reference)
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
def member_sent_file(request: HttpRequest, reference: str, file: UUID) -> HttpResponse:
    by, message = get_notice(request, reference)
    case_of_letter(message, by)
    home = reverse("member_sent", args=[reference])
    page = own_file_shown(request, by, message.case.reference, file, home=home)
    more = {"audience": "member", "heading": reference}
    return with_refresh(render(request, "casework/viewer/page.html", page | more), page)


@login_required
@require_GET
def member_sent_file_download(request: HttpRequest, reference: str, file: UUID) -> HttpResponseBase:
    by, message = get_notice(request, reference)
    case_of_letter(message, by)
    return own_file(by, message.case.reference, file)


@login_required
@require_safe
def member_sent_part(request: HttpRequest, reference: str, file: UUID, part: str, number: int) -> HttpResponse:
    by, message = get_notice(request, reference)
    case_of_letter(message, by)
    return own_part(request, by, message.case.reference, file, part=part, number=number)


@login_required
@require_GET
def member_receipt(request: HttpRequest, reference: str, entry: UUID, form: str) -> HttpResponse:
    """Hand a member the receipt of an act of their side, of a notice or of a decision. NotSeen for any other entry."""
    by, message = get_notice(request, reference)
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
    by, message = get_notice(request, reference)
    case = case_of_letter(message, by)
    text = chain_file(case, chain_for(case), ())
    return receipts.sealed_file_response(request, text, f"chain-{reference}.json", audience="member")


@login_required
@require_http_methods(["GET", "POST"])
def member_step(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Let a member take a step in the case of a notice; the member never meets the case's own reference."""
    _, message = get_notice(request, reference)
    answer: HttpResponse = steps.step_page(request, message.case.reference, verb, "member", named=reference)
    return answer


def place_of_notice(by: Actor, *, reference: str, verb: str) -> DraftPlace:
    """Return where the draft of a member's step lies. NotSeen if the notice is not theirs."""
    message = message_to(by.user, reference, ACCUSED)
    return drafts.require_place(by, message.case.reference, get_step(verb).verb, "member")


drafts.PLACES["member_step"] = place_of_notice


def get_notice(request: HttpRequest, reference: str) -> tuple[Actor, Message]:
    """Return the member or representative who asks, and their letter. NotSeen if it is not theirs."""
    by = acting(request)
    return by, message_to(by.user, reference, ACCUSED)


def must_accept(by: Actor, message: Message) -> bool:
    """Whether the reader was named as a representative and has still to say whether they accept."""
    is_named = message.seat == Seat.REPRESENTATIVE.value
    return is_named and Verb.ACCEPT_REPRESENTATION.value in access.rights_in(by, message.case.reference)[1]


def visible_letters(request: HttpRequest) -> frozenset[str] | None:
    """Return the letters that the open channel shows; None means all. NotSeen if no channel is open."""
    channel = get_channel(request)
    if not channel:
        raise NotSeen
    return TOLD_ANONYMOUSLY if channel["coarse"] else None


def page_asked(request: HttpRequest) -> int:
    """Return the number of the page of a list that is asked for. NotSeen for what is none."""
    asked = request.GET.get("page", "1")
    if not asked.isascii() or not asked.isdigit() or not 0 < int(asked[:6]) < 100_000:
        raise NotSeen
    return int(asked[:6])
