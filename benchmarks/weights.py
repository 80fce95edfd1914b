"""What the public pages weigh on the wire, and how long a browser waits for them."""

from collections.abc import Sequence
from statistics import median
from time import perf_counter

from playwright.sync_api import BrowserContext, Page, ViewportSize, sync_playwright

from benchmarks.callers import PAGES
from benchmarks.figures import Figure, figure
from local import chromium

FIRST, NEXT = "public_first_view", "public_next_view"
AFTER = {"full": (*PAGES, "check"), "short": ("short",)}
"""The pages of a report, by its way, that a browser opens when it has the styles, scripts and typefaces of the first."""
WINDOW, TIMES = ViewportSize(width=360, height=800), 5


class Scales:
    """Opens pages in one browser window, and weighs each with everything that is sent for it."""

    def __init__(self, context: BrowserContext) -> None:
        """Begin with an empty cache."""
        self.page: Page = context.new_page()
        self.bytes = 0
        wire = context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.loadingFinished", lambda event: self.add(event["encodedDataLength"]))

    def add(self, sent: float) -> None:
        """Count what one answer brought, its headers too. What the browser kept brings nothing."""
        self.bytes += int(sent)

    def weigh(self, address: str) -> tuple[float, int]:
        """Return the seconds until everything of a page has come, and its bytes."""
        self.bytes, began = 0, perf_counter()
        answer = self.page.goto(address, wait_until="networkidle")
        took = self.page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000
        assert answer is not None and answer.ok, address
        assert took <= perf_counter() - began, address
        return took, self.bytes

    def weigh_report(self, url: str, way: str, names: Sequence[str]) -> list[tuple[float, int]]:
        """Begin a report, and weigh its pages."""
        self.page.goto(f"{url}/report/")
        self.page.get_by_role("button", name=f"Start the {way} way").click()
        self.page.wait_for_url(f"{url}/report/*/*/")
        home = self.page.url.rsplit("/", 2)[0]
        return [self.weigh(f"{home}/{name}/") for name in names]


def weights(url: str, cases: int) -> list[Figure]:
    """Return the figures of the first page, and of the heaviest page of a report after it."""
    first, after = [], []
    with sync_playwright() as play, play.chromium.launch(executable_path=chromium.find()) as browser:
        for _ in range(TIMES):
            with browser.new_context(viewport=WINDOW) as context:
                scales = Scales(context)
                first.append(scales.weigh(f"{url}/report/"))
                after.append([seen for way, names in AFTER.items() for seen in scales.weigh_report(url, way, names)])
    heaviest = max(zip(*after, strict=True), key=lambda one: median(size for _, size in one))
    return [_figure(FIRST, first, cases), _figure(NEXT, heaviest, cases)]


def _figure(name: str, weighed: Sequence[tuple[float, int]], cases: int) -> Figure:
    return figure(
        name, [took for took, _ in weighed], kb=round(median(size for _, size in weighed) / 1000, 1), cases=cases
    )
