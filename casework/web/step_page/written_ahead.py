"""A step that is written over days and is not open yet: its form, without what takes the step."""

from casework.forms.base import Confirmed, VerbForm
from casework.models import Case
from casework.vocabulary import Verb
from casework.web.shared.context import Context
from casework.web.step_page.page import OFFICES
from casework.workflow.step import can_be_written, opens_on


def written_ahead(case: Case, verb: Verb, form: VerbForm, audience: str, *, signing: bool) -> Context:
    """Return what an officer's page says of a step that can be written already; nothing of another step.

    A confirmation is no part of a draft: it is asked for once the step is open.
    """
    if audience not in OFFICES or signing or form.lacking or not can_be_written(case, verb):
        return {}
    for name in [name for name, field in form.fields.items() if isinstance(field, Confirmed)]:
        del form.fields[name]
    return {"is_written": True, "opens_on": opens_on(case, verb)}
