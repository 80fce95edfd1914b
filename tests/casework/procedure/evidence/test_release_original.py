"""The step release_original, without a database."""

from dataclasses import replace
from uuid import UUID

import pytest

from casework.procedure.evidence.forms import ReleaseOriginalForm
from casework.record.state.evidence import RELEASED_FOR
from casework.vocabulary import CaseState, NotNow, Seat, Verb
from casework.workflow.guard import REASONS, Acting
from tests.casework.pure import By, PureCase, someone
from tests.casework.pure_answer import LETTER
from tests.casework.pure_road import OLA, REPORTER, in_investigation
from tests.invariants.walked import Walked
from tests.invariants.world import Given, World

REVIEWER: By = (someone("reviewer"), Seat.REVIEWER)


def a_file(world: World, by: By) -> Given | None:
    """Return a piece of evidence with a file, as the form offers them to this person."""
    acting = Acting(person=by[0], seats=frozenset({by[1]}))
    offered = ReleaseOriginalForm(view=world.view, acting=acting).fields["evidence"].choices  # type: ignore[attr-defined]
    pieces = [piece for piece, _ in offered]
    return {"evidence": world.rng.choice(pieces)} if pieces else None


WALKED = Walked(verb=Verb.RELEASE_ORIGINAL, after=(Verb.ADD_EVIDENCE,), sample=a_file)


def with_a_letter(*, file: UUID | None) -> PureCase:
    case = in_investigation()
    case.do(Verb.ADD_EVIDENCE, by=REPORTER, evidence=LETTER, received=True, file=file)
    return case


def test_nobody_opens_an_original_alone() -> None:
    case = with_a_letter(file=someone("a file"))
    assert case.reasons(Verb.RELEASE_ORIGINAL, by=OLA) == [REASONS["second_person_signed"]]
    case.do(Verb.PROPOSE_STEP, by=OLA, proposed=Verb.RELEASE_ORIGINAL)
    assert case.reasons(Verb.RELEASE_ORIGINAL, by=OLA) == [REASONS["second_person_signed"]]


def test_an_original_is_open_to_the_one_who_asked_for_a_day() -> None:
    case = with_a_letter(file=someone("a file"))
    case.do(Verb.PROPOSE_STEP, by=OLA, proposed=Verb.RELEASE_ORIGINAL)
    event = case.do(Verb.RELEASE_ORIGINAL, by=REVIEWER, evidence=LETTER)
    assert (event.piece, event.person) == (LETTER, OLA[0])
    (release,) = case.view.evidence.releases
    assert (release.piece, release.person, release.until) == (LETTER, OLA[0], case.view.now + RELEASED_FOR)


def test_words_alone_have_no_original() -> None:
    case = with_a_letter(file=None)
    case.do(Verb.PROPOSE_STEP, by=OLA, proposed=Verb.RELEASE_ORIGINAL)
    with pytest.raises(NotNow) as refused:
        case.do(Verb.RELEASE_ORIGINAL, by=REVIEWER, evidence=LETTER)
    assert refused.value.reasons == (REASONS["original_is_a_file"],)


@pytest.mark.parametrize(("seat", "offered"), [(Seat.INVESTIGATOR, 1), (Seat.PANEL_MEMBER, 0), (Seat.REVIEWER, 1)])
def test_only_what_a_person_may_read_is_offered_to_them(seat: Seat, offered: int) -> None:
    view = replace(with_a_letter(file=someone("a file")).view, state=CaseState.HEARING)
    form = ReleaseOriginalForm(view=view, acting=Acting(person=someone("reader"), seats=frozenset({seat})))
    assert len(form.fields["evidence"].choices) == offered  # type: ignore[attr-defined]
