"""What the test client answers with: Django adds to its responses while a test runs, and only its stubs name the result."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

type Response = _MonkeyPatchedWSGIResponse
