"""Sends a file, after recording the opening, as an attachment that no browser runs."""

from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from casework import access
from casework.access import Actor
from casework.procedure.reading.actions import open_content
from casework.queries.files import file_kept
from casework.vocabulary import CaseCompartment, Reading
from vault.media import safe_name

SANDBOX = "default-src 'none'; sandbox"


def case_file_response(
    by: Actor, reference: str, key: UUID, *, kept: CaseCompartment, right: Reading
) -> StreamingHttpResponse:
    """Answer with a file of a case's compartment, after recording that it was opened.

    NotSeen if the case has no such file there; CannotOpen if it is kept elsewhere.
    """
    case = access.case_shown(by, reference, right)
    description, chunks = file_kept(case, key, kept=kept)
    open_content(reference=reference, by=by, rights=[right], wanted={kept: []})
    response = StreamingHttpResponse(chunks, content_type="application/octet-stream")
    response.headers["Content-Length"] = str(description.size)
    response.headers["Content-Disposition"] = str(
        content_disposition_header(as_attachment=True, filename=safe_name(description.name, description.media_type))
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
