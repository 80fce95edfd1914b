"""The menu in the header on a phone: it has one line, and a shadow at the side on which it goes on."""

import io

from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page

from tests.casework.web.conftest import Town
from tests.casework.web.test_queue_look import SITE, Window

GOES_ON = 'document.querySelector(".ob-nav__list").style.paddingInlineEnd = "60px"'
AT_THE_END = '(menu => { menu.scrollLeft = menu.scrollWidth })(document.querySelector(".ob-nav"))'


def shadows(page: Page) -> tuple[bool, bool]:
    """Return whether the first line of the menu has another colour than the header above it at its left and at its right."""
    box = page.locator(".ob-nav").bounding_box()
    assert box is not None
    picture = Image.open(io.BytesIO(page.screenshot())).convert("L")
    top, header = int(box["y"]) + 2, picture.getpixel((1, 1))
    sides = (int(box["x"]) + 1, int(box["x"] + box["width"]) - 2)
    left, right = (picture.getpixel((side, top)) for side in sides)
    return left != header, right != header


def test_a_menu_has_a_shadow_where_it_goes_on_and_none_where_it_ends(page: Page, town: Town) -> None:
    docket = reverse("docket")
    Window(page, town.browser("bo"), docket)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{SITE}{docket}")
    whole = shadows(page)
    page.evaluate(GOES_ON)
    longer = shadows(page)
    page.evaluate(AT_THE_END)
    assert (whole, longer, shadows(page)) == ((False, False), (False, True), (True, False))
