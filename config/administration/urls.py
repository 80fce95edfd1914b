"""Every address of the administration."""

from django.urls import path
from django.views.generic import RedirectView

from config.administration import people
from config.administration.access import administrators

urlpatterns = [
    path("", administrators(RedirectView.as_view(pattern_name="admin_people")), name="administration"),
    path("people/", people.people, name="admin_people"),
]
