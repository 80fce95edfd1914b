"""The verifier accepts what the application writes when a step is sent back and when it is taken back."""

from typing import Any

from casework.access import Actor
from casework.models import Case
from casework.verbs import VERBS, send_back
from ledger.keyring import LogKey
from ledger.notes import log_key
from local.demo.scenario import Story
from tests.casework.web.conftest import Town, town_begun
from tests.casework.web.test_send_back import STEP, come_back, investigator, proposed
from tests.casework.web.test_turns import ELSEWHERE
from tests.ledger.story import KEY, ORIGIN, Export, judged
from tests.ledger.test_stages import export
from tests.scenario_fixtures import here, upon

__all__ = ["export", "here"]


@upon(proposed)
def play(town: Town, story: Story) -> str:
    """A step is sent back, put forward again by the same person, and taken back."""
    come_back(town, story)
    one = investigator(story)
    story.by(one, STEP, **ELSEWHERE)
    waiting = story.view.proposals.of(STEP)
    assert waiting is not None
    send_back(VERBS[STEP], reference=story.case, by=Actor(user=town.people[one]), read=str(waiting.id), to_change="")
    return Case.objects.get(reference=story.case).stream


begun = town_begun(to=play)


def test_steps_really_given_back_are_no_evidence_of_tampering(export: Export, capsys: Any) -> None:
    kinds = [body["type"] for body in export.bodies()]
    assert (kinds.count("case.step_returned"), kinds.count("case.step_taken_back")) == (1, 1)
    words = ("--keyring", export.keyring(LogKey(log_key(ORIGIN, KEY))))
    assert judged(capsys, "log", export.folder, *words).tamper == frozenset()
    assert judged(capsys, "case", export.folder, export.told.case, *words).tamper == frozenset()
