"""Every component and every page that only tells something, in a real browser, judged by axe and under the strict policy."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from playwright.sync_api import Page

pytestmark = pytest.mark.urls("tests.look.urls")
SAMPLES = ("form", "empty", "queue", "case", "receipt")
WRITTEN = ("home", "start", "code", "oath", "register", "accessibility", "privacy", "leave")
WRONG = (400, 403, 404, 409, 422, 500)
PAGES = (
    *(f"samples/{name}" for name in SAMPLES), *(f"written/{name}" for name in WRITTEN), *(f"wrong/{n}" for n in WRONG),
)  # fmt: skip
WIDTHS = {"desk": 1280, "phone": 360}


class Silent(WSGIRequestHandler):
    """A server that says nothing of what it serves."""

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The samples, served with the house's own middleware."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), Silent)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complained of: refused styles and scripts, errors, requests that went elsewhere or nowhere."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("requestfailed", lambda request: heard.append(request.url))
    return heard


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_the_policy_refuses_nothing(
    page: Page, address: str, complaints: list[str], path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}/{path}")
    page.wait_for_load_state("networkidle")
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in found.response["violations"]] == []
    expected = [] if not path.startswith("wrong") else complaints[:1]
    assert complaints == expected
    assert page.evaluate("document.documentElement.scrollWidth") == width
