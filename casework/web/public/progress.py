"""Which step of a report a page is, for the line above it."""

from casework.forms.complaint.reporter import Contact, You
from casework.web.public.writing import Writing
from casework.web.shared.context import Context


def step_of(draft: Writing, page: str) -> Context:
    """Return which step a page is, and of how many. The name is part of the step before it, so nobody's total changes."""
    steps = [one for one in draft.pages if one != Contact.page]
    step = You.page if page == Contact.page else page
    return {"number": steps.index(step) + 1 if step in steps else len(steps), "total": len(steps)}
