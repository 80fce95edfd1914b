"""Every address of the installation, app by app."""

from django.urls import include, path

from config import health

handler400 = "config.middleware.unreadable"
handler500 = "operations.error_pages.failure_page"

# What is asked most stands first: each pattern before an address is tried at every request.
urlpatterns = [
    path("report/", include("casework.web.public.urls")),
    path("api/v1/", include("casework.api.urls")),
    path("accounts/", include("accounts.urls")),
    path("", include("notifications.urls")),
    path("ledger/", include("ledger.urls")),
    path("", include("casework.web.urls")),
    path("admin/", include("operations.administration.urls")),
    path("", include("operations.administration.mail_urls")),
    path("demo/", include("local.demo.urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
