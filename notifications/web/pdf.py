"""Letters as PDFs, to be kept: opened, recorded and refused exactly as their pages are."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from casework.web.files.sending import SANDBOX
from casework.web.requests import acting
from notifications.dispatch.case_letters import party_called
from notifications.dispatch.letters_sent import letter_to_print
from notifications.letters.inbox import OFFICES, message_to, read
from notifications.letters.pdf import letter_pdf
from notifications.letters.writing import Letter
from notifications.web.inbox import MEMBERS, REPORTERS, visible_letters


@login_required
@require_GET
def member_letter_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    return _attachment(read(message_to(by.user, reference, MEMBERS), by))


@login_required
@require_GET
def desk_letter_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    return _attachment(read(message_to(by.user, reference, OFFICES), by))


@login_required
@require_GET
def case_letter_pdf(request: HttpRequest, reference: str, seat: str, number: int) -> HttpResponse:
    """Give an officer a letter to a party as a PDF, to be posted. Their reading serves it on nobody."""
    return _attachment(letter_to_print(acting(request), reference, party_called(seat), number))


@require_GET
def reporter_letter_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    by = acting(request)
    return _attachment(read(message_to(by.user, reference, REPORTERS, visible_letters(request)), by))


def _attachment(letter: Letter) -> HttpResponse:
    answer = HttpResponse(letter_pdf(letter), content_type="application/pdf")
    name = f"{letter.reference}.pdf"
    answer.headers["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    answer.headers["Content-Security-Policy"] = SANDBOX
    return answer
