"""The page on which a person chooses the zone in which they read times."""

from functools import cache
from itertools import groupby
from typing import cast
from zoneinfo import available_timezones

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import User

AREAS = frozenset({"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"})
type Zones = list[tuple[str, list[tuple[str, str]]]]


@cache
def zones() -> Zones:
    """Return the zones by area, each with the city by which people know it."""
    known = sorted(zone for zone in available_timezones() if zone.partition("/")[0] in AREAS)
    areas = groupby(known, key=lambda zone: zone.partition("/")[0])
    return [(area, [(zone, zone.partition("/")[2].replace("_", " ")) for zone in some]) for area, some in areas]


class ZoneForm(forms.Form):
    zone = forms.ChoiceField(
        label=gettext_lazy("Your time zone"),
        help_text=gettext_lazy("The hour of a hearing is then shown in it too, beside the Society’s, which counts."),
        choices=lambda: [("", _("The Society’s")), *zones()],
        required=False,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def zone_page(request: HttpRequest) -> HttpResponse:
    """Let a person choose their zone, or none."""
    person = cast("User", request.user)
    form = ZoneForm(request.POST or None, initial={"zone": person.zone})
    if request.method == "POST" and form.is_valid():
        choose_zone(person, form.cleaned_data["zone"])
        messages.success(request, _("Saved. Times of hearings are shown in your zone from now on."))
        return redirect("account")
    return render(request, "account/zone.html", {"form": form}, status=422 if form.errors else 200)


def choose_zone(person: User, zone: str) -> None:
    """Keep the zone of a person; empty for the Society's."""
    User.objects.filter(pk=person.pk).update(zone=zone)
