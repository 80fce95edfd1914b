"""Every address of the house, app by app."""

from django.urls import include, path

from config import health
from config.administration import by_mail
from config.demo.page import people_page

handler400 = "config.middleware.unreadable"
handler500 = "config.middleware.failed"

urlpatterns = [
    path("accounts/", include("accounts.urls")),
    path("", include("notifications.urls")),
    path("ledger/", include("ledger.urls")),
    path("", include("casework.web.urls")),
    path("api/v1/", include("casework.api.urls")),
    path("admin/", include("config.administration.urls")),
    path("invitation/<uuid:invitation>/<str:link_key>/", by_mail.invitation, name="accept_invitation"),
    path("stop/<uuid:change>/<str:link_key>/", by_mail.stop, name="stop_change"),
    path("demo/", people_page, name="demo"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
