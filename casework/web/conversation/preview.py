"""A message as its reader will see it: the form is kept as a draft, and a page of its own address shows the draft.

So Back, Forward and loading again ask nobody to send a form a second time.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from casework.access import Actor
from casework.forms.messages import SocietyMessageForm
from casework.queries.evidence.sealed_drafts import DraftPlace
from casework.web.conversation.drafts import add_waiting_files
from casework.web.conversation.names import ask_about_names
from casework.web.drafts import drafts
from casework.web.drafts.texts import Part, keep_typed
from casework.web.requests import read_uuid
from casework.web.shared.context import Context
from casework.web.step_page.rehearsing import PREVIEW, data_of

MESSAGE, AGAIN = "message", "again"


def answer_preview(request: HttpRequest, by: Actor, place: DraftPlace, _back: str, _part: Part | None) -> HttpResponse:
    """Keep what was typed and chosen, and lead to where it is shown. Raises TextsDiffer if both texts are to be shown."""
    drafts.keep_chosen(request, place)
    if keep_typed(by, place, drafts.typed_in(request), drafts.seen_version(request))[1]:
        raise drafts.TextsDiffer
    return redirect(f"{_address(request.path, request.POST.get('instead_of', ''), {PREVIEW: MESSAGE})}#{PREVIEW}")


def shows_preview(request: HttpRequest, page: Context) -> bool:
    """Whether an address is that of a message as its reader will see it, where an officer may write it now."""
    talk = page["talk"]
    asked = request.method != "POST" and request.GET.get(PREVIEW) == MESSAGE
    return asked and talk.by_society and talk.writes and not talk.reasons


def around_preview(request: HttpRequest, by: Actor, reference: str, page: Context) -> Context:
    """Return what the page shows with the message of its draft: its words and the names to be asked about, or its errors.

    The forms of the page are sent to the address of the thread itself.
    """
    add_waiting_files(request, page["place"])
    form = SocietyMessageForm(data_of(page["form"]), request.FILES, today=page["today"])
    form.chosen_files = page["form"].chosen_files
    shown = {"form": form, "action": _address(request.path, request.GET.get(AGAIN, ""))}
    if not form.is_valid():
        return shown
    named = ask_about_names(request, by, reference, page | shown)
    return shown | {"preview": form.cleaned_data, "named": named}


def _address(path: str, again: str, asked: dict[str, str] | None = None) -> str:
    """Return an address of the thread, with the message that came back if the form takes it up again."""
    fields = {**({AGAIN: again} if read_uuid(again) else {}), **(asked or {})}
    return f"{path}?{urlencode(fields)}" if fields else path


drafts.ANSWERS[PREVIEW] = answer_preview
