"""A report sent without drawing its pages: the same addresses, tokens and cookies as a browser's, as fast as they answer."""

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
        return cls(requests, answer.headers["location"].rpartition("who/")[0])

    def page(self, name: str) -> str:
        """Return a page of this report, wherever it leads."""
        return self.requests.get(f"{self.home}{name}/").text()

    def post(self, name: str, data: dict[str, Any], files: list[FilePayload] | None = None) -> APIResponse | None:
        """Send a page; None when the connection broke before there was an answer."""
        page = self.page(name)
        hidden = {"csrfmiddlewaretoken": first(TOKEN, page), "seen": first(SEEN, page)}
        headers = {"Referer": f"{self.home}{name}/"}
        sent = {**hidden, **data} | ({"added": files[0], "add": "1"} if files else {})
        try:
            if files:
                return self.requests.post(f"{self.home}{name}/", multipart=sent, headers=headers, max_redirects=0)
            return self.requests.post(f"{self.home}{name}/", form=sent, headers=headers, max_redirects=0)
        except Error:
            return None

    def answer(self) -> None:
        """Answer every page."""
        for name, data in ANSWERS.items():
            once = {key: value if isinstance(value, str) else value[0] for key, value in data.items()}
            answer = self.post(name, once)
            assert answer is not None
            assert (name, answer.status) == (name, 302)
