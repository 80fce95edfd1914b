"""Anchors: time-stamps (RFC 3161) of checkpoints, requested from an outside authority and verified before they are stored."""

import urllib.request
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from ledger import clock, verify
from ledger.models import Anchor, Checkpoint
from ledger.notes import read_note

LONGEST_TOKEN = 100_000
WAIT_SECONDS = 15
# SEQUENCE { INTEGER 1, SEQUENCE { SEQUENCE { OID sha256, NULL }, OCTET STRING (32) <digest> }, BOOLEAN TRUE }
_BEFORE = bytes.fromhex("3039020101" + "3031" + "300d06096086480165030402010500" + "0420")
_AFTER = bytes.fromhex("0101ff")


class NoStamp(RuntimeError):
    """The authority gave nothing that holds; the text says why. The next day asks again."""


@dataclass(frozen=True)
class Authority:
    """Where time-stamps are asked for, and the roots (PEM) its certificates have to lead to."""

    url: str
    roots: tuple[bytes, ...]


def request_for(text: str) -> bytes:
    """The request for a time-stamp of this text: its SHA-256, with the authority's certificate asked for."""
    return _BEFORE + sha256(text.encode("utf-8")).digest() + _AFTER


def anchor(checkpoint: Checkpoint, authority: Authority) -> Anchor:
    """Have the checkpoint stamped, judge the stamp as a verifier would, and keep it. NoStamp, or OSError on the way."""
    text = read_note(checkpoint.note).text
    token = _request_stamp(authority.url, request_for(text))
    try:
        verify.stamp(token, text, authority.roots)
    except ValueError as fault:
        raise NoStamp(str(fault)) from fault
    return Anchor.objects.create(
        size=checkpoint.size, authority=urlsplit(authority.url).hostname or "", token=token, at=clock.now()
    )


def anchor_today(authority: Authority) -> Anchor | None:
    """Anchor the newest checkpoint unless it is anchored already; None when there is nothing new. Raises as `anchor` does."""
    newest = Checkpoint.objects.order_by("-size").first()
    if newest is None or Anchor.objects.filter(size=newest.size).exists():
        return None
    return anchor(newest, authority)


def _request_stamp(url: str, query: bytes) -> bytes:
    if urlsplit(url).scheme not in ("http", "https"):
        raise NoStamp("a time-stamp authority has an address that begins with http")
    asked = urllib.request.Request(url, data=query, headers={"Content-Type": "application/timestamp-query"})  # noqa: S310
    with urllib.request.build_opener(_NoRedirect).open(asked, timeout=WAIT_SECONDS) as answer:
        return bytes(answer.read(LONGEST_TOKEN))


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """The address that was configured answers, or nobody."""

    def redirect_request(self, *_: object, **__: object) -> None:
        """Follow nothing."""
