"""Pages that anybody may read. They set no cookie, and none of them asks for one."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.queries.rulebook import published
from casework.queries.rulebook.printed_procedure import print_procedure
from casework.queries.wording.durations import how_long_cases_take
from casework.vocabulary.outcomes import TOLD_WITHOUT_NAME
from casework.web.public.begun import BEGUN
from casework.web.requests import REPORTER, read_uuid
from casework.web.shared.context import Context
from ledger.clock import now
from policy.models import CodeEdition, OathEdition, RulebookEdition
from policy.queries import name_of_body

PUBLIC = "public"
OWN = frozenset({"same-origin", "none"})


def render_public(
    request: HttpRequest, template: str, context: Context, *, status: int = 200, society: str | None = None
) -> HttpResponse:
    """Answer with a page of the public side, under the Society's name; one statement unless the view knows the name."""
    name = name_of_body() if society is None else society
    return render(
        request,
        template,
        {"audience": PUBLIC, "society": name, "without_name": TOLD_WITHOUT_NAME, **context},
        status=status,
    )


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render_public(request, "casework/public/home.html", {"reading": True})


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what a report is for, and what follows by when. `begun` is only a handle: the report opens with its cookie."""
    times, begun = published.times(now()), read_uuid(request.COOKIES.get(BEGUN))
    shown = {"times": times, "days": times.days, "begun": begun, "how_long": how_long_cases_take()}
    return render_public(request, "casework/public/start.html", shown)


@require_safe
def code(request: HttpRequest, key: str | None = None) -> HttpResponse:
    found, editions = published.edition_shown(CodeEdition, key)
    return render_public(
        request, "casework/public/code.html", {"code": found.text, "editions": editions, "reading": True}
    )


@require_safe
def oath(request: HttpRequest, key: str | None = None) -> HttpResponse:
    found, editions = published.edition_shown(OathEdition, key)
    return render_public(
        request, "casework/public/oath.html", {"oath": found.text, "editions": editions, "reading": True}
    )


@require_safe
def procedure(request: HttpRequest, key: str | None = None) -> HttpResponse:
    found, editions = published.edition_shown(RulebookEdition, key)
    shown = {"edition": found, "procedure": print_procedure(found), "editions": editions, "reading": True}
    return render_public(request, "casework/public/procedure.html", shown)


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    entries, after = published.register(request.GET.get("after", ""))
    following = f"?after={after}" if after else ""
    shown = {"entries": entries, "next": following, "reading": True}
    return render_public(request, "casework/public/register.html", shown)


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Say how to reach the Society without this site: the address and the hours of the settings."""
    shown = {"address": settings.CONTACT_ADDRESS, "hours": settings.CONTACT_HOURS}
    return render_public(request, "casework/public/contact.html", shown)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render_public(request, "casework/public/accessibility.html", {})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    keeping = published.keeping(published.society_day(now()))
    return render_public(request, "casework/public/privacy.html", {"keeping": keeping})


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Show a harmless page, close what was open, and have the browser forget what it holds of this site.

    Only for a person who comes from a page of this site or types the address. A picture or a link on another site gets
    the same page and closes nothing: otherwise any page of the web could destroy a report that is being written.
    """
    answer = render(request, "casework/public/leave.html")
    if not is_own_navigation(request):
        return answer
    if REPORTER in request.session or request.user.is_authenticated:
        logout(request)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


def is_own_navigation(request: HttpRequest) -> bool:
    """Whether a person opened this page from this site or by its address, as the browser says (Fetch Metadata).

    A browser too old to say so sends the page it comes from, if that is one of this site's.
    """
    sent = request.headers
    if "Sec-Fetch-Site" not in sent:
        return sent.get("Referer", "").startswith(f"{request.scheme}://{request.get_host()}/")
    seen = (sent.get("Sec-Fetch-Mode"), sent.get("Sec-Fetch-Dest"))
    return sent["Sec-Fetch-Site"] in OWN and seen == ("navigate", "document") and "Sec-Purpose" not in sent
