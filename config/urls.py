"""Every address of the house, app by app."""

from django.urls import include, path

from config import health

urlpatterns = [
    path("accounts/", include("accounts.urls")),
    path("", include("notifications.urls")),
    path("", include("casework.web.urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
