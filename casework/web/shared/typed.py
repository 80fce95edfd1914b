"""The text typed into a form that could not be taken: it goes back with the answer, and is kept nowhere else."""

from collections.abc import Container, Mapping
from functools import cache
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from accounts.vocabulary import PROOF

AFTER_SIGN_IN = ("today", "queue", "docket", "member_inbox", "administration", "tokens")
"""The pages at the top of each area where somebody signed in types text."""
READ_THEIR_OWN_BODY = ("admin_members_upload", "admin_people_list", "admin_editions")
"""Pages that take a file into memory, and say so before anything reads the body. They take no request key."""
NOT_SENT_AGAIN = frozenset({"csrfmiddlewaretoken", "nonce", "answer"}) | PROOF
"""What belongs to one sending alone: tokens, signatures, proofs of who is there."""
SECRETS = NOT_SENT_AGAIN | {"password", "oldpassword", "password1", "password2"}
OF_A_DEVICE = "answer"
"""The field in which a passkey answers. Some forms ask for an answer in words: a device answers beside a nonce."""
FILES_CHOSEN = "files_chosen"
"""The hidden field that names each field in which files had been chosen."""
MADE_BY_THE_PAGE = frozenset(
    {
        "request_key",
        "signs",
        "replace_waiting",
        "send_back",
        "sign_several",
        "seen",
        "draft",
        "draft_version",
        "step_version",
        "with_code",
        "names_meant",
        FILES_CHOSEN,
    }
)
ASKING_WHO = ("account_login", "account_reauthenticate", "mfa_reauthenticate", "mfa_activate_totp")


def secrets_in(posted: Container[str]) -> frozenset[str]:
    """Return the fields of what was posted that nothing keeps."""
    return SECRETS if "nonce" in posted else SECRETS - {OF_A_DEVICE}


@cache
def ways_in() -> Mapping[str, str]:
    """Return where text is typed, by the beginning of the address, and where people come in again; "" needs no way in.

    No other address shows text.
    """
    sign_in, enter_code = reverse("account_login"), reverse("follow_up")
    areas = {reverse(page): sign_in for page in AFTER_SIGN_IN}
    # The pages of a panel and of an appeal panel have no page above all cases.
    areas |= {reverse(page, args=["x"]).removesuffix("x/"): sign_in for page in ("panel_case", "appeal_case")}
    return areas | {f"{enter_code}do/": enter_code, reverse("follow_up_conversation"): enter_code, reverse("start"): ""}


def reads_its_own_body(request: HttpRequest) -> bool:
    return request.path in _addresses(READ_THEIR_OWN_BODY)


def way_in(request: HttpRequest) -> str | None:
    """Return where the person signs in again, by the address alone; None for a page that shows nothing of what was sent."""
    if reads_its_own_body(request):
        return None
    return next((way for begins, way in ways_in().items() if request.path.startswith(begins)), None)


def posted_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was sent, to be sent again, without anything secret; nothing of a page that shows nothing."""
    way = way_in(request)
    if request.method != "POST" or way is None:
        return []
    hidden = secrets_in(request.POST) | {FILES_CHOSEN} | ({"code"} if way == reverse("follow_up") else set())
    return [(name, text) for name, texts in request.POST.lists() if name not in hidden for text in texts if text]


def is_worth_keeping(request: HttpRequest) -> bool:
    """Whether more was sent than ticked boxes and what the page itself had put in."""
    return any(text != "on" and name not in MADE_BY_THE_PAGE for name, text in posted_fields(request))


def texts(request: HttpRequest) -> list[str]:
    return [text for _name, text in posted_fields(request) if len(text.split()) > 1]


def fields_with_files(request: HttpRequest) -> list[str]:
    """Return the fields in which files had been chosen: no page can hold these, so they are asked for again."""
    return sorted({*request.FILES, *request.POST.getlist(FILES_CHOSEN)})


def leads_to_sign_in(response: HttpResponseBase) -> bool:
    """Whether a person is sent to show who they are, instead of to what they asked for."""
    if response.status_code != 302:
        return False
    return urlsplit(response.headers.get("Location", "")).path in _addresses(ASKING_WHO)


def from_own_page(request: HttpRequest) -> bool:
    """Whether a browser says that a page of this site sent the form. Nothing another site made up is shown as typed."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


@cache
def _addresses(pages: tuple[str, ...]) -> frozenset[str]:
    """Return where these pages are. Every request asks this, and looking four names up takes 0.1 ms."""
    return frozenset(map(reverse, pages))
