"""The threads of a case for the member, or a representative, under the reference of their own notice."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casework.vocabulary import Thread
from casework.web.conversation.thread import answer
from notifications.member.receipts import case_of_letter
from notifications.web.inbox import get_notice


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def member_conversation(request: HttpRequest, reference: str, thread: Thread) -> HttpResponse:
    by, message = get_notice(request, reference)
    case_of_letter(message, by)
    back = reverse("member_case", args=[reference])
    came = answer(request, by, message.case.reference, thread, back)
    if isinstance(came, HttpResponse):
        return came
    shown = {
        "audience": "member",
        "heading": reference,
        "back": back,
        "society_at": reverse("member_conversation", args=[reference]),
        "files_at": f"{reverse('member_sent', args=[reference])}files/",
    }
    return render(request, "casework/conversation/page.html", came | shown, status=came["status"])
