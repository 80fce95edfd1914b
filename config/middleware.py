"""What every answer carries, and what every log line may know of the request it belongs to."""

from collections.abc import Callable
from uuid import uuid4

import structlog
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.request import HttpHeaders
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex",
}
# Where a link from elsewhere may lead: pages that are the same for everybody, and the way in.
LANDING = frozenset(
    {
        "home", "code", "code_edition", "oath", "oath_edition", "register", "verify", "accessibility", "privacy", "leave",
        "start", "follow_up", "api", "account_login", "account_reset_password", "account_reset_password_from_key",
        "accept_invitation", "stop_change", "healthz", "readyz",
    }
)  # fmt: skip
# Pages with text that the Society publishes, and with nothing that a visitor or a reporter wrote.
PUBLISHED = frozenset(
    {
        "home", "code", "code_edition", "oath", "oath_edition", "procedure", "procedure_edition", "verify", "contact",
        "accessibility", "privacy", "start",
    }
)  # fmt: skip
SAFE = frozenset({"GET", "HEAD"})
# Another host under the same domain is another website: its pictures would bring our cookies along.
ANOTHER_SITE = frozenset({"cross-site", "same-site"})
# Read from META: `request.headers` copies every header first, and most pages need no other.
FETCH_SITE = HttpHeaders.to_wsgi_name("Sec-Fetch-Site")


class RouteInLogs:
    """Gives each log line the route's pattern (the path holds references) and a random id for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with structlog.contextvars.bound_contextvars(request_id=uuid4().hex[:12], method=request.method, route=""):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> None:
        structlog.contextvars.bind_contextvars(route=request.resolver_match.route if request.resolver_match else "")


class NoHalfUploads(MiddlewareMixin):
    """Deletes from the disk what a request brought and nobody kept, also when its body broke off in the middle of a file."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Tell the upload handlers that the request is over: Django tells them only of a body that it read to its end."""
        if request.content_type == "multipart/form-data":
            for handler in request.upload_handlers:
                handler.upload_interrupted()
        return response


class PrivateByDefault(MiddlewareMixin):
    """No page may be kept by a browser or proxy unless its view says otherwise; sensors and embedding are refused."""

    def process_response(self, _request: HttpRequest, response: HttpResponse) -> HttpResponse:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class CompressesWhatIsPublished(GZipMiddleware):
    """Compresses published pages only: the compressed length of any other page could reveal its words."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Do not compress a page whose address has a query: the page could repeat words of the query."""
        route = request.resolver_match.url_name if request.resolver_match else None
        if route not in PUBLISHED or request.META["QUERY_STRING"]:
            return response
        return super().process_response(request, response)


class SameSiteOnly(MiddlewareMixin):
    """Refuses what another website has a browser ask for, except pages that are the same for everybody.

    Otherwise the time that an answer takes would tell the other website what a person can see.
    """

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """Answer 403 before any view, by the route alone: alike for what exists and what does not."""
        if request.META.get(FETCH_SITE) not in ANOTHER_SITE:
            return None
        route = request.resolver_match.url_name if request.resolver_match else None
        if route in LANDING and request.method in SAFE:
            return None
        return render(request, "cross_site.html", status=403)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a body that is too large with 413 and its limit, any other that cannot be read with 400."""
    too_large = isinstance(exception, (RequestDataTooBig, TooManyFieldsSent))
    return render(request, "413.html" if too_large else "400.html", status=413 if too_large else 400)
