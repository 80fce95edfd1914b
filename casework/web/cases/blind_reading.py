"""What a blind reader sees beside the questions: the report and the list of the evidence, as they were before any name."""

from dataclasses import replace

from casework.access import Actor
from casework.models import Case
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import group_by_compartment
from casework.queries.case.reported import beside_story
from casework.queries.decisions.blind_reading import texts_read_blind
from casework.vocabulary import Verb
from casework.web.decisions.rests_on import pieces_of
from casework.web.shared.context import Context


def around_blind_reading(case: Case, by: Actor) -> Context:
    """Return the story, what the reporter wants and fears, and the evidence without files, after recording the opening."""
    wanted = group_by_compartment(texts_read_blind(case))
    texts = open_content(reference=case.reference, by=by, rights=[Verb.READ_BLIND], wanted=wanted) if wanted else {}
    said = {field: text for (_entry, field), text in texts.items()}
    return {
        "signers": 1,
        "rests_on": True,
        "story": str(said.get("narrative") or ""),
        "beside": beside_story(said.get("particulars")),
        "pieces": [replace(piece, file=None) for piece in pieces_of(case, texts)],
    }
