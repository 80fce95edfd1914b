"""Every address of the house, app by app."""

from django.urls import include, path

from config import health
from config.demo.page import people_page

handler400 = "config.middleware.unreadable"

urlpatterns = [
    path("accounts/", include("accounts.urls")),
    path("", include("notifications.urls")),
    path("ledger/", include("ledger.urls")),
    path("", include("casework.web.urls")),
    path("api/v1/", include("casework.api.urls")),
    path("admin/", include("config.administration.urls")),
    path("demo/", people_page, name="demo"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
