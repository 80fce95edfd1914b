"""The pages of who had what when, and their PDFs, for a reporter and for those who decide; the member’s page is in `web`."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from casework import access
from casework.procedure.board.certificate import Certificate
from casework.queries.rulebook.published import society_day
from casework.vocabulary import NotSeen, Reading
from casework.web.decisions.panel_sections import bar_of
from casework.web.files.sending import SANDBOX
from casework.web.public import pages
from casework.web.reporter.channel import get_channel
from casework.web.reporter.chosen_part import chosen_case
from casework.web.requests import acting
from ledger.clock import now
from notifications.parity.pdf import certificate_pdf, parity_pdf
from notifications.parity.readers import parity_for_decider, parity_for_member, parity_for_reporter
from notifications.parity.sums import Parity
from notifications.web.inbox import get_notice


@login_required
@require_GET
def member_times_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    by, message = get_notice(request, reference)
    return _sent(parity_pdf(parity_for_member(message, by), reference, society_day(now())), f"times-{reference}")


@login_required
@require_GET
def member_certificate_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    by, message = get_notice(request, reference)
    return _certificate(parity_for_member(message, by), reference)


@require_GET
def reporter_times(request: HttpRequest) -> HttpResponse:
    """Show a reporter their own part: their letters, what they sent, and the days they had."""
    shown = {
        "parity": _of_reporter(request),
        "reference": get_channel(request)["reference"],
        "back": reverse("follow_up"),
        "pdf": reverse("follow_up_times_pdf"),
    }
    return pages.render_public(request, "casework/parity/reporter.html", shown)


@require_GET
def reporter_times_pdf(request: HttpRequest) -> HttpResponse:
    reference = get_channel(request).get("reference", "")
    return _sent(parity_pdf(_of_reporter(request), reference, society_day(now())), f"times-{reference}")


@login_required
@require_GET
def decider_times(request: HttpRequest, reference: str, home: str) -> HttpResponse:
    """Show somebody who decides who had what when. `home` is the name of the address of their case."""
    by = acting(request)
    parity, case = parity_for_decider(by, reference), access.case_shown(by, reference, Reading.SEE_CASE)
    shown: dict[str, Any] = {
        "audience": "board",
        "parity": parity,
        "case": case,
        "back": reverse(home, args=[reference]),
    }
    shown |= {name: reverse(f"{home}_{name}", args=[reference]) for name in ("times_pdf", "certificate_pdf")}
    shown |= {"bar": bar_of(case, "")} if home == "panel_case" else {}
    return render(request, "casework/parity/decider.html", shown)


@login_required
@require_GET
def decider_times_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    parity = parity_for_decider(acting(request), reference)
    return _sent(parity_pdf(parity, reference, society_day(now())), f"times-{reference}")


@login_required
@require_GET
def decider_certificate_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    return _certificate(parity_for_decider(acting(request), reference), reference)


def _of_reporter(request: HttpRequest) -> Parity:
    by = acting(request)
    return parity_for_reporter(by, chosen_case(request, by), coarse=get_channel(request)["coarse"])


def _certificate(parity: Parity, reference: str) -> HttpResponse:
    found: Certificate | None = parity.certificate
    if found is None:
        raise NotSeen
    return _sent(certificate_pdf(found, reference, society_day(now())), f"certificate-{reference}")


def _sent(made: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=f"{name}.pdf"))
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer
