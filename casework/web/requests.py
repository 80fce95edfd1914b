"""The actor of a request, from the session; and answers to refusals that keep what was typed."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, wraps
from typing import Concatenate
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from accounts.models import User
from accounts.second_factor import was_fully_proven
from casework import access
from casework.access import Actor
from casework.vocabulary import NoRight, NotSeen, Refused
from casework.web.drafts import drafts
from casework.web.shared import typed
from casework.web.shared.context import Context

REPORTER = "reporter"
READ_BY_THE_PAGE = ("verify", "api")
"""Where no session acts: what is handed in there is read by the page alone, which keeps it in memory, or by the API."""
AUDIENCES = {"desk": "staff", "ledger": "auditor", "member": "member", "admin": "administration"} | dict.fromkeys(
    ("board", "panel", "appeal"), "board"
)


class Acts(HttpRequest):
    actor: Actor | None
    user: User


class WhoActs:
    """Sets `request.actor` from the session, and turns what is refused into a page, counting it without telling why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Acts) -> HttpResponse:
        request.actor = None if request.path.startswith(_read_by_the_page()) else _actor(request)
        response = self.get_response(request)
        if typed.leads_to_sign_in(response) and typed.is_worth_keeping(request):
            kept, to = drafts.keep_after_time_out(request), urlsplit(response.headers["Location"]).path
            return (
                drafts.answer_script(kept)
                if drafts.is_by_script(request)
                else answer_signed_out(request, to=to, kept=kept)
            )
        return answer_bare(request, response) if response.status_code == 405 else response

    def process_exception(self, request: Acts, error: Exception) -> HttpResponse | None:
        """Answer a refusal: 404, 403, 422 or 409, in that order of knowing; anything else is not ours."""
        if not isinstance(error, Refused):
            return None
        if isinstance(error, (NotSeen, NoRight)) and request.actor is not None:
            access.note_refusal(request.actor, _view_name(request), request.path)
        if request.actor is None and (way := typed.way_in(request)) and typed.is_worth_keeping(request):
            return answer_signed_out(request, to=way)
        shown = {
            "reasons": error.reasons,
            "typed": typed.texts(request),
            "audience": _audience(request),
            "of_report": request.path.startswith(reverse("start")),
        }
        return render(request, f"{error.status}.html", shown, status=error.status)


@cache
def _read_by_the_page() -> tuple[str, ...]:
    return tuple(map(reverse, READ_BY_THE_PAGE))


@cache
def _follow_up() -> str:
    return reverse("follow_up")


def answer_signed_out(request: Acts, *, to: str, kept: bool = False) -> HttpResponse:
    """Answer a form that came without a session: what was typed stays on the page, the same for every address.

    `kept`: it is the draft of the person as well.
    """
    audience = "public" if to == reverse("follow_up") else "plain"
    return render(
        request,
        "signed_out.html",
        {"audience": audience, "way_in": to, "kept": kept, **_sent_context(request)},
        status=403,
    )


def answer_bare(request: Acts, response: HttpResponse) -> HttpResponse:
    """Answer a page that only a button opens and that was asked for by its address: with a sentence in place of nothing."""
    if request.method != "GET" or response.content:
        return response
    page = render(request, "405.html", {"audience": _audience(request)}, status=405)
    page["Allow"] = response["Allow"]
    return page


def stale_form(request: Acts, reason: str = "") -> HttpResponse:
    """Answer a form whose token is not current, as after a new sign-in: it can be sent from this page, as it was typed."""
    if not typed.from_own_page(request) or not typed.posted_fields(request):
        return render(request, "403_csrf.html", status=403)
    if request.actor is None and (way := typed.way_in(request)):
        return answer_signed_out(request, to=way)
    return render(request, "403_csrf.html", {"audience": _audience(request), **_sent_context(request)}, status=403)


def _view_name(request: Acts) -> str:
    return request.resolver_match.view_name[:40] if request.resolver_match else ""


def _sent_context(request: Acts) -> Context:
    return {
        "given": typed.posted_fields(request),
        "typed": typed.texts(request),
        "files": typed.fields_with_files(request),
    }


def _audience(request: Acts) -> str:
    """Return whose pages a refusal belongs to, from the address alone; the public's for somebody unknown."""
    return AUDIENCES.get(request.path.split("/")[1], "public") if request.actor else "public"


def _actor(request: Acts) -> Actor | None:
    keyed = request.method == "POST" and not typed.reads_its_own_body(request)
    key = read_uuid(request.POST.get("request_key")) if keyed else None
    if request.user.is_authenticated:
        return Actor(user=request.user, request_key=key, proven=was_fully_proven(request))
    reporter = request.session.get(REPORTER) if request.path.startswith(_follow_up()) else None
    user = User.objects.filter(pk=reporter, kind=User.Kind.REPORTER, is_active=True).first() if reporter else None
    return Actor(user=user, request_key=key) if user else None


def read_uuid(text: str | None) -> UUID | None:
    """Return the UUID in a text; None if the text is not a UUID."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def read_number(text: str) -> int | None:
    """Return the number in the address of a page; None if there is none. NotSeen for a value that no link has."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise NotSeen
    return int(text)


def with_key_for(by: Actor, key: str | None, name: str) -> Actor:
    """Return the actor with a key for one of several steps, derived from the form's key, so a form sent twice acts once."""
    page = read_uuid(key)
    return replace(by, request_key=uuid5(page, name) if page else None)


def acting(request: HttpRequest) -> Actor:
    """Return the actor. NotSeen for an unknown person: they do not learn that the address exists."""
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        raise NotSeen
    return actor


def tells_a_drawer[**P](view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Tell the script of a drawer where a page leads, instead of redirecting its request. The window then goes there itself.

    A redirect to sign-in is left alone: `WhoActs` keeps what was typed, and answers with it.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if "X-Drawer" not in request.headers or response.status_code != 302 or typed.leads_to_sign_in(response):
            return response
        return HttpResponse(headers={"X-Leads-To": response.headers["Location"]})

    return answer
