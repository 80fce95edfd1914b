"""A report sent without drawing its pages: the same addresses, tokens and cookies as a browser's, as fast as they answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import APIRequestContext, APIResponse, Error, FilePayload

from tests.casework.web.reporting import ANSWERS, SEEN, TOKEN, first


@dataclass
class Filing:
    """One report on its way, in the cookies of one browser."""

    requests: APIRequestContext
    home: str

    @classmethod
    def begun(cls, requests: APIRequestContext) -> "Filing":
        """Begin a report."""
        answer = requests.post("/report/begin", max_redirects=0)
        return cls(requests, answer.headers["location"].rpartition("what/")[0])

    def page(self, name: str) -> str:
        """Return a page of this report, wherever it leads."""
        return self.requests.get(f"{self.home}{name}/").text()

    def ready(
        self, name: str, data: dict[str, Any], file: FilePayload | None = None, *, patience: float = 30
    ) -> Callable[[], APIResponse | None]:
        """Open a page and fill it in; what is returned sends it.

        It gives None when the connection broke before an answer, or none came within `patience` seconds.
        """
        page, there = self.page(name), f"{self.home}{name}/"
        sent = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page), **data}
        body: dict[str, Any] = {"multipart": {**sent, "added": file, "add": "1"}} if file else {"form": sent}

        def send() -> APIResponse | None:
            try:
                return self.requests.post(
                    there, headers={"Referer": there}, max_redirects=0, timeout=patience * 1000, **body
                )
            except Error:
                return None

        return send

    def answer(self, **changed: dict[str, Any]) -> None:
        """Answer every page, some otherwise than usual."""
        for name, data in {**ANSWERS, **changed}.items():
            once = {key: value if isinstance(value, str) else value[0] for key, value in data.items()}
            answer = self.ready(name, once)()
            assert answer is not None
            assert (name, answer.status) == (name, 302)
