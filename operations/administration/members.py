"""The register of members: finding somebody, a member's page, and who has not signed the oath of today."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.vocabulary import Office
from casework.vocabulary import NotSeen
from casework.web.requests import acting
from casework.web.shared.context import Context
from ledger.clock import now
from operations.administration.access import do_or_show_refusal, office_required, page, posted_data
from operations.administration.member_forms import StandingForm
from policy.actions import NotAllowed, record_standing, remind_to_sign
from policy.actions.record import role_in_register
from policy.actions.remind_to_sign import AT_ONCE
from policy.models import CURRENT, Member, OathEdition, Standing
from policy.queries import register, signature_in_force
from policy.queries.oaths import acts_of

keepers = office_required(Office.ADMINISTRATOR, Office.REGISTRAR)
"""The guard of the pages of the register."""
SHOWN = register.PAGE
"""How many a page shows."""


@dataclass(frozen=True)
class Row:
    """A member in a list: how they stand today, and by which oath they are bound."""

    member: Member
    standing: str
    oath: OathEdition | None


@keepers
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Show the register by number, or those who fit a search."""
    words, oath = request.GET.get("words", "")[:100].strip(), register.oath_asked(register.society_day(now()))
    found = register.search_register(words, limit=SHOWN + 1) if words else register.register_page(_after(request))
    shown = _list_page(list(found), oath) | {"words": words, "all": True}
    return page(request, "members.html", shown | ({"next_page": ""} if words else {}))


@keepers
@require_safe
def unsigned_members(request: HttpRequest) -> HttpResponse:
    """Show who has not signed the oath of today, and how many of them can be reminded now."""
    oath = register.oath_asked(register.society_day(now()))
    found = register.unsigned_page(oath, _after(request)) if oath else []
    due = len(register.to_remind(oath, now(), limit=AT_ONCE)) if oath else 0
    return page(request, "members_unsigned.html", _list_page(found, oath) | {"due": due, "full": due == AT_ONCE})


@keepers
@require_http_methods(["POST"])
def remind(request: HttpRequest) -> HttpResponse:
    """Remind those who can be reminded now, and say how many it were."""
    try:
        sent = remind_to_sign(by=acting(request).user, at=now())
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
        words = ngettext("%(count)s member gets a mail.", "%(count)s members get a mail.", sent)
        messages.success(request, words % {"count": f"{sent:,}"})
    return redirect("admin_members_unsigned")


@keepers
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, member: UUID) -> HttpResponse:
    """Show a member: standing by date, and the oaths signed. A POST records a change of standing."""
    found = Member.objects.select_related("user").filter(pk=member).first()
    if found is None:
        raise NotSeen
    form = StandingForm(posted_data(request))
    if form.is_valid() and do_or_show_refusal(form, lambda: _record(found, acting(request).user, form)):
        messages.success(request, _("The standing is recorded."))
        return redirect("admin_member", member)
    return page(request, "member.html", _page_context(found) | {"form": form})


def _record(member: Member, by: User, form: StandingForm) -> bool:
    moment, effective, kind = now(), form.cleaned_data["effective"], Standing.Kind(form.cleaned_data["kind"])
    role = role_in_register(by, moment.date())
    record_standing(member=member, by=by, kind=kind, effective=effective, at=moment, role=role)
    return True


def _page_context(member: Member) -> Context:
    day = register.society_day(now())
    oath, bound = register.oath_asked(day), signature_in_force(member, day)
    return {
        "tab": "members",
        "back": reverse("admin_members"),
        "member": member,
        "standing": _standing(member),
        "is_member": member.standing_now in CURRENT,
        "history": register.standing_history(member),
        "sworn": acts_of(member)[::-1],
        "oath": oath,
        "bound": bound,
        "due": oath is not None and (bound is None or bound.oath_id != oath.pk),
    }


def _list_page(found: list[Member], oath: OathEdition | None) -> Context:
    """Return a page of a list, with the address of the next, and how many have not signed the oath of today."""
    oaths, shown = OathEdition.objects.in_bulk({each.oath_now_id for each in found}), found[:SHOWN]
    rows = [Row(each, _standing(each), oaths.get(each.oath_now_id)) for each in shown]
    more = len(found) > SHOWN
    after = f"?{urlencode({'after': shown[-1].number})}" if more else ""
    unsigned = register.count_unsigned(oath) if oath else 0
    return {"tab": "members", "rows": rows, "more": more, "next_page": after, "oath": oath, "unsigned": unsigned}


def _standing(member: Member) -> str:
    return str(Standing.Kind(member.standing_now).label) if member.standing_now else ""


def _after(request: HttpRequest) -> str:
    return request.GET.get("after", "")[:40].replace("\0", "")
