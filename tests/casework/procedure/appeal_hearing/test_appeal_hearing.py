"""The hearing of an appeal on the database: by its forms, what is sealed, who reads it, who is told, and every refusal."""

from datetime import timedelta
from typing import Any

import pytest

from casework.models import Case
from casework.procedure.reading.papers import open_papers
from casework.queries.evidence.outgoing import HELD
from casework.vocabulary import BadShape, CaseCompartment, NoRight, NotSeen, Questioner, Seat, Verb, WitnessWay
from ledger import queries as ledger
from ledger.clock import now
from notifications.dispatch.dispatcher import place_letters
from notifications.letters.writing import letter_for
from notifications.models import Message
from tests.casework.answer_cast import refused
from tests.casework.appeal_cast import Court
from tests.casework.taking import last, take, trying, words
from tests.scenario_fixtures import begins, begun_by, case, here

__all__ = ["case", "here"]
pytestmark = pytest.mark.django_db
begun = begun_by(Court)
NEW = {
    "grounds": ["procedure"],
    "title": "A letter of 2 March",
    "text": "It says that it was a draft, wagtail.",
    "cause": "It was found last week, wagtail.",
}
ARGUED = {"grounds": ["procedure"], "statement": "The third page was not read, wagtail."}
CALL = {
    "witness": "Wanda Ortolan, by telephone, wagtail.",
    "named": "Wanda Ortolan",
    "questions": "What was said in May, wagtail.",
    "way": WitnessWay.BY_VIDEO,
    "care": "other",
    "questioner": Questioner.CHAIR,
    "support": "",
}
APPEAL_READERS = ("amos", "arne", "ava", "ola")
"""The chair, a member, the adviser and the investigator."""
NAMED = "Pia Sandgrouse told us."
"""The reporter's sealed name: nothing that goes to the respondent may hold it."""


@pytest.fixture
def court(here: tuple[Court, Any]) -> Court:
    return here[0]


def told(template: str) -> list[str]:
    while place_letters():
        pass
    return sorted(Message.objects.filter(template=template).values_list("seat", flat=True))


@begins(Court.appealed)
def test_a_challenge_is_sealed_ruled_on_and_told_with_its_reasons(court: Court, case: Case) -> None:
    chair, *members = (str(court.person(one)) for one in ("amos", "anouk", "arne"))
    case = take(case, Verb.SEAT_APPEAL_PANEL, court.by("ava"), chair=chair, members=members, rota_reason="")
    assert told("appeal_panel") == ["complainant", "respondent"]
    case = court.declared(case, "amos", "anouk", "arne")
    said = {"member": members[0], "particulars": "She taught me, wagtail."}
    for name, answer in (("amos", NoRight), ("pip", NotSeen)):
        assert refused(case, trying(case, Verb.CHALLENGE_APPEAL_MEMBER, court.by(name), **said)) is answer
    case = take(case, Verb.CHALLENGE_APPEAL_MEMBER, court.by("rex"), **said)
    assert words(case, "particulars", CaseCompartment.DECISION) == said["particulars"]
    ruled = {"member": members[0], "upheld": "no", "reasons": "Long ago, wagtail."}
    assert refused(case, trying(case, Verb.RULE_APPEAL_CHALLENGE, court.by("amos"), **ruled | {"reasons": NAMED})) == (
        str(HELD),
    )
    case = take(case, Verb.RULE_APPEAL_CHALLENGE, court.by("amos"), **ruled)
    assert last(case) == ("case.appeal_challenge_ruled", {"member": members[0], "upheld": False})
    assert told("appeal_challenge_ruled") == ["respondent"]


@begins(Court.sifted)
def test_both_sides_are_called_by_the_chair_alone_and_told_of_another_day(court: Court, case: Case) -> None:
    court.wait(days=20)
    day = now().date() + timedelta(days=40)
    call = {
        "hearing_on": day.isoformat(),
        "hearing_at": "10:00",
        "hearing_minutes": "240",
        "arrangements": "In the reading room, wagtail.",
    }
    assert refused(case, trying(case, Verb.CALL_APPEAL_HEARING, court.by("anouk"), **call)) is NoRight
    case = take(case, Verb.CALL_APPEAL_HEARING, court.by("amos"), **call)
    assert last(case) == (
        "case.appeal_hearing_called",
        {"hearing_on": day.isoformat(), "hearing_at": "10:00", "hearing_minutes": 240},
    )
    assert words(case, "arrangements") == call["arrangements"]
    assert told("appeal_hearing") == ["complainant", "respondent"]
    a_witness_is_called(court, case)
    moved = {
        "hearing_on": (day + timedelta(days=30)).isoformat(),
        "hearing_at": "10:00",
        "hearing_minutes": "240",
        "asked_by": "respondent",
        "reasons": "Ill, wagtail.",
    }
    case = take(case, Verb.ADJOURN_APPEAL_HEARING, court.by("amos"), **moved)
    assert told("hearing_adjourned") == ["complainant", "respondent"]


def a_witness_is_called(court: Court, case: Case) -> None:
    """The same step as before a panel: both sides are told. Only the appeal panel and its adviser read who the witness is."""
    case = take(case, Verb.CALL_WITNESS, court.by("amos"), **CALL | {"care": "vulnerable", "named": ""})
    assert last(case)[0] == "case.appeal_witness_called"
    entry = case.view.appeal_hearing.witnesses[0].entry
    people = {name: open_papers(reference=case.reference, by=court.by(name), verbs={})[1] for name in APPEAL_READERS}
    for field, readers in (("witness", {"amos", "arne", "ava"}), ("questions", set(APPEAL_READERS))):
        assert {name for name, texts in people.items() if (entry, field) in texts} == readers
    assert told("witness_called") == ["complainant", "respondent"]
    message = Message.objects.get(case=case, seat=Seat.RESPONDENT.value, template="witness_called")
    words = " ".join(str(letter_for(message, court.by("rex")).html).split())
    assert ("to the hearing of the appeal" in words, "Name: not given" in words, "numbered lines" in words) == (
        True,
        True,
        False,
    )


@begins(Court.sifted)
def test_either_side_argues_and_the_other_side_and_the_panel_read_it(court: Court, case: Case) -> None:
    case = take(case, Verb.MAKE_APPEAL_SUBMISSION, court.by("rex"), **ARGUED)
    assert last(case) == ("case.appeal_submission_made", {"side": "respondent", "numbers": [4]})
    assert words(case, "statement", CaseCompartment.DECISION) == ARGUED["statement"]
    named = trying(case, Verb.MAKE_APPEAL_SUBMISSION, court.by("ola"), **ARGUED | {"statement": NAMED})
    assert refused(case, named) == (str(HELD),)
    case = take(case, Verb.MAKE_APPEAL_SUBMISSION, court.by("ola"), **ARGUED)
    assert last(case)[1]["side"] == "investigator"
    for name in ("ava", "anouk"):
        assert refused(case, trying(case, Verb.MAKE_APPEAL_SUBMISSION, court.by(name), **ARGUED)) is NoRight


@begins(Court.sifted)
def test_new_evidence_says_why_it_comes_now_and_the_chair_rules_with_reasons(court: Court, case: Case) -> None:
    entries = len(ledger.stream(case.stream))
    for wrong, field in (({"cause": ""}, "cause"), ({"text": ""}, "text"), ({"grounds": []}, "grounds")):
        with pytest.raises(BadShape) as no:
            take(case, Verb.OFFER_NEW_EVIDENCE, court.by("rex"), **NEW | wrong)
        assert list(no.value.errors) == [field]
    named = trying(case, Verb.OFFER_NEW_EVIDENCE, court.by("ola"), **NEW | {"cause": NAMED})
    assert refused(case, named) == (str(HELD),)
    assert len(ledger.stream(case.stream)) == entries
    case = take(case, Verb.OFFER_NEW_EVIDENCE, court.by("rex"), **NEW)
    piece = last(case)[1]["evidence"]
    kept = [words(case, name, CaseCompartment.DECISION) for name in ("title", "text", "cause")]
    assert kept == [NEW["title"], NEW["text"], NEW["cause"]]
    rule = {"evidence": piece, "admitted": "yes", "reasons": "It is new, wagtail."}
    assert refused(case, trying(case, Verb.RULE_NEW_EVIDENCE, court.by("anouk"), **rule)) is NoRight
    case = take(case, Verb.RULE_NEW_EVIDENCE, court.by("amos"), **rule)
    assert last(case) == ("case.new_evidence_ruled", {"piece": piece, "admitted": True})
    assert told("new_evidence_ruled") == ["respondent"]


@begins(Court.appeal_heard)
def test_who_was_there_is_in_the_record_and_who_spoke_for_whom_is_sealed(court: Court, case: Case) -> None:
    (data,) = [entry.body["data"] for entry in ledger.stream(case.stream) if entry.body["type"] == "case.appeal_heard"]
    present = [str(court.person(one)) for one in ("amos", "anouk", "arne")]
    assert sorted(data["present"]) == sorted(present)
    assert (data["respondent_present"], data["last_word_offered"]) == (True, True)
    assert data["heard_on"] == now().date().isoformat()
