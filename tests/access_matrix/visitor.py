"""Somebody at the doors of a live installation with nothing but HTTP: cookies, tokens and forms, and what each answer was."""

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPMessage
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from accounts.second_factor import totp_now
from tests.casework.web.reporting import SEEN, TOKEN, first
from tests.journeys.town import clock
from tests.live import LiveStack
from tests.step_client import version_on

FORM, MULTIPART = "application/x-www-form-urlencoded", 'enctype="multipart/form-data"'


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took in seconds."""

    status: int
    headers: HTTPMessage
    text: str
    seconds: float


@dataclass
class Visitor:
    """One browser without pages: it keeps cookies by path and one open connection, from its own loopback address."""

    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: dict[tuple[str, str], str] = field(default_factory=dict)
    line: HTTPConnection | None = None
    source: str = "127.0.0.1"

    def ask(self, method: str, path: str, body: bytes | None = None, /, **headers: str) -> Answer:
        """Ask once; a connection that the installation had closed meanwhile is opened again."""
        sent = {**self.headers, "Cookie": self._cookies_for(path), **headers}
        try:
            return self._ask(method, path, body, sent)
        except (HTTPException, ConnectionError):
            self.line = None
            return self._ask(method, path, body, sent)

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        before = time.perf_counter()
        status, told, content = self._exchange(method, path, body, {"Host": urlsplit(self.url).netloc, **headers})
        took = time.perf_counter() - before
        for morsel in [one for kept in told.get_all("Set-Cookie", []) for one in SimpleCookie(kept).values()]:
            self.cookies[(morsel.key, morsel["path"])] = morsel.value
        return Answer(status, told, content.decode("utf-8", "replace"), took)

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, HTTPMessage, bytes]:
        self.line = self.line or self._connection()
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        return answer.status, answer.headers, answer.read()

    def _connection(self) -> HTTPConnection:
        port = urlsplit(self.url).port or 80
        return HTTPConnection("127.0.0.1", port, timeout=60, source_address=(self.source, 0))

    def _cookies_for(self, path: str) -> str:
        return "; ".join(f"{name}={value}" for (name, under), value in self.cookies.items() if path.startswith(under))

    def get(self, path: str) -> Answer:
        """Look at a page."""
        return self.ask("GET", path)

    def fills(self, path: str, data: Mapping[str, Any]) -> Answer:
        """Open a page and send its form as its kind says, files and all."""
        page = self.get(path).text
        hidden = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page), **version_on(page)}
        sent, with_files = {**hidden, **data}, MULTIPART in page
        body = encode_multipart(BOUNDARY, sent) if with_files else urlencode(sent, doseq=True).encode()
        kind = MULTIPART_CONTENT if with_files else FORM
        return self.ask("POST", path, body, **{"Content-Type": kind, "Referer": self.url + path})

    def signs_in(self, key: Mapping[str, str]) -> "Visitor":
        """Sign in with the password and the code of the authenticator app."""
        self.fills("/accounts/login/", {"login": key["email"], "password": key["password"]})
        if "totp_secret" in key:
            self.fills("/accounts/code/", {"code": totp_now(key["totp_secret"])})
        assert self.get("/accounts/").status == 200
        return self

    def begins(self, *, short: bool = False) -> str:
        """Begin a report; return where its pages are."""
        way = {"way": "short"} if short else {}
        answer = self.ask("POST", "/report/begin", urlencode(way).encode(), **{"Content-Type": FORM})
        return str(answer.headers["Location"]).removesuffix("short/" if short else "what/")


def masked(answer: Answer) -> tuple[int, list[tuple[str, str]], str]:
    """Return an answer without what is random in every one: tokens, their cookie, the moment."""
    headers = [(name, "" if name in ("Date", "Set-Cookie") else value) for name, value in answer.headers.items()]
    return answer.status, headers, re.sub(r'value="[^"]{36,}"', "", answer.text)


def later(stack: LiveStack, seconds: float) -> None:
    """Set an installation's clock forward."""
    file = clock(stack.local_stack)
    file.write_text(str(float(file.read_text(encoding="ascii")) + seconds), encoding="ascii")
