"""Files that tests add to a case, and the views that the worker would make of them."""

import io
import re
from uuid import UUID

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from ledger.clock import now
from tests.casework.web.reporting import text
from vault import views

SAID = "The contract could be cancelled by either side."


def add_file(browser: Client, case: str, content: bytes, name: str, title: str = "The letter") -> UUID:
    """Add evidence with a file as an officer, and return its key."""
    page = reverse("case", args=[case])
    given = {"title": title, "text": "As it came.", "file": SimpleUploadedFile(name, content)}
    known = set(re.findall(r"/files/([^/]+)/", text(browser.get(f"{page}evidence/"))))
    assert browser.post(f"{page}do/add_evidence/", given).status_code == 302
    (key,) = set(re.findall(r"/files/([^/]+)/", text(browser.get(f"{page}evidence/")))) - known
    return UUID(key)


def make_waiting_views() -> None:
    """Make every view that waits, by the converter, as the worker does."""
    while (waiting := views.take_waiting(now())) is not None:
        views.make_view(waiting)


def picture(width: int = 80, height: int = 60) -> bytes:
    body = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(body, "PNG")
    return body.getvalue()


def book(pages: int, author: str = "") -> bytes:
    """A PDF of this many pages full of text."""
    named = f'#set document(author: "{author}")\n' if author else ""
    page = f"#set page(height: 29.7cm)\n{' '.join([SAID] * 45)}\n#pagebreak(weak: true)\n"
    return typst.compile((named + page * pages).encode())
