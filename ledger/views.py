"""What of the log anybody may fetch: the published checkpoint, its tiles, the public keys and the verifiers."""

import re
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ledger.checking import VERIFIER, VERIFIER_PAGE
from ledger.published import published_checkpoint, published_tile
from ledger.receipts import full_note
from ledger.tiles import WIDTH

_TILE = re.compile(r"((?:x[0-9]{3}/){0,6}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?")
PLAIN = "text/plain; charset=utf-8"


@require_safe
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Answer with the published checkpoint as text (C2SP tlog-tiles); 404 before the first."""
    found = published_checkpoint()
    if found is None:
        raise Http404
    return HttpResponse(full_note(found), content_type=PLAIN)


@require_safe
def tile(request: HttpRequest, level: int, path: str) -> HttpResponse:
    """Answer with a tile of the published tree (C2SP tlog-tiles): `<level>/<number>[.p/<width>]`. Entries are not public."""
    named = _TILE.fullmatch(path)
    if named is None:
        raise Http404
    number, width = int(named[1].replace("x", "").replace("/", "")), int(named[2] or WIDTH)
    found = published_tile(level, number, width)
    if found is None:
        raise Http404
    return HttpResponse(found, content_type="application/octet-stream")


@require_safe
def keyring(request: HttpRequest) -> HttpResponse:
    """Answer with the public keys; compare them with those you got by another way."""
    path = settings.KEYRING_FILE
    if path is None or not Path(path).is_file():
        raise Http404
    return HttpResponse(Path(path).read_bytes(), content_type="application/json")


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    return _download(VERIFIER, "text/x-python; charset=utf-8")


@require_safe
def verifier_page(request: HttpRequest) -> HttpResponse:
    """Answer with the page that checks in a browser. It is for keeping: opened here, it would be as honest as this site."""
    return _download(VERIFIER_PAGE, "text/html; charset=utf-8")


def _download(file: Path, content_type: str) -> HttpResponse:
    answer = HttpResponse(file.read_bytes(), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer
