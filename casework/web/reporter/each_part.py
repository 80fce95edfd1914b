"""A message that its reporter sends in each part of a report: each part is a case of its own, with people of its own."""

from collections import Counter
from collections.abc import Sequence
from uuid import uuid5

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.access import Actor
from casework.forms.messages import MessageForm
from casework.procedure.conversation.actions import send_message
from casework.queries.threads.follow_up import own_cases
from casework.vocabulary import DoneBefore, NotNow, Refused, Thread
from casework.web.conversation.thread import WRITTEN

EACH = "in_each_part"
"""The box with which a reporter asks for it."""


def send_in_each_part(request: HttpRequest, by: Actor, thread: Thread, chosen: str, came: HttpResponse) -> None:
    """Send the words of a message that has been sent in the chosen part in the others too, if its reporter ticked that.

    Its files stay in the chosen part. Each part takes a message once, however often it is posted.
    """
    form = MessageForm(request.POST, by_reporter=True)
    if EACH not in request.POST or not came.headers.get("Location", "").endswith(f"#{WRITTEN}"):
        return
    if not form.is_valid() or not form.cleaned_data["message"]:
        return
    others = [reference for reference in own_cases(by.user) if reference != chosen]
    _tell(request, [_send(by, thread, reference, form.cleaned_data["message"]) for reference in others])


def _send(by: Actor, thread: Thread, reference: str, words: str) -> str | None:
    """Send the words in a part. Return why it took none, "" if it did, None if they were sent there before."""
    own = Actor(user=by.user, request_key=by.request_key and uuid5(by.request_key, reference), proven=by.proven)
    try:
        send_message(reference=reference, by=own, thread=thread, message=words)
    except DoneBefore:
        return None
    except Refused as refused:
        return _why(refused)
    return ""


def _tell(request: HttpRequest, outcomes: Sequence[str | None]) -> None:
    if sent := outcomes.count(""):
        said = ngettext(
            "Your words go out in another part too. You can take them back there.",
            "Your words go out in %(n)s other parts too. You can take them back there.",
            sent,
        )
        messages.success(request, said % {"n": sent})
    for reason, number in Counter(filter(None, outcomes)).items():
        said = ngettext(
            "Another part did not take your words: %(reason)s",
            "%(n)s other parts did not take your words: %(reason)s",
            number,
        )
        messages.warning(request, said % {"n": number, "reason": reason})


def _why(refused: Refused) -> str:
    """Return why a part took no message. The right to write ends when the part is closed."""
    return refused.reasons[0] if isinstance(refused, NotNow) else _("nobody can write there any more.")
