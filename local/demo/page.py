"""The page that names the demonstration's people; only in a demonstration, and only to this machine itself."""

from ipaddress import ip_address

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from local.demo.cast import EVERYBODY
from local.demo.codes import codes
from local.management.commands.demo_people import entry


@require_GET
def people_page(request: HttpRequest) -> HttpResponse:
    """List who can sign in, and how. 404 anywhere but in a demonstration on loopback."""
    if not settings.DEMO or not ip_address(DefaultAccountAdapter(request).get_client_ip(request)).is_loopback:
        raise Http404
    people = [entry(person) for person in EVERYBODY]
    reporters = [{"name": name, **kept} for name, kept in codes().items()]
    return render(request, "demo.html", {"people": people, "reporters": reporters, "audience": "plain"})
