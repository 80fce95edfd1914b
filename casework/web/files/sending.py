"""Sends files: the parts of a safe view as what they are, and a file itself as an attachment that no browser runs.

Every opening is recorded first.
"""

import re
from collections.abc import Mapping
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from casework import access
from casework.access import Actor
from casework.procedure.reading.actions import open_file
from casework.queries.evidence.files import file_kept, view_in
from casework.vocabulary import CaseCompartment, NotSeen, Reading, Right
from vault.media import media_type, safe_name
from vault.views import Part, View

SANDBOX = "default-src 'none'; sandbox"
PICTURES: Mapping[str, str] = {one: one for one in ("image/jpeg", "image/png")}
SOUNDS: Mapping[str, str] = {
    **{one: one for one in ("audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav", "audio/flac", "audio/aac")},
    **{"video/mp4": "audio/mp4", "video/webm": "audio/webm"},
}
TYPES: Mapping[str, Mapping[str, str]] = {"page": PICTURES, "poster": PICTURES, "sound": SOUNDS}
"""The types under which the parts of each kind go out, by the type that their first bytes show. Nothing else goes out.

A container of video holds sound alone.
"""
_HEAD_BYTES = 4096
_ONE_RANGE = re.compile(r"bytes=(\d{1,12})-(\d{1,12})?")


def case_file_response(
    by: Actor, reference: str, key: UUID, *, kept: CaseCompartment, right: Reading
) -> StreamingHttpResponse:
    """Answer with a file of a case's compartment, after recording that it was opened.

    NotSeen if the case has no such file there; CannotOpen if it is kept elsewhere.
    """
    case = access.case_shown(by, reference, right)
    description, chunks = file_kept(case, key, kept=kept)
    open_file(reference=reference, by=by, right=right, kept=kept, file=key)
    response = StreamingHttpResponse(chunks, content_type="application/octet-stream")
    response.headers["Content-Length"] = str(description.size)
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=safe_name(description.name, description.media_type))
    )
    return _with_safe_headers(response)


def part_response(
    request: HttpRequest,
    by: Actor,
    reference: str,
    key: UUID,
    *,
    part: str,
    number: int,
    showing: Right = Reading.SEE_CASE,
) -> HttpResponse:
    """Answer with one part of a file's safe view, a picture or a sound, after recording that the file was opened.

    NotSeen as `file_in`, and for a part that the view does not have or that is neither picture nor sound.
    """
    seen = view_in(by, reference, key, showing=showing)
    view, wanted, kind = _part_to_send(seen.view, part, number)
    open_file(reference=reference, by=by, right=seen.right, kept=seen.kept, file=key)
    return _with_safe_headers(_ranged_response(request, view, wanted, kind))


def sound_response(request: HttpRequest, view: View, part: Part) -> HttpResponse:
    """Answer with the sound of a view, for a caller that has recorded the opening. NotSeen if it may not go out."""
    view, part, kind = _part_to_send(view, "sound", part.number)
    return _with_safe_headers(_ranged_response(request, view, part, kind))


def _part_to_send(view: View | None, part: str, number: int) -> tuple[View, Part, str]:
    """Return a part with its view and the type under which it goes out. NotSeen if there is none, or it may not go out."""
    wanted = view and next((one for one in view.of_kind(part) if one.number == number), None)
    if not view or not wanted or part not in TYPES:
        raise NotSeen
    kind = TYPES[part].get(media_type(view.read(wanted, length=min(wanted.length, _HEAD_BYTES)), b""))
    if kind is None:
        raise NotSeen
    return view, wanted, kind


def _ranged_response(request: HttpRequest, view: View, part: Part, kind: str) -> HttpResponse:
    """Answer with a part, or with the one range of it that a player asks for: players seek so."""
    asked = _ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    first, last = (int(asked[1]), min(int(asked[2] or part.length), part.length - 1)) if asked else (0, part.length - 1)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{part.length}"})
    body = view.read(part, start=first, length=last - first + 1)
    told = {"Content-Range": f"bytes {first}-{last}/{part.length}"} if asked else {}
    headers = {"Accept-Ranges": "bytes"} | told
    return HttpResponse(body, status=206 if asked else 200, content_type=kind, headers=headers)


def _with_safe_headers[R: HttpResponse | StreamingHttpResponse](response: R) -> R:
    """Return an answer with headers by which a browser neither runs nor keeps nor guesses anything."""
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
