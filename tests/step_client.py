"""A browser that sends what the page of a step says it showed, as the page's own form does."""

import re
from typing import Any

from django.test import Client

VERSION = re.compile(r'name="step_version"\s+value="([^"]+)"')


class StepClient(Client):
    """A test client. It looks at the page of a step before it sends its form, unless the form says what was shown.

    A draft is sent as it stands: it takes no step.
    """

    def post(self, path: str, data: Any = None, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Send a form."""
        if "/do/" in path and not {"step_version", "draft"} & set(data or {}):
            rewrites = "?replace_waiting" if "replace_waiting" in (data or {}) else ""
            data = {**(data or {}), **version_on(self.get(f"{path}{rewrites}").content.decode())}
        return super().post(path, data, *args, **kwargs)


def version_on(page: str) -> dict[str, str]:
    """Return the hidden field of the page of a step that says what it showed; nothing if it has no form."""
    return {"step_version": found[1]} if (found := VERSION.search(page)) else {}
