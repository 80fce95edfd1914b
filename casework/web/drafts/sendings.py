"""In which order an open page sent what was typed: what it sent earlier can arrive later, and takes the place of nothing."""

import re
from typing import TypedDict

from django.http import HttpRequest, JsonResponse, QueryDict

SENDING = re.compile(r"([a-z0-9]{1,20})\.([0-9]{1,9})")


class Saving(TypedDict, total=False):
    """How a page is saved. From `code_from` saved pages on the writer has a receipt code; without it, this page gives none.

    `sending`: how the script of the page sent it.
    """

    code_from: int
    way: str
    sending: str


def sending_of(request: HttpRequest) -> str:
    """Return the name that the script of an open page gave itself, and the number of this sending; empty without them."""
    said = request.headers.get("X-Draft", "")
    return said if SENDING.fullmatch(said) else ""


def is_later(one: str, other: str) -> bool:
    """Whether two sendings came from one open page, and `one` went out after `other`."""
    mine, theirs = SENDING.fullmatch(one), SENDING.fullmatch(other)
    return bool(mine and theirs and mine[1] == theirs[1] and int(mine[2]) > int(theirs[2]))


def seen_number(sent: QueryDict) -> int:
    """Return the number a page was shown with; 0 when it was sent without one."""
    said = sent.get("seen", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def answer_version(version: int) -> JsonResponse:
    """Tell a page what is saved by now. It changes nothing: a page that only sends asks this too."""
    return JsonResponse({"version": version, "own": True, "typing": ""})
