"""The way out stays in view, and what a link leads to stops below it."""

from playwright.sync_api import Page

from tests.casework.web.test_public_look import address, closed_at_last

__all__ = ["address", "closed_at_last"]


def test_what_a_link_leads_to_stops_below_the_way_out(page: Page, address: str) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        page.goto(f"{address}/code/#commitment_3")
        bar = page.locator(".ob-leave").bounding_box()
        led_to = page.locator("#commitment_3").bounding_box()
        assert bar is not None and led_to is not None
        assert led_to["y"] >= bar["y"] + bar["height"] - 1, width
