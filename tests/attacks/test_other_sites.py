"""A page on another site, opened in the same browser, ends nobody's report and signs nobody out."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.town import Town

WAYS = {
    "picture": '<img src="{site}/leave/">',
    "frame": '<iframe src="{site}/leave/"></iframe>',
    "style": '<link rel="stylesheet" href="{site}/leave/">',
    "prefetch": '<link rel="prefetch" href="{site}/leave/">',
    "request": "<script>fetch('{site}/leave/', {{mode: 'no-cors', credentials: 'include'}})</script>",
    "window": "<script>location.href = '{site}/leave/'</script>",
    "form": '<form action="{site}/leave/"></form><script>document.forms[0].submit()</script>',
}


class OtherSite(BaseHTTPRequestHandler):
    """Another site: each address is a page that reaches for the way out in one of the WAYS."""

    def __init__(self, site: str, *rest: object) -> None:
        self.site = site
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        page = WAYS.get(self.path.strip("/"), "").format(site=self.site).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing."""


@contextmanager
def other_site(site: str) -> Iterator[str]:
    """Serve the other site on an address that a browser takes for another site than localhost."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(OtherSite, site)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def begins_a_report(page: Page) -> str:
    """Write the first page of a report and save it; return the address that the report goes on from."""
    page.goto("/report/")
    page.get_by_role("button", name="Start the full way").click()
    page.get_by_label("What happened?").fill("He denied a written promise.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_have_text("Who is it about?")
    return re.sub(r"[^/]+/$", "", page.url)


def visits(context: BrowserContext, address: str) -> None:
    """Open a page of another site in a tab of its own and let it finish."""
    tab = context.new_page()
    tab.goto(address, wait_until="networkidle")
    tab.close()


@pytest.mark.parametrize("way", WAYS)
def test_another_site_destroys_no_report_that_is_being_written(shared_town: Town, way: str) -> None:
    page = shared_town.stranger().page
    report = begins_a_report(page)
    with other_site(shared_town.stack.url) as elsewhere:
        visits(page.context, f"{elsewhere}/{way}/")
    answer = page.goto(report)
    assert answer is not None
    assert answer.status == 200
    page.goto(f"{report}what/")
    expect(page.get_by_label("What happened?")).to_have_value("He denied a written promise.")


def test_the_button_of_the_page_itself_still_destroys_it(shared_town: Town) -> None:
    page = shared_town.stranger().page
    report = begins_a_report(page)
    page.locator("[data-leave]").click()
    expect(page).to_have_title("Units of measure")
    answer = page.goto(report)
    assert answer is not None
    assert answer.status == 404
