"""A road steered to one step: what it has to pass, in that order, and how the board votes when it gets there."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from random import Random

from casework.record.events import (
    BlindReaderSeated,
    ConflictDetected,
    Event,
    EvidenceAdded,
    FilingAdded,
    KeepAwayAsked,
    LateEvidenceFiled,
    OfficerSeated,
    RespondentRequestAnswered,
    RespondentRequestMade,
)
from casework.record.rights import RIGHTS
from casework.vocabulary import CaseState, RequestKind, Seat, Verb
from casework.workflow.step import STEPS
from policy.quorum import Option
from tests.casework.pure import CLOCK, someone
from tests.invariants.home import prove_service, see_to_letters
from tests.invariants.road import ENOUGH, ONWARD
from tests.invariants.walked import walked
from tests.invariants.walking import Watch, begun, together
from tests.invariants.world import World

V = Verb
type Incident = Callable[[World], None]
type Mark = Verb | Option | Incident

PATIENCE, SEEDS = 220, 30
ANOTHER = someone("another reporter")
SEATING = (V.SEAT_OFFICER,)
DECIDED: tuple[Mark, ...] = (V.DECIDE_CASE,)
FINAL: tuple[Mark, ...] = (Option.L5, *DECIDED, V.APPEAL_LAPSES)
CLOSED: tuple[Mark, ...] = (Option.DISMISS_ON_LAW, *DECIDED, V.APPEAL_LAPSES)
BREACH: tuple[Mark, ...] = (*FINAL, V.SEAT_MONITORS, V.NOTICE_BREACH)
APPEAL: tuple[Mark, ...] = (Option.L5, *DECIDED, V.LODGE_APPEAL)

PUBLISHED: tuple[Mark, ...] = (*FINAL, V.APPROVE_PUBLICATION_TEXT, V.APPROVE_PUBLICATION_TEXT, V.PUBLISH_SANCTION)

INTERIM: tuple[Mark, ...] = (V.SERVE_NOTICE, V.PROPOSE_INTERIM, *(V.SEAT_ADJUDICATOR,) * 4)


def opens_nothing_more(world: World) -> None:
    """From here on the respondent opens no letter, and nobody proves that one arrived but the decision."""
    world.opens_nothing = True


def another_reports(world: World) -> None:
    """A second reporter comes into the case: no step brings one yet, until complaints are joined."""
    world.tell(OfficerSeated(person=ANOTHER, seat=Seat.COMPLAINANT, by_rota=True), (someone("intake 0"), Seat.INTAKE))


def a_line_fits_nobody(world: World) -> None:
    """A line about who must not see the report fitted nobody, and somebody outside was asked."""
    world.tell(KeepAwayAsked(lines=(0,), persons=(someone("outside"),)), CLOCK)


def somebody_is_drawn(world: World) -> None:
    """The report is among those that a second reader reads blind."""
    world.tell(BlindReaderSeated(person=someone("blind")), (world.history[-1].actor, Seat.SCREENER))


def a_voter_is_tied(world: World) -> None:
    """A sweep finds somebody of the voters tied to the case."""
    assert world.view.board.ballot is not None
    world.tell(ConflictDetected(person=min(world.view.board.ballot.voters), provisional=False), CLOCK)


def a_document_is_ordered(world: World) -> None:
    """The respondent asked for a document, and a decider ordered it."""
    made = RespondentRequestMade(kind=RequestKind.DOCUMENT)
    world.tell(made, (next(iter(world.view.people.holding(Seat.RESPONDENT))), Seat.RESPONDENT))
    day = world.view.today + timedelta(days=10)
    order = RespondentRequestAnswered(request=made.id, kind=made.kind, granted=True, due_on=day)
    world.tell(order, (next(iter(world.view.people.holding(Seat.DECIDER))), Seat.DECIDER))


def two_pieces_came(world: World) -> None:
    """Two pieces of evidence that nobody has copied came from the reporter."""
    reporter = next(iter(world.view.people.holding(Seat.COMPLAINANT)))
    for name in ("one piece", "another piece"):
        world.tell(EvidenceAdded(evidence=someone(name), side=Seat.COMPLAINANT), (reporter, Seat.COMPLAINANT))


def a_filing_came(world: World) -> None:
    """The respondent filed something, which is in the bundle."""
    by = (next(iter(world.view.people.holding(Seat.RESPONDENT))), Seat.RESPONDENT)
    world.tell(FilingAdded(evidence=someone("a filing"), side=Seat.RESPONDENT), by)


def the_society_is_late(world: World) -> None:
    """The Society brought something after its time."""
    by = (next(iter(world.view.people.holding(Seat.INVESTIGATOR))), Seat.INVESTIGATOR)
    world.tell(LateEvidenceFiled(evidence=someone("a late piece"), side=Seat.INVESTIGATOR), by)


VIA: Mapping[Verb, tuple[Mark, ...]] = {
    **dict.fromkeys((V.OPEN_LETTER, V.RECORD_SERVICE, V.RECORD_BOUNCE), (V.SERVE_NOTICE,)),
    V.REMIND_READER: (V.SERVE_NOTICE,),
    V.DEEM_SERVED: (V.SERVE_NOTICE, V.ACKNOWLEDGE_NOTICE, V.SHARE_DRAFT_REPORT),
    V.PROVE_NON_RECEIPT: (V.SERVE_NOTICE, V.RECORD_SERVICE),
    V.EXTEND_INFORMATION: (V.REQUEST_INFORMATION,),
    V.SUPPLY_INFORMATION: (V.REQUEST_INFORMATION,),
    V.INFORMATION_LAPSES: (V.REQUEST_INFORMATION,),
    V.PROPOSE_TERMS: (V.OFFER_EARLY_RESOLUTION,),
    V.ACCEPT_TERMS: (V.OFFER_EARLY_RESOLUTION, V.PROPOSE_TERMS),
    V.SETTLE_CASE: (V.OFFER_EARLY_RESOLUTION, V.PROPOSE_TERMS, V.ACCEPT_TERMS),
    V.TALKS_FAIL: (V.OFFER_EARLY_RESOLUTION,),
    V.TALKS_LAPSE: (V.OFFER_EARLY_RESOLUTION,),
    V.REQUEST_REVIEW: (V.DISMISS_CASE,),
    V.REVIEW_LAPSES: (V.DISMISS_CASE,),
    V.UPHOLD_DISMISSAL: (V.DISMISS_CASE, V.REQUEST_REVIEW),
    V.REINSTATE_CASE: (V.DISMISS_CASE, V.REQUEST_REVIEW),
    V.RESUME_INVESTIGATION: (V.STOP_INVESTIGATION, V.REQUEST_REVIEW),
    V.UNMERGE_CASE: (V.MERGE_CASE,),
    V.REOPEN_CASE: (V.DISMISS_CASE, V.REVIEW_LAPSES),
    V.REOPEN_TO_PANEL: CLOSED,
    V.ERASE_CONTENT: (V.DISMISS_CASE, V.REVIEW_LAPSES),
    V.ACCEPT_RESIGNATION: (V.DEFER_RESIGNATION, *CLOSED),
    V.SIGN_CONSENT: (V.PROPOSE_CONSENT,),
    V.COMMENT_ON_CONSENT: (V.PROPOSE_CONSENT,),
    V.REJECT_CONSENT: (V.PROPOSE_CONSENT,),
    V.CONSENT_LAPSES: (V.PROPOSE_CONSENT,),
    V.ACCEPT_CONSENT: (V.PROPOSE_CONSENT,),
    V.RETURN_CONSENT: (V.PROPOSE_CONSENT, V.ACCEPT_CONSENT, Option.REMIT),
    V.REMIT_TO_PANEL: (V.RECOMMEND_SANCTION, Option.REMIT),
    V.REMIT_TO_NEW_PANEL: (V.RECOMMEND_SANCTION, Option.REMIT_TO_NEW_PANEL),
    V.VOID_BALLOT: (V.OPEN_BALLOT, a_voter_is_tied),
    V.SEAT_ALTERNATE: (V.SEND_BOARD_PACK,),
    V.WRITE_BOARD_MINUTES: DECIDED,
    **dict.fromkeys((V.APPROVE_BOARD_MINUTES, V.CORRECT_BOARD_MINUTES), (*DECIDED, V.WRITE_BOARD_MINUTES)),
    V.WITHDRAW_DECISION_LETTER: (Option.L5, V.SIGN_DECISION_LETTER),
    V.VOID_DECISION: (Option.L5, *DECIDED, V.DETECT_CONFLICT),
    V.RETURN_BREACH: (*BREACH, V.REPORT_BREACH, Option.REMIT),
    V.EXPLAIN_BREACH: BREACH,
    V.WITHDRAW_BREACH_NOTICE: BREACH,
    V.REPORT_BREACH: BREACH,
    V.CLOSE_UNMET: (*BREACH, V.REPORT_BREACH, Option.MORE_TIME, V.DECIDE_CASE, V.APPEAL_LAPSES),
    V.COMPLETE_MONITORING: (*FINAL, V.SEAT_MONITORS, V.TERM_ENDS),
    V.RETURN_CONDITION_EVIDENCE: (*FINAL, V.SEAT_MONITORS, V.FILE_CONDITION_EVIDENCE),
    V.VERIFY_CONDITION: (*FINAL, V.SEAT_MONITORS, V.FILE_CONDITION_EVIDENCE),
    V.EXTEND_CONDITION: (*FINAL, V.SEAT_MONITORS),
    V.LIFT_SANCTION: (*FINAL, V.APPLY_SANCTION, V.TERM_ENDS),
    **dict.fromkeys(
        (V.FILE_CONDITION_EVIDENCE, V.CONDITION_LAPSES, V.TERM_ENDS, V.SEAT_MONITORS, V.APPLY_SANCTION, V.APPLY_LATE,
         V.APPROVE_PUBLICATION_TEXT), FINAL),
    V.NOTICE_BREACH: (*FINAL, V.SEAT_MONITORS),
    V.PUBLISH_SANCTION: (*FINAL, V.APPROVE_PUBLICATION_TEXT, V.APPROVE_PUBLICATION_TEXT),
    V.ADMIT_LATE_APPEAL: (*FINAL, V.APPLY_LATE),
    V.REFUSE_LATE_APPEAL: (*FINAL, V.APPLY_LATE),
    V.WAIVE_APPEAL: (*DECIDED, V.WAIVE_SOCIETY_APPEAL),
    **dict.fromkeys(
        (V.CROSS_APPEAL, V.SIFT_APPEAL, V.HEAR_APPEAL, V.WITHDRAW_APPEAL, V.CALL_APPEAL_HEARING,
         V.MAKE_APPEAL_SUBMISSION, V.OFFER_NEW_EVIDENCE), APPEAL),
    V.CHALLENGE_APPEAL_MEMBER: (*APPEAL, V.SEAT_APPEAL_PANEL),
    V.RULE_APPEAL_CHALLENGE: (*APPEAL, V.SEAT_APPEAL_PANEL, V.CHALLENGE_APPEAL_MEMBER),
    V.ADJOURN_APPEAL_HEARING: (*APPEAL, V.CALL_APPEAL_HEARING),
    V.RECORD_APPEAL_ABSENCE: (*APPEAL, V.CALL_APPEAL_HEARING),
    V.RULE_NEW_EVIDENCE: (*APPEAL, V.SEAT_APPEAL_PANEL, V.OFFER_NEW_EVIDENCE),
    **dict.fromkeys(
        (V.DISMISS_APPEAL, V.VARY_ON_APPEAL, V.QUASH_ON_APPEAL, V.REMIT_ON_APPEAL_TO_PANEL, V.REMIT_ON_APPEAL_TO_BOARD),
        (*APPEAL, V.HEAR_APPEAL, V.VOTE_ON_GROUNDS)),
    V.REFUSE_APPEAL: (*APPEAL, V.SIFT_APPEAL),
    V.CORRECT_PUBLICATION: PUBLISHED,
    V.WITHDRAW_PUBLICATION: PUBLISHED,
    V.PUBLICATION_EXPIRES: PUBLISHED,
    V.ANSWER_REQUEST: (V.MAKE_REQUEST,),
    V.PRODUCE_DOCUMENT: (V.SERVE_NOTICE, a_document_is_ordered),
    V.REFUSE_SET_ASIDE: (V.ENTER_DEFAULT, V.ASK_TO_SET_ASIDE),
    V.SET_ASIDE_DEFAULT: (V.ENTER_DEFAULT,),
    V.DIRECT_SERVICE: (V.SERVE_NOTICE, V.RECORD_BOUNCE, V.RECORD_BOUNCE),
    V.REVIEW_HOLD: (V.PLACE_HOLD,),
    V.RELEASE_HOLD: (V.PLACE_HOLD,),
    V.LIFT_LEGAL_HOLD: (V.PLACE_LEGAL_HOLD,),
    V.ANSWER_INTERIM: (V.PROPOSE_INTERIM,),
    V.IMPOSE_INTERIM: INTERIM,
    V.REVIEW_INTERIM: (*INTERIM, V.ANSWER_INTERIM, V.IMPOSE_INTERIM),
    **dict.fromkeys((V.LIFT_INTERIM, V.INTERIM_LAPSES), (*INTERIM, V.IMPOSE_INTERIM)),
    **dict.fromkeys((V.ACCEPT_REPRESENTATION, V.END_REPRESENTATION), (V.APPOINT_REPRESENTATIVE,)),
    V.REVIEW_HEALTH: (V.FLAG_HEALTH,),
    V.CLEAR_HEALTH: (V.FLAG_HEALTH,),
    V.WRITE_MINORITY_REASONS: (V.SIGN_FINDINGS,),
    V.SUBMIT_ON_SANCTION: (V.NAME_FACTORS,),
    V.DISSOLVE_PANEL: (V.FORM_PANEL, V.DETECT_CONFLICT),
    V.TAKE_BACK_WITHDRAWAL: (V.ASK_WITHDRAWAL,),
    V.CHECK_COERCION: (V.ASK_WITHDRAWAL,),
    V.RELEASE_COMPLAINT: (V.ASK_WITHDRAWAL, another_reports, V.CHECK_COERCION),
    V.ACCEPT_WITHDRAWAL: (V.ASK_WITHDRAWAL, V.CHECK_COERCION),
    V.SEVER_CASES: (V.LINK_CASES,),
    V.RULE_ON_MENTION: (V.DETECT_CONFLICT,),
    **dict.fromkeys((V.EXPLAIN_KEEP_AWAY, V.RULE_ON_KEEP_AWAY), (V.SWEEP_CONFLICTS, a_line_fits_nobody)),
    V.READ_BLIND: (V.TRIAGE_CASE, somebody_is_drawn),
    V.REOPEN_HEARING: (V.OPEN_DELIBERATION, V.FILE_LATE_EVIDENCE, V.RULE_LATE_EVIDENCE),
    V.RULE_LATE_EVIDENCE: (V.FILE_LATE_EVIDENCE,),
    V.RULE_CHALLENGE: (V.CHALLENGE_MEMBER,),
    V.ANSWER_HEARING_DAYS: (V.OFFER_HEARING_DAYS,),
    **dict.fromkeys((V.WRITE_MINUTE, V.CONFIRM_LAST_WORD), (V.OPEN_HEARING,)),
    V.CORRECT_MINUTE: (V.OPEN_HEARING, V.WRITE_MINUTE),
    V.GIVE_MINUTE: (V.OPEN_HEARING, V.WRITE_MINUTE, V.OPEN_DELIBERATION),
    V.APPROVE_MINUTE: (V.OPEN_HEARING, V.WRITE_MINUTE, V.OPEN_DELIBERATION, V.GIVE_MINUTE),
    V.FILE_LAST_WORD: (V.OPEN_HEARING, V.CONFIRM_LAST_WORD),
    V.RULE_DECLARATION: (V.DECLARE_INTERESTS,),
    V.LOOK_THROUGH_FILING: (V.SERVE_NOTICE, a_filing_came),
    V.SPEAK_ON_LATE_EVIDENCE: (V.OPEN_DELIBERATION, the_society_is_late),
    V.WITHDRAW_REQUEST: (V.MAKE_REQUEST,),
    V.EXCLUDE_FILING: (V.SERVE_NOTICE, a_filing_came),
    V.PROPOSE_WITHHOLDING: (V.OPEN_INVESTIGATION, two_pieces_came),
    V.RULE_WITHHOLDING: (V.OPEN_INVESTIGATION, two_pieces_came, V.PROPOSE_WITHHOLDING),
    **{verb: one.after for verb, one in walked().items()},
}  # fmt: skip
"""What lies between the straight road and a step off it; a step that is not here opens on the straight road."""

OPENING = frozenset({V.OPEN_LETTER, V.RESPOND_TO_NOTICE, V.COMMENT_ON_REPORT, V.SUBMIT_ON_SANCTION})
"""What a member who opens nothing never does."""
SHUNNED: Mapping[Verb, frozenset[Verb]] = {
    V.SEAT_ALTERNATE: frozenset({V.DECLARE_INTERESTS}),
    V.DEEM_SERVED: frozenset({V.OPEN_LETTER}),
    V.RECUSE_SILENT_MEMBERS: frozenset({V.GIVE_FIRST_VIEW, V.SIGN_FINDINGS}),
}
"""What of the straight road would shut a step that is steered to."""


def walked_past(name: str, marks: Sequence[Mark], watch: Watch) -> World:
    """Return a world that passed every mark, in that order. AssertionError where no road of so many does."""
    for seed in range(SEEDS):
        world = begun(Random(f"{name} {seed}"))
        if _arrives(world, list(marks), watch):
            return world
    raise AssertionError(f"no steered road passes {name}")


def steered(verb: Verb, watch: Watch) -> World:
    """Return a world in which a step was taken, from a report on. AssertionError where no road of so many leads there."""
    for seed in range(SEEDS):
        world = begun(Random(f"{verb.value} {seed}"))
        if world.taken[verb] or _arrives(world, [*VIA.get(verb, ()), verb], watch):
            return world
    raise AssertionError(f"no steered road takes {verb}: mend its marks in {__name__}")


def _arrives(world: World, marks: list[Mark], watch: Watch) -> bool:
    for _ in range(PATIENCE):
        if not marks:
            return True
        mark = marks[0]
        if isinstance(mark, Option):
            world.favours = mark
            done = 1
        elif not isinstance(mark, Verb):
            mark(world)
            done = 1
        else:
            events = _seen(world, _takes(world, mark), watch)
            done = int(any(event.verb is mark for event in events))
            if not events and not _goes_on(world, mark, watch):
                return False
        del marks[:done]
    return False


def _seen(world: World, events: list[Event], watch: Watch) -> list[Event]:
    if events:
        watch(world, events[-1])
    return events


def _takes(world: World, verb: Verb) -> list[Event]:
    """Take a step if it is open to anybody, or put it forward or sign it where hands are missing."""
    found = (together(world, one) for one in world.open_steps([verb]))
    return next((events for events in found if events), [])


def _goes_on(world: World, mark: Verb, watch: Watch) -> bool:
    """Take a step of the straight road, or wait. Where the mark may open in this state, the case is moved out of it last."""
    assert world.state is not None
    here = any(mark in RIGHTS.get((seat, world.state), ()) for seat in Seat)
    shunned = SHUNNED.get(mark, frozenset()) | OPENING if world.opens_nothing else SHUNNED.get(mark, frozenset())
    onward = [verb for verb in ONWARD.get(world.state, ()) if verb not in shunned]
    staying = [verb for verb in onward if not (here and _leaves(verb, world.state))]
    moved = _seen(world, _first(world, staying), watch) or _seen(world, _first(world, SEATING), watch)
    served = moved or see_to_letters(world) or prove_service(world)
    return bool(served or world.wait() or _seen(world, _first(world, onward), watch))


def _first(world: World, wanted: Sequence[Verb]) -> list[Event]:
    """Take the first step of `wanted` that is open and has not been taken often enough."""
    open_now = sorted(world.open_steps(wanted), key=lambda each: wanted.index(each.verb))
    fresh = (one for one in open_now if not ((enough := ENOUGH.get(one.verb)) and enough(world, one.by)))
    tried = (together(world, one) for one in fresh)
    return next((some for some in tried if some), [])


def _leaves(verb: Verb, state: CaseState) -> bool:
    return state in STEPS[verb].sources and STEPS[verb].to is not None
