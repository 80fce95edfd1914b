"""A report on the database: sealed as it comes, seen by nobody, swept, then opened to those who are free."""

from dataclasses import replace

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework.access import Actor, the_clock
from casework.models import Case, CaseGrant
from casework.procedure.intake.actions import acknowledge_complaint, claim_code, file_complaint, sweep_conflicts
from casework.procedure.plain_step import do
from casework.recording import compartment_of, open_texts
from casework.vocabulary import (
    Accused,
    CaseCompartment,
    CaseState,
    ClockName,
    IdentityChoice,
    Mention,
    NoRight,
    NotNow,
    NotSeen,
    Reporter,
    Seat,
    Verb,
)
from casework.workflow.guard import REASONS
from ledger import queries as ledger
from ledger.models import Entry
from tests.casework.desk_cast import MARL, MONDAY, REPORT, Desk
from tests.vault.sent import sent
from vault import draft_files, drafts, files
from vault.codes import new_code
from vault.models import SealedFile, SealedText

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> object:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_report_becomes_a_case_that_only_the_reporter_and_the_clock_can_see(desk: Desk) -> None:
    case = desk.file()
    kinds = set(CaseGrant.objects.filter(content_object=case).values_list("user__kind", flat=True))
    assert kinds == {"reporter", "clock"}
    assert [entry.type for entry in ledger.stream(case.stream)] == ["report.received"]
    assert (case.state, case.commitments, case.swept) == (CaseState.SUBMITTED, [2, 3], False)


def test_no_word_of_a_report_stands_in_clear(desk: Desk) -> None:
    case = desk.file()
    (entry,) = ledger.stream(case.stream)
    stored = [bytes(entry.entry), *(bytes(row.blob) for row in SealedText.objects.all())]
    for secret in ("whimbrel", "Marlowe", "Sandgrouse", "Wanda", "Corvid", "confidential-no"):
        assert not any(secret.encode() in each for each in stored)
    assert {k: v for k, v in entry.body["data"].items() if k != "reporter"} == {
        "rulebook": str(case.rulebook_id),
        "commitments": [2, 3],
        "for_someone": False,
        "came": None,
        "received_on": None,
        "read_back": False,
        "origin": None,
        "from": None,
        "identity": "confidential",
        "slow": False,
        "danger": False,
        "to": "submitted",
    }


def test_the_report_reads_back_as_it_was_written(desk: Desk) -> None:
    case = desk.file()
    (entry,) = ledger.stream(case.stream)
    texts = open_texts(case, CaseCompartment.CASE, [(entry.id, "narrative"), (entry.id, "accused")])
    assert texts[entry.id, "narrative"] == MARL
    assert texts[entry.id, "accused"] == REPORT.accused[0].value()
    sealed = open_texts(case, CaseCompartment.IDENTITY, [(entry.id, "identity")])
    assert sealed[entry.id, "identity"] == REPORT.reporter.value()


@pytest.mark.parametrize("choice", [IdentityChoice.CONFIDENTIAL, IdentityChoice.ANONYMOUS])
def test_a_name_given_and_a_name_not_given_look_alike_at_rest(desk: Desk, choice: IdentityChoice) -> None:
    name = "" if choice is IdentityChoice.ANONYMOUS else "N" * 200
    case = desk.file(replace(REPORT, reporter=Reporter(choice=choice, name=name)))
    (entry,) = ledger.stream(case.stream)
    row = SealedText.objects.get(entry_id=entry.id, field="identity")
    assert (len(row.blob), entry.body["data"]["identity"]) == (12 + 4096 + 16, "confidential")


def test_each_person_complained_of_gets_a_case_of_their_own(desk: Desk) -> None:
    two = (Accused(name="Rex Marlowe"), Accused(name="Zoe Unheard"))
    filed = file_complaint(by=None, report=replace(REPORT, accused=two))
    cases = Case.objects.all()
    assert {case.reference for case in cases} == set(filed.cases)
    assert len({case.linked for case in cases}) == 1
    assert len({row.person for case in cases for row in case.seatings.all()}) == 2
    assert User.objects.filter(kind="reporter").count() == 1


def test_the_code_opens_the_reporters_account_and_stands_nowhere(desk: Desk) -> None:
    filed = file_complaint(by=None, report=REPORT)
    assert filed.code is not None
    reporter = User.objects.reporter_with(lookup_id=filed.code.lookup_id)
    case = Case.objects.get()
    assert reporter is not None
    assert {row.person for row in case.seatings.all()} == {pseudonym(reporter, str(case.id))}
    assert User.objects.reporter_with(lookup_id=new_code().lookup_id) is None


def test_a_draft_sent_twice_is_one_report_and_one_code(desk: Desk) -> None:
    draft = drafts.begin()
    first = file_complaint(by=None, report=REPORT, draft=draft)
    again = file_complaint(by=None, report=REPORT, draft=draft)
    assert (again.reference, again.code, again.cases) == (first.reference, None, ())
    assert Case.objects.count() == 1
    with pytest.raises(drafts.NoSuchDraft):
        file_complaint(by=None, report=REPORT, draft=(draft[0], "guessed"))


def test_what_was_attached_to_the_draft_is_evidence_of_the_case(desk: Desk) -> None:
    draft = drafts.begin()
    with sent(b"%PDF-1.4 plover", "plover.pdf") as upload:
        draft_files.attach(*draft, upload)
    file_complaint(by=None, report=REPORT, draft=draft)
    case = Case.objects.get()
    (filed, added) = ledger.stream(case.stream)
    assert (filed.type, added.type) == ("report.received", "case.evidence_added")
    assert open_texts(case, CaseCompartment.CASE, [(added.id, "title")]) == {(added.id, "title"): "plover.pdf"}
    kept = SealedFile.objects.get(id=added.body["data"]["file"])
    assert b"".join(files.read(kept, compartment_of(case, CaseCompartment.CASE))) == b"%PDF-1.4 plover"


def test_each_case_of_a_report_about_several_people_keeps_its_own_files(desk: Desk) -> None:
    draft = drafts.begin()
    with sent(b"%PDF-1.4 plover", "plover.pdf") as upload:
        draft_files.attach(*draft, upload)
    two = (Accused(name="Rex Marlowe"), Accused(name="Zoe Unheard"))
    filed = file_complaint(by=None, report=replace(REPORT, accused=two), draft=draft)
    keys = set()
    for case in Case.objects.filter(reference__in=filed.cases):
        (added,) = (entry for entry in ledger.stream(case.stream) if entry.type == "case.evidence_added")
        assert open_texts(case, CaseCompartment.CASE, [(added.id, "title")]) == {(added.id, "title"): "plover.pdf"}
        kept = SealedFile.objects.get(id=added.body["data"]["file"])
        assert b"".join(files.read(kept, compartment_of(case, CaseCompartment.CASE))) == b"%PDF-1.4 plover"
        keys.add((kept.id, kept.key_id))
    assert [len(set(one)) for one in zip(*keys, strict=True)] == [2, 2]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"accused": (Accused(),)}, "respondent_is_named_or_unknown"),
        ({"commitments": ()}, "commitment_is_chosen_or_help_asked"),
        ({"narrative": ""}, "account_is_given"),
        ({"declared": False}, "truth_is_declared"),
    ],
)
def test_a_report_that_lacks_something_leaves_nothing_behind(
    desk: Desk, change: dict[str, object], reason: str
) -> None:
    entries = Entry.objects.count()
    with pytest.raises(NotNow) as refused:
        file_complaint(by=None, report=replace(REPORT, **change))  # type: ignore[arg-type]
    assert refused.value.reasons == (REASONS[reason],)
    left = (Case.objects.count(), User.objects.filter(kind="reporter").count(), Entry.objects.count())
    assert left == (0, 0, entries)


def test_intake_files_for_a_caller_who_then_takes_a_code_of_their_own(desk: Desk) -> None:
    filed = file_complaint(by=desk.by("ines"), report=REPORT, for_someone=True)
    assert filed.code is not None
    (entry,) = ledger.stream(Case.objects.get().stream)
    assert (entry.body["role"], entry.body["actor"]) == ("intake", str(desk.person("ines")))
    reporter = User.objects.reporter_with(lookup_id=filed.code.lookup_id)
    assert reporter is not None
    own = new_code()
    claim_code(reference=filed.cases[0], by=Actor(user=reporter), lookup_id=own.lookup_id)
    assert User.objects.reporter_with(lookup_id=own.lookup_id) == reporter
    assert User.objects.reporter_with(lookup_id=filed.code.lookup_id) is None
    with pytest.raises(NotNow) as refused:
        claim_code(reference=filed.cases[0], by=Actor(user=reporter), lookup_id=own.lookup_id)
    assert refused.value.reasons == (REASONS["code_waits_to_be_claimed"],)


def test_nobody_but_intake_files_for_others(desk: Desk) -> None:
    with pytest.raises(NoRight):
        file_complaint(by=desk.by("sol"), report=REPORT)
    assert Case.objects.count() == 0


def test_the_sweep_opens_the_case_to_those_who_are_free(desk: Desk) -> None:
    case = desk.swept()
    assert desk.rights("ines", case) >= {"see_case", "read_complaint", "acknowledge_complaint"}
    assert desk.rights("ivo", case) == set()
    assert [entry.type for entry in ledger.stream(case.stream)] == ["report.received", "case.conflicts_swept"]


def test_an_officer_complained_of_never_sees_the_case(desk: Desk) -> None:
    case = desk.swept(replace(REPORT, accused=(Accused(name="Ines Farow"),)))
    assert case.view.people.conflict_of(desk.person("ines")) is Mention.RECORDED
    assert desk.rights("ines", case) == set()
    with pytest.raises(NotSeen):
        acknowledge_complaint(reference=case.reference, by=desk.by("ines"))


def test_where_the_whole_office_is_shut_out_the_outside_alternate_handles_the_case(desk: Desk) -> None:
    case = desk.swept(replace(REPORT, accused=(Accused(name="Ines Farrow"),)))
    assert desk.rights("ivo", case) >= {"see_case", "acknowledge_complaint"}
    case = acknowledge_complaint(reference=case.reference, by=desk.by("ivo"))
    assert case.state == CaseState.SCREENING


def test_naming_every_officer_leaves_the_outside_alternate(desk: Desk) -> None:
    everybody = tuple(user.name for user in desk.people.values())
    case = desk.swept(replace(REPORT, said={"witnesses": list(everybody)}, keep_away=everybody))
    assert desk.rights("ivo", case) >= {"see_case", "acknowledge_complaint"}
    assert desk.rights("ines", case) == set()


def test_a_bare_mention_denies_until_it_is_ruled_on(desk: Desk) -> None:
    case = desk.swept(replace(REPORT, narrative="I told Sol Brand about it."))
    assert case.view.people.conflict_of(desk.person("sol")) is Mention.PROVISIONAL
    case = acknowledge_complaint(reference=case.reference, by=desk.by("ines"))
    assert case.view.people.holding(Seat.SCREENER) == {desk.person("sam"), desk.person("sky")}
    assert case.view.people.holding(Seat.REVIEWER) == {desk.person("vera")}
    ruling = {"subject": desk.person("sol"), "stands": False, "reasons": "A passing word."}
    case = do(Verb.RULE_ON_MENTION, reference=case.reference, by=desk.by("vera"), **ruling)
    case = sweep_conflicts(reference=case.reference, by=the_clock())
    assert case.view.people.conflict_of(desk.person("sol")) is Mention.LIFTED


def test_the_wish_to_keep_somebody_away_denies_like_a_match(desk: Desk) -> None:
    case = desk.swept(replace(REPORT, keep_away=("sol brand",)))
    assert case.view.people.conflict_of(desk.person("sol")) is Mention.RECORDED


def test_why_somebody_is_denied_stands_sealed_with_the_identity(desk: Desk) -> None:
    case = desk.swept(replace(REPORT, keep_away=("Sol Brand",)))
    entry = ledger.stream(case.stream)[-1]
    assert (entry.type, set(entry.body["data"])) == ("case.conflict_detected", {"person", "provisional"})
    assert open_texts(case, CaseCompartment.IDENTITY, [(entry.id, "basis")]) == {(entry.id, "basis"): ["unwanted"]}


def test_a_second_sweep_records_nothing_twice(desk: Desk) -> None:
    case = desk.swept(replace(REPORT, keep_away=("Sol Brand",)))
    sweep_conflicts(reference=case.reference, by=the_clock())
    kinds = [entry.type for entry in ledger.stream(case.stream)]
    assert (kinds.count("case.conflict_detected"), kinds.count("case.conflicts_swept")) == (1, 2)


def test_acknowledging_is_for_intake_and_for_once(desk: Desk) -> None:
    case = desk.screening()
    with pytest.raises(NotSeen):
        acknowledge_complaint(reference=case.reference, by=desk.by("dee"))
    with pytest.raises(NoRight):
        acknowledge_complaint(reference=case.reference, by=desk.by("ines"))
    kinds = [entry.type for entry in ledger.stream(case.stream)]
    assert kinds.count("case.case_acknowledged") == 1


def test_a_clock_that_runs_out_is_passed_on_once(desk: Desk) -> None:
    case = desk.swept()
    clock = {"reference": case.reference, "by": the_clock(), "clock": ClockName.ACK}
    with pytest.raises(NotNow):
        do(Verb.ESCALATE_CLOCK, **clock)  # type: ignore[arg-type]
    with time_machine.travel(MONDAY.replace(day=11), tick=False):
        do(Verb.ESCALATE_CLOCK, **clock)  # type: ignore[arg-type]
        with pytest.raises(NotNow) as refused:
            do(Verb.ESCALATE_CLOCK, **clock)  # type: ignore[arg-type]
    assert refused.value.reasons == (REASONS["escalation_is_new"],)


def test_the_stored_case_equals_what_its_record_says(desk: Desk) -> None:
    case = desk.investigation()
    stored = Case.objects.get(pk=case.pk)
    assert (stored.state, stored.commitments, stored.severity) == (case.view.state, [2], 2)
    assert Verb.SERVE_NOTICE.value in desk.rights("ola", case)


def test_the_foreign_keys_of_a_report_are_checked_before_the_log_is_locked(desk: Desk) -> None:
    with CaptureQueriesContext(connection) as asked:
        desk.file()
    said = [each["sql"] for each in asked.captured_queries]
    checked = next(place for place, sql in enumerate(said) if sql.startswith("SET CONSTRAINTS ALL IMMEDIATE"))
    assert checked < next(
        place for place, sql in enumerate(said) if "FROM ledger_loghead" in sql and "FOR UPDATE" in sql
    )
