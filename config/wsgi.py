"""The web process; it refuses to start on an insecure deployment."""

import os
from collections.abc import Iterable
from wsgiref.types import InputStream, StartResponse, WSGIApplication, WSGIEnvironment

from django.core.exceptions import BadRequest
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.checks import open_or_exit


class WholeBody:
    """The body of a request, which is refused when it ends before its length: half a form or file is never taken for whole."""

    def __init__(self, stream: InputStream, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int) -> bytes:
        """Return the next bytes: as many as were asked for, or all that are left. BadRequest when the sender left."""
        return self._counted(self._stream.read(size), min(size, self._left))

    def readline(self, size: int) -> bytes:
        """Return the next line, at most so many bytes of it. BadRequest when the sender left."""
        line = self._stream.readline(size)
        return self._counted(line, 1 if line.endswith(b"\n") else min(size, self._left))

    def _counted(self, data: bytes, least: int) -> bytes:
        if len(data) < least:
            raise BadRequest("The body is shorter than its length.")
        self._left -= len(data)
        return data


def refuse_broken_bodies(application: WSGIApplication) -> WSGIApplication:
    """Return the application with bodies that are refused when they break off."""

    def answering(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit():
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length))
        return application(environ, start_response)

    return answering


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = refuse_broken_bodies(get_wsgi_application())
open_or_exit()
# Read before the processes part, with every page behind it: else each reads them again, and its first caller waits.
get_resolver().url_patterns  # noqa: B018
