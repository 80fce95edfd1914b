"""Roads aside on the database: what is passed from a place where cases stand, so that every step is taken once."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from accounts.models import User
from accounts.pseudonyms import pseudonym
from casework.access import Actor, the_clock
from casework.procedure.intake.actions import claim_code, file_complaint
from casework.procedure.plain_step import do
from casework.queries.people.rota import next_on_rota
from casework.vocabulary import RequestKind, Seat, Verb
from ledger.clock import now
from local.demo import appeals, branches
from local.demo import story as told
from local.demo.scenario import Story
from local.populate import chapters as more
from local.populate.case_paths import ALL
from policy.quorum import Option
from tests.drawn import risk_read_twice
from tests.invariants.appeal_roads import ROADS_OF_APPEALS, asked_late, passed
from tests.invariants.panel_roads import (
    a_minority_writes,
    brought_by_the_society,
    called_again,
    days_offered,
    heard_again,
    no_last_word,
    nothing_proven,
    proven_all_the_same,
    something_told,
)
from tests.invariants.stored_steering import Chapter, Mark
from tests.invariants.stored_town import Counted
from tests.invariants.walked import walked
from vault.codes import new_code

V = Verb


def seated(*seats: Seat) -> Chapter:
    """Return the chapter in which intake seats the next on the rota in each of these seats."""

    def chapter(story: Story) -> None:
        for seat in seats:
            story.seat(seat)

    return chapter


def tied(*names: str, provisional: bool = False) -> Chapter:
    """Return the chapter in which people turn out to be tied to the case."""

    def chapter(story: Counted) -> None:
        for first in names:
            found = {"person": pseudonym(story.people[first]), "provisional": provisional, "basis": ["The same house."]}
            story.counted(lambda: do(Verb.DETECT_CONFLICT, reference=story.case, by=the_clock(), **found))  # noqa: B023

    return chapter


def carried(option: Option) -> Chapter:
    """Return the chapter in which the board carries an option."""
    return lambda story: told.carry_option(story, option)


def read(kind: str) -> Chapter:
    """Return the chapter in which the respondent opens the letter about the latest event of a kind."""
    return lambda story: story.open_letter(story.respondent, told.last_event(story, kind))


def filed_for_a_caller(story: Counted) -> None:
    """Intake files another report for somebody who calls, and the caller takes a code of their own."""
    report = told.report_about(story.people["rosa"].name, "Wim Teal", on=(now() - timedelta(days=3)).date())
    filed = file_complaint(by=Actor(user=story.people["ines"]), report=report, for_someone=True)
    assert filed.code is not None
    story.case, story.reporter = filed.cases[0], User.objects.reporter_with(lookup_id=filed.code.lookup_id)
    assert story.reporter is not None
    story.count(None, story.read().record)
    caller = Actor(user=story.reporter)
    story.counted(lambda: claim_code(reference=story.case, by=caller, lookup_id=new_code().lookup_id))


def a_line_fits_nobody(story: Counted) -> None:
    """Another report comes in, whose reporter wants somebody kept away in words that fit nobody in office."""
    report = told.report_about(story.people["rosa"].name, "Wim Teal", on=(now() - timedelta(days=3)).date())
    story.file(replace(report, keep_away=("somebody who plays chess with her",)))


def another_to_link(story: Counted) -> None:
    """A second report about somebody else comes in, and the adviser links the two cases; later the link is cut."""
    here = story.case, story.told, story.code, story.reporter
    story.file(told.report_about(story.people["rania"].name, "Wim Teal", on=(now() - timedelta(days=3)).date()))
    there = story.case
    story.by("ines", V.ACKNOWLEDGE_COMPLAINT)
    story.case, story.told, story.code, story.reporter = here
    story.by("ada", V.LINK_CASES, other=there, reasons="The same letter.")
    story.by("ada", V.SEVER_CASES, other=there, reasons="Two letters after all.")


def framed_and_split(story: Story) -> None:
    """An allegation over ten days is framed, and cut in two."""
    last = story.view.today - timedelta(days=21)
    act = "Went on denying for ten days that the promise had been made."
    story.by(story.investigator, V.FRAME_ALLEGATION, **alleged(story, last - timedelta(days=9), act))
    whole = story.view.allegations.all[-1].id
    cut = {"allegation": whole, "on": last - timedelta(days=4), "reasons": "An edition began on that day."}
    story.by(story.investigator, V.SPLIT_ALLEGATION, **cut)


def alleged(story: Story, first: date, act: str) -> dict[str, object]:
    """Return what is typed for an allegation of some days, three weeks ago at the latest."""
    return {"commitment": 4, "first_day": first, "last_day": story.view.today - timedelta(days=21), "act": act}


def charged_again(verb: Verb, second: Callable[[Story], str]) -> Chapter:
    """Return the chapter in which the investigator brings one allegation more, and a second person signs."""

    def chapter(story: Story) -> None:
        typed = alleged(story, story.view.today - timedelta(days=22), "Did the same to another customer.")
        served = {"evidence": sorted(story.view.evidence.copy_keys), "words": "Please answer this one too."}
        story.two(story.investigator, second(story), verb, **typed, **served)

    return chapter


def interim_proposed(story: Story) -> None:
    """A measure is proposed, and three people are seated to decide on it."""
    story.by(story.investigator, V.PROPOSE_INTERIM, measure="No new contracts.", threat="It goes on every day.")
    for _ in range(3):
        (person,) = next_on_rota(story.view, Seat.INTERIM_MEMBER, pseudonym(story.people["ada"]))
        story.by("ada", V.SEAT_ADJUDICATOR, place=f"{Seat.INTERIM_MEMBER.value}:{person}")


def document_ordered(story: Story) -> None:
    """The respondent asks for a document, and a decider orders it."""
    words = "The list of who was at the meeting. It shows that he was not there."
    story.by(story.respondent, V.MAKE_REQUEST, kind=RequestKind.DOCUMENT.value, words=words)
    (made,) = story.view.requests.waiting
    day = (story.view.today + timedelta(days=10)).isoformat()
    said = {"granted": "yes", "due_on": day, "reasons": "It may matter."}
    story.by(story.holding(Seat.DECIDER)[0], V.ANSWER_REQUEST, request=made.id, **said)


def filed_by_the_member(story: Counted) -> None:
    """The respondent files a diary."""
    words = {"title": "My diary", "text": "On that day I was in another town."}
    story.counted(lambda: story.by(story.respondent, V.ADD_EVIDENCE, **words))


def said_late(story: Story) -> None:
    """The Society brings something after the hearing."""
    words = {
        "title": "A letter",
        "text": "It says when he knew.",
        "cause": "It lay in a box.",
        "gist": "A letter of May.",
    }
    story.by(story.investigator, V.FILE_LATE_EVIDENCE, **words)


def stepped_aside(story: Story) -> None:
    """One of the screeners leaves the case."""
    story.by(told.screener(story), V.RECUSE_OFFICER, confirmed="on")


LETTER_SIGNED = (V.WRITE_DECISION_LETTER, V.SIGN_DECISION_LETTER)
DECIDED_ON_BREACH = (*LETTER_SIGNED, passed(1), V.DECIDE_CASE, told.read_decision)

ASIDE: Mapping[Chapter, tuple[tuple[Mark, ...], ...]] = {
    ALL.tell: (
        (filed_for_a_caller,),
        *((a_line_fits_nobody, verb) for verb in (V.RULE_ON_KEEP_AWAY, V.EXPLAIN_KEEP_AWAY)),
        (risk_read_twice, V.READ_BLIND),
        (tied("sara", provisional=True), seated(Seat.REVIEWER), V.RULE_ON_MENTION),
    ),
    more.triage: (
        (V.PLACE_HOLD, V.REVIEW_HOLD, V.RELEASE_HOLD),
        (stepped_aside, V.REPLACE_SEAT),
        (V.REPORT_RETALIATION,),
        (V.GIVE_NAME,),
        (seated(Seat.DPO), V.PLACE_LEGAL_HOLD, V.LIFT_LEGAL_HOLD),
    ),
    more.ask_reporter: ((V.EXTEND_INFORMATION, V.SUPPLY_INFORMATION), (V.INFORMATION_LAPSES,)),
    more.talks_begun: ((V.TALKS_FAIL,), (V.TALKS_LAPSE,)),
    more.review_asked: ((V.REINSTATE_CASE,),),
    more.time_for_review_passed: ((V.REOPEN_CASE,), (V.REFER_BAD_FAITH,), (passed(31), V.SAY_HOW_IT_IS)),
    told.screen: (
        (another_to_link,),
        (V.SEND_STATUS, V.EXTEND_FEEDBACK, V.GIVE_FEEDBACK),
        (seated(Seat.DECIDER), V.EXTEND_INVESTIGATION),
        (framed_and_split,),
        (seated(Seat.DECIDER), V.STOP_INVESTIGATION, V.REQUEST_REVIEW, V.RESUME_INVESTIGATION),
        (V.ASK_WITHDRAWAL, V.TAKE_BACK_WITHDRAWAL),
        (seated(Seat.REVIEWER, Seat.PROTECTION_OFFICER), V.ASK_WITHDRAWAL, V.CHECK_COERCION, passed(15), V.ACCEPT_WITHDRAWAL),
        (seated(Seat.REVIEWER), V.ADOPT_CASE),
    ),
    told.investigate: (
        (V.MAKE_REQUEST, V.WITHDRAW_REQUEST),
        (document_ordered, V.PRODUCE_DOCUMENT),
        (seated(Seat.REVIEWER), brought_by_the_society, V.PROPOSE_WITHHOLDING, V.RULE_WITHHOLDING),
        (charged_again(V.ADD_ALLEGATION, lambda story: story.holding(Seat.DECIDER)[0]),),
        (V.SERVE_NOTICE_AGAIN, V.RECORD_BOUNCE),
        (passed(5), passed(4)),
        (V.RECORD_SERVICE, V.PROVE_NON_RECEIPT),
        (V.RECORD_BOUNCE, V.RECORD_BOUNCE, V.RECORD_BOUNCE, V.DIRECT_SERVICE, V.RECORD_SERVICE),
        (V.ACKNOWLEDGE_NOTICE, V.RESPONSE_LAPSES, V.PROPOSE_DEFAULT, V.ENTER_DEFAULT,
         V.ASK_TO_SET_ASIDE, V.REFUSE_SET_ASIDE, V.SET_ASIDE_DEFAULT),
        (V.APPOINT_REPRESENTATIVE, V.ACCEPT_REPRESENTATION, V.END_REPRESENTATION),
        (V.FLAG_HEALTH, V.REVIEW_HEALTH, V.CLEAR_HEALTH),
        (interim_proposed, V.ANSWER_INTERIM, V.IMPOSE_INTERIM, V.REVIEW_INTERIM, V.LIFT_INTERIM),
        (interim_proposed, V.ANSWER_INTERIM, V.IMPOSE_INTERIM, V.INTERIM_LAPSES),
        (seated(Seat.REVIEWER, Seat.REGISTRAR), V.RECORD_STANDING, V.DEFER_RESIGNATION, V.ABATE_CASE, V.ACCEPT_RESIGNATION),
    ),
    told.answer_notice: (
        (V.SHARE_DRAFT_REPORT, V.COMMENT_ON_REPORT),
        (V.SHARE_DRAFT_REPORT, passed(5), passed(5), passed(9)),
    ),
    branches.consent_offered: ((read("case.consent_proposed"), V.CONSENT_LAPSES),),
    branches.consent_approved: ((carried(Option.REMIT), V.RETURN_CONSENT),),
    told.finish_report: (
        (something_told, V.RULE_DECLARATION),
        (told.sat, said_late, V.SPEAK_ON_LATE_EVIDENCE),
        (told.sat, said_late, heard_again, called_again),
        (told.sat, nothing_proven, V.CLOSE_NOT_PROVEN),
        (told.sat, a_minority_writes, proven_all_the_same),
        (told.sat, passed(20)),
    ),
    told.hearing_set: (
        (told.hearing_opened, V.WRITE_MINUTE, V.CORRECT_MINUTE, no_last_word, V.FILE_LAST_WORD),
        (told.hearing_opened, V.WRITE_MINUTE, V.OPEN_DELIBERATION, V.GIVE_MINUTE, passed(7), V.APPROVE_MINUTE),
        (V.CHALLENGE_MEMBER, V.RULE_CHALLENGE),
        (days_offered, V.ANSWER_HEARING_DAYS),
        (filed_by_the_member, V.EXCLUDE_FILING),
        (seated(Seat.REVIEWER), filed_by_the_member, V.LOOK_THROUGH_FILING),
        (charged_again(V.ADD_CHARGE, lambda _: "paul"),),
        (V.ADJOURN_HEARING,),
        (passed(41), V.RECORD_ABSENCE),
        (tied("petra", "pia"), V.DISSOLVE_PANEL),
    ),
    told.hold_hearing: ((V.SUBMIT_ON_SANCTION,),),
    told.recommend: (
        (tied("bo", "bruno", "bella"), V.SEAT_ALTERNATE),
        (carried(Option.L6), *LETTER_SIGNED, V.WITHDRAW_DECISION_LETTER),
    ),
    told.decide: (
        (V.COUNTERSIGN_SOCIETY_APPEAL,),
        (seated(Seat.REVIEWER), read("case.board_decided"), V.WAIVE_SOCIETY_APPEAL, V.WAIVE_APPEAL),
        (tied("bo", "bruno", "bella"), V.VOID_DECISION),
        (V.CORRECT_SLIP,),
        (V.WRITE_BOARD_MINUTES, V.APPROVE_BOARD_MINUTES, V.CORRECT_BOARD_MINUTES),
    ),
    **ROADS_OF_APPEALS,
    told.monitor: (
        (V.CORRECT_PUBLICATION, V.WITHDRAW_PUBLICATION),
        (passed(1100),),
        (asked_late, appeals.seat_appeal_panel, V.REFUSE_LATE_APPEAL),
        (asked_late, appeals.seat_appeal_panel, V.ADMIT_LATE_APPEAL),
        (passed(95), V.LIFT_SANCTION),
    ),
    branches.put_on_probation: (
        (V.FILE_CONDITION_EVIDENCE, V.RETURN_CONDITION_EVIDENCE),
        (V.EXTEND_CONDITION,),
    ),
    branches.breach_noticed: ((V.WITHDRAW_BREACH_NOTICE,),),
    branches.breach_reported: (
        (carried(Option.REMIT), V.RETURN_BREACH),
        (carried(Option.MORE_TIME), *DECIDED_ON_BREACH, passed(200), V.CLOSE_UNMET),
    ),
}  # fmt: skip
"""By the chapter behind which cases stand. A road all of whose steps were taken before is left out."""


def aside(chapter: Chapter) -> tuple[tuple[Mark, ...], ...]:
    """Return the roads aside behind a chapter: those of the table, and of verbs whose own test names one."""
    named = ((*one.after, one.verb) for one in walked().values() if one.behind is chapter)
    return (*ASIDE.get(chapter, ()), *named)


WITHOUT_A_ROAD = frozenset(
    {
        V.RELEASE_COMPLAINT,
        V.MERGE_CASE,
        V.UNMERGE_CASE,
        *(V.SIGN_STEP, V.RETURN_STEP),
        V.OPEN_CONTENT,
        V.ERASE_CONTENT,
        V.DISCLOSE_REDACTED_COPY,
        V.RELEASE_ORIGINAL,
        V.SEND_MESSAGE,
        V.READ_MESSAGES,
        V.RELEASE_MESSAGE,
        V.RETURN_MESSAGE,
    }
)
"""Steps about one complaint of several, or about two cases that are one: no case is merged yet. A signature between the
first and the last needs a panel of five, and a walk signs whatever waits. An opening stands in a record of its own, and
keys are destroyed after years. A covered copy is made by a converter, page by page, before anybody signs; and no walk
sends a file. A message moves nothing, and goes out half a minute after it was written."""
