"""The second signature: what waits for it, and giving or refusing it with password and code."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import ProofForm
from accounts.models import AccountChange, User
from accounts.offices import offices_of
from accounts.vocabulary import Office
from casework.access import Actor, account_changes, appointing
from casework.administration.account_changes import refuse_account_change, sign_account_change
from casework.administration.appointments import countersign_office
from casework.forms.base import VerbForm
from casework.vocabulary import NotNow, NotSeen
from casework.web.requests import acting
from casework.web.shared.context import Context
from ledger import queries as ledger
from ledger.clock import now
from operations.administration.access import do_or_show_refusal, office_required, page, posted_data
from operations.administration.forms import RefuseForm
from operations.administration.person_page import change_waits, waits_of
from operations.administration.words import MADE_SURE
from policy.actions import countersign_key, send_back
from policy.models import Pending
from policy.queries.second_person import MOST, list_pending, role_of_second

signers = office_required(Office.ADMINISTRATOR, Office.REGISTRAR)
"""Registrars too: one of them signs if there is no other administrator."""


@signers
@require_safe
def waits(request: HttpRequest) -> HttpResponse:
    """List what waits for a second signature."""
    viewer = acting(request).user
    open_changes = AccountChange.objects.select_related("user", "by").filter(
        ended_at__isnull=True, signed_at__isnull=True
    )
    found = [(each.about, waits_of(each, viewer)) for each in list_pending()]
    found += [(each.user, change_waits(each, viewer)) for each in open_changes.order_by("at")[:MOST]]
    return page(request, "waiting.html", {"tab": "waiting", "waiting": found})


@signers
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Show what another administrator put forward, and let it be signed with password and code."""
    by, waits = acting(request), get_pending(proposal)
    form = VerbForm(posted_data(request)) if by.proven else ProofForm(posted_data(request), user=by.user)
    if form.is_valid():
        if isinstance(form, ProofForm):
            form.save()
        if do_or_show_refusal(form, lambda: sign_pending(waits, replace(by, proven=True))):
            messages.success(request, _("It is signed."))
            return onward(by, waits)
    return page(request, "sign.html", page_context(waits, by) | {"form": form, "refuse": RefuseForm()})


@signers
@require_POST
def refuse(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Send back what another put forward, or take back what one put forward oneself; of a change of an account, say why."""
    by, waits = acting(request), get_pending(proposal)
    form = RefuseForm(request.POST) if isinstance(waits, AccountChange) else VerbForm(request.POST)
    if form.is_valid() and do_or_show_refusal(form, lambda: refuse_pending(waits, by, form)):
        messages.success(request, _("It is refused. Nothing was changed."))
        return onward(by, waits)
    return page(request, "refuse.html", page_context(waits, by) | {"form": form})


def get_pending(proposal: UUID) -> Pending | AccountChange:
    """Return the proposal or change with this key. NotSeen if there is none, NotNow if it is over."""
    pending = Pending.objects.select_related("about", "by").filter(pk=proposal).first()
    change = AccountChange.objects.select_related("user", "by", "second").filter(pk=proposal).first()
    if change is not None and change.ended_at is not None:
        raise NotNow(account_changes.CHANGE_GONE)
    if pending is None and change is None:
        raise NotSeen
    return pending or change  # type: ignore[return-value]


def person_of(waits: Pending | AccountChange) -> User:
    """Return whom it is about."""
    return waits.about if isinstance(waits, Pending) else waits.user


def page_context(waits: Pending | AccountChange, by: Actor) -> Context:
    """Return what the page shows."""
    shown: Context = {"tab": "waiting", "person": person_of(waits), "back": reverse("admin_waiting")}
    if isinstance(waits, AccountChange):
        made_sure, address = MADE_SURE[waits.certainty], account_changes.address_of(waits)
        waiting = change_waits(waits, by.user)
        return shown | {"waits": waiting, "change": waits, "address": address, "made_sure": made_sure}
    is_office = waits.kind == Pending.Kind.OFFICE
    given = appointing.proposed_office(ledger.entry(waits.pk))[1] if is_office else None
    return shown | {"waits": waits_of(waits, by.user), "given": given}


def sign_pending(waits: Pending | AccountChange, by: Actor) -> bool:
    """Sign a proposal or a change. NotNow or NotAllowed with the reason if that is refused."""
    if isinstance(waits, AccountChange):
        sign_account_change(by=by, change=waits.pk)
    elif waits.kind == Pending.Kind.OFFICE:
        countersign_office(by=by, pending=waits.pk)
    else:
        countersign_key(pending=waits.pk, by=by.user, at=now())
    return True


def refuse_pending(waits: Pending | AccountChange, by: Actor, form: Form) -> bool:
    """Refuse a proposal or a change. NotNow or NotAllowed with the reason if that is not possible."""
    if isinstance(waits, AccountChange):
        refuse_account_change(by=by, change=waits.pk, reason=form.cleaned_data["reason"])
    else:
        send_back(pending=waits.pk, by=by.user, role=role_of_second(by.user, now().date()), at=now())
    return True


def onward(by: Actor, waits: Pending | AccountChange) -> HttpResponse:
    """Lead an administrator to the person, a registrar back to the list."""
    if Office.ADMINISTRATOR in offices_of(by.user, now().date()):
        return redirect("admin_person", person_of(waits).pk)
    return redirect("admin_waiting")
