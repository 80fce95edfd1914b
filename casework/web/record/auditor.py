"""The auditor's pages: the record, not the content; and the state of the record, to be printed."""

from datetime import timedelta

import segno
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from accounts.alarms import AlarmKind, newest_alarm
from accounts.models import User
from accounts.offices import offices_of
from accounts.sieges import all_sieges
from accounts.vocabulary import Office
from casework import access
from casework.queries.case.record import record_page
from casework.web.requests import acting
from casework.web.shared.context import Context
from ledger.clock import now
from ledger.nightly_result import last_check
from ledger.outside import has_outside_checkpoint
from ledger.published import published_checkpoint
from ledger.receipts import full_note
from ledger.witnessed import last_cosignatures
from policy.queries.second_person import describe, list_pending

SHOWN = timedelta(days=30)
MOST_SCANNED = 2_300
"""Bytes, a few less than a QR code of error level M can hold."""


@login_required
@require_safe
def record_shown(request: HttpRequest) -> HttpResponse:
    by = acting(request)
    access.require_office(by, Office.AUDITOR)
    acts, before = record_page(by.user, before=request.GET.get("before"))
    shown = (
        {"acts": acts, "next_page": f"?before={before}" if before else "", "witnesses": last_cosignatures()}
        | last_check_context()
        | pending_context()
    )
    return render(request, "casework/auditor/record.html", shown | {"audience": "auditor"})


@login_required
@require_safe
def state_shown(request: HttpRequest) -> HttpResponse:
    """Show what the last check found, and the published checkpoint on a page to print and sign: for the minutes.

    An administrator also reads whose sign-in was under attack in the last 30 days.
    """
    by = acting(request)
    access.require_office(by, Office.AUDITOR, Office.ADMINISTRATOR, Office.BOARD_SECRETARY)
    point = published_checkpoint()
    administers = Office.ADMINISTRATOR in offices_of(by.user, now().date())
    seen = {"point": point, "attacks": sieges_shown() if administers else (), "witnesses": last_cosignatures()}
    shown = {"audience": "auditor"} | seen | last_check_context() | pending_context()
    return render(request, "casework/auditor/state.html", shown | (note_context(full_note(point)) if point else {}))


def last_check_context() -> Context:
    """Return what the last check found, whether a checkpoint is held outside, and who took the alarm. At most four queries."""
    check = last_check()
    alarm = newest_alarm(AlarmKind.RECORD_IN_DOUBT) if check and check.in_doubt else None
    return {"check": check, "alarm": alarm, "outside": has_outside_checkpoint()}


def sieges_shown() -> list[tuple[str, list[str]]]:
    """Return the people whose sign-in was under attack in the last 30 days, by name, and when. Two queries."""
    found = all_sieges(since=now().date() - SHOWN)
    names = dict(User.objects.filter(pk__in=found).values_list("pk", "name"))
    return sorted((names[user], [span.words for span in spans]) for user, spans in found.items())


def pending_context() -> dict[str, list[str]]:
    return {"waiting": [describe(each) for each in list_pending()]}


def note_context(note: str) -> dict[str, str]:
    """Return a checkpoint as a page prints it: its three lines and its signatures, and all of it as a code to scan.

    A code has room for some twelve witnesses. It leaves out those that do not fit, and lines of ML-DSA-44.
    """
    origin, size, root, _, *lines = note.rstrip("\n").split("\n")
    scanned = f"{origin}\n{size}\n{root}\n\n"
    for line in lines:
        scanned += f"{line}\n" if len((scanned + line).encode()) < MOST_SCANNED else ""
    code = segno.make(scanned, error="m", micro=False)
    drawn = code.svg_inline(scale=4, svgclass="ob-qr", lineclass=None, omitsize=True)
    said = {"origin": origin, "size": size, "root": root, "note": note}
    return said | {"signatures": "\n".join(lines), "code": mark_safe(drawn)}  # noqa: S308  drawn here, from base64
