"""Every address of the administration."""

from django.urls import path
from django.views.generic import RedirectView

from config.administration import people, status
from config.administration.access import administrators

urlpatterns = [
    path("", administrators(RedirectView.as_view(pattern_name="admin_people")), name="administration"),
    path("people/", people.people, name="admin_people"),
    path("status/", status.status, name="admin_status"),
]
