"""What is typed for each step up to the charge: one random lawful sample; None if there is none."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from casework.procedure.notice.guards import unanswered_allegations
from casework.procedure.seats.guards import FILLS
from casework.procedure.withholding.guards import item_is_not_the_members, member_has_no_copy
from casework.record.clocks import SERVED_ON
from casework.record.state.eligibility import FULL
from casework.record.state.people import PARTIES
from casework.vocabulary import (
    AllegationState,
    Answer,
    CaseState,
    Channel,
    ClockName,
    IdentityDecision,
    KeepAwayRuling,
    Mention,
    Seat,
    Verb,
    WithholdingRuling,
)
from tests.casework.pure import By, someone
from tests.invariants.samples_screening import Sample, dismissal, file, frame, named, new_key, nothing, scope, triage
from tests.invariants.world import BOARD_MEMBERS, Given, World

MOST_CONFLICTS = 3
WRITTEN = {"reasons_written": True, "gist_written": True}


def evidence(world: World, by: By) -> Given | None:
    """A letter, as a file."""
    given = {"evidence": new_key(world, "evidence"), "received": True, "file": new_key(world, "file")}
    return given if len(world.view.evidence.all) < 4 else None


def withholding(world: World, by: By) -> Given | None:
    """That a piece of which the member has no copy is withheld, or a passage of it; another piece is left to go on with."""
    known = world.view.evidence
    left = [one.id for one in known.all if one.id not in known.withheld | known.owed and known.proposal(one.id) is None]
    free = [key for key in left if item_is_not_the_members(world.case, key) and member_has_no_copy(world.case, key)]
    if world.homeward or not free or len(left) < 2:
        return None
    given = {"evidence": free[-1], "whole": world.rng.random() < 0.5, "ground": world.rng.randint(1, 5)}
    return given | WRITTEN | {"passage_written": True}


def ruling_on_withholding(world: World, by: By) -> Given | None:
    """A ruling of any kind on what waits."""
    waiting = world.view.evidence.proposed
    ruling = world.rng.choice(list(WithholdingRuling))
    given = {"ruling": ruling, "gist": new_key(world, "gist")} | WRITTEN
    return {"evidence": waiting[0].evidence} | given if waiting else None


def disclosure(world: World, by: By) -> Given | None:
    """A copy of some evidence."""
    shown = world.view.evidence
    free = [one for one in shown.all if shown.proposal(one.id) is None and one.id not in shown.wholly]
    known = [one for one in free if item_is_not_the_members(world.case, one.id)]
    if not known or len(shown.copies) > 4:
        return None
    copy = {"copy": new_key(world, "copy"), "copied": True, "one_holder": False}
    return {"evidence": world.rng.choice(known).id} | copy


def notice(world: World, by: By) -> Given:
    """A notice that relies on every copy made so far."""
    return {"evidence": tuple(sorted(world.view.evidence.copy_keys))}


def added(world: World, by: By) -> Given | None:
    """One more allegation, with what a notice needs."""
    given = frame(world, by)
    return given and given | notice(world, by)


def answer(world: World, by: By) -> Given | None:
    """An answer to each allegation that has none, where the respondent speaks at all."""
    if world.silent:
        return None
    waiting = unanswered_allegations(world.view.allegations.all)
    said = tuple(world.rng.choice(list(Answer)) for _ in waiting)
    return {"allegations": tuple(one.id for one in waiting), "answers": said}


def letter(world: World, by: By) -> Given | None:
    """A letter that its reader has not opened, the ones that start a clock first."""
    about = unserved(world, by[1])
    return {"about": about} if about else None


def unserved(world: World, reader: Seat) -> UUID | None:
    """Return what the oldest letter is about whose reader has not been served, of those a clock waits for."""
    return next(letters_waited_for(world, reader), None)


def letters_waited_for(world: World, reader: Seat) -> Iterator[UUID]:
    """Yield what each letter is about whose reader has not been served, of those a clock waits for."""
    service = world.view.service
    clocks = [run for run in world.view.clocks if run.running and run.counts_from is None]
    waiting = [run.about for run in clocks if SERVED_ON.get(run.name) is reader]
    return (about for about in waiting if about in service.letter_entries and not service.is_opened(about, reader))


def reminder(world: World, by: By) -> Given | None:
    """A reminder that is due: by mail by the system, by post by an officer where mail failed."""
    known, view = world.view.service, world.view
    clock = by[1] is Seat.CLOCK
    for letter in known.unserved:
        day = known.reminder_day(letter, view.rules)
        if day is not None and day <= view.today and known.mail_failed(letter.about) is not clock:
            channel = Channel.MAIL if clock else Channel.POST
            return {"about": letter.about, "channel": channel, "sent_on": view.today, "proof_written": not clock}
    return None


def served_by_time(world: World, by: By) -> Given | None:
    """A letter that nobody opened and whose days are over."""
    known, view = world.view.service, world.view
    days = ((one.about, known.deemed_day(one, view.rules)) for one in known.unserved)
    return next(({"about": about} for about, day in days if day is not None and day <= view.today), None)


def never_arrived(world: World, by: By) -> Given | None:
    """A letter that counts as served and was never opened; on the way home nobody says so."""
    known = world.view.service
    served = (one.about for one in known.sent if known.day(one.about, Seat.RESPONDENT))
    about = next((one for one in served if not known.is_opened(one, Seat.RESPONDENT)), None)
    if about is None or world.homeward:
        return None
    return {"about": about, "reader": Seat.RESPONDENT, "reasons_written": True}


def proof(world: World, by: By) -> Given | None:
    """Postal proof for a letter that a clock of the respondent waits for."""
    posted = {about for about, _ in world.view.service.posted}
    about = next((one for one in letters_waited_for(world, Seat.RESPONDENT) if one not in posted), None)
    if about is None:
        return None
    return {
        "about": about,
        "reader": Seat.RESPONDENT,
        "channel": Channel.POST,
        "posted_on": world.view.today,
        "proof_written": True,
    }


def bounce(world: World, by: By) -> Given | None:
    """A letter that came back."""
    about = unserved(world, Seat.RESPONDENT)
    channel = world.rng.choice([Channel.MAIL, Channel.POST])
    return {"about": about, "reader": Seat.RESPONDENT, "channel": channel} if about else None


def vote_on_case(world: World, by: By) -> Given:
    """A decider's vote on every allegation in scope."""
    asked = tuple(one.id for one in world.view.allegations.in_state(AllegationState.IN_SCOPE))
    sees = tuple(not world.homeward and world.rng.random() < 0.7 for _ in asked)
    return {"allegations": asked, "sees_case": sees, "reasons": True}


def officer(world: World, by: By) -> Given | None:
    """Somebody free for a seat of the desk that has room, in the order the road needs them."""
    people = world.view.people
    wanted = [seat for seat in FULL if seat in FILLS[by[1]] and len(people.holding(seat) - people.barred) < FULL[seat]]
    seat = world.rng.choice(wanted) if wanted else None
    found = world.free(seat) if seat else ()
    return {"person": found[0], "seat": seat} if found else None


def officer_by_rota(world: World, by: By) -> Given | None:
    """The same, by rota."""
    given = officer(world, by)
    return given and given | {"by_rota": True}


def conflict(world: World, by: By) -> Given | None:
    """A tie of some officer who sits, not of so many that nobody is left."""
    people = world.view.people
    held = sorted({person for person, seat in people.seats if seat not in PARTIES} - people.barred)
    held += sorted(BOARD_MEMBERS - people.barred) if world.state is CaseState.BOARD_DECISION else []
    ballot = world.view.board.ballot
    held = sorted(ballot.voters - people.barred) if ballot and world.state is CaseState.APPEAL_WINDOW else held
    sitting = people.holding(Seat.PANEL_MEMBER) - people.barred
    held = sorted(sitting) if sitting and world.state in (CaseState.HEARING, CaseState.DELIBERATION) else held
    most = MOST_CONFLICTS + 2 if world.state is CaseState.APPEAL_WINDOW else MOST_CONFLICTS
    if not held or len(people.barred) >= most:
        return None
    return {"person": world.rng.choice(held), "provisional": world.rng.random() < 0.3}


def mention(world: World, by: By) -> Given | None:
    """A ruling on the first mention that waits."""
    waiting = [one.person for one in world.view.people.conflicts if one.state is Mention.PROVISIONAL]
    return {"subject": waiting[0], "stands": world.rng.random() < 0.5} if waiting else None


def keep_away(world: World, by: By) -> Given:
    """A ruling on each line that waits: somebody of the desk, or nobody here."""
    meant = world.free(Seat.SCREENER)[: int(world.rng.random() < 0.5)]
    return {"rulings": [KeepAwayRuling(line=line, persons=tuple(meant)) for line in world.view.filing.lines_waiting]}


def aside(world: World, by: By) -> Given | None:
    """A declaration of one's own conflict, not by so many that nobody is left."""
    return {} if len(world.view.people.barred) < MOST_CONFLICTS and not world.homeward else None


def lapsed(world: World, by: By) -> Given | None:
    """A clock that has run out and was not passed on."""
    over = [run for run in world.view.clocks if run.over(world.view.now)]
    told = {(one.clock, one.subject) for one in world.view.people.escalations}
    new = [run for run in over if (run.name, run.subject) not in told and run.name is not ClockName.RETENTION]
    return {"clock": new[0].name, "subject": new[0].subject} if new else None


INQUIRY: Mapping[Verb, Sample] = {
    Verb.FILE_COMPLAINT: file,
    Verb.SWEEP_CONFLICTS: lambda world, by: {"compared": 12},
    Verb.ACKNOWLEDGE_COMPLAINT: nothing,
    Verb.CLAIM_CODE: nothing,
    Verb.GIVE_NAME: named,
    Verb.EXPLAIN_KEEP_AWAY: nothing,
    **dict.fromkeys((Verb.TRIAGE_CASE, Verb.READ_BLIND), triage),
    Verb.IDENTIFY_RESPONDENT: lambda world, by: {"respondent": someone("rex in this case")},
    Verb.FRAME_ALLEGATION: frame,
    Verb.SCOPE_ALLEGATION: scope,
    Verb.REQUEST_INFORMATION: nothing,
    Verb.SUPPLY_INFORMATION: lambda world, by: {"received": world.rng.random() < 0.5, "nothing_more": True},
    Verb.INFORMATION_LAPSES: nothing,
    Verb.DISMISS_CASE: dismissal,
    Verb.REQUEST_REVIEW: nothing,
    Verb.UPHOLD_DISMISSAL: nothing,
    Verb.REINSTATE_CASE: nothing,
    Verb.RESUME_INVESTIGATION: nothing,
    Verb.REVIEW_LAPSES: nothing,
    Verb.REFER_CASE: lambda world, by: {"consented": True, "duty": False},
    Verb.MERGE_CASE: lambda world, by: {
        "into": someone("another case"),
        "same": True,
        "charged": False,
        "clash": False,
    },
    Verb.UNMERGE_CASE: lambda world, by: {"charged": False},
    Verb.OFFER_EARLY_RESOLUTION: lambda world, by: {"agreed": True, "earlier_finding": False},
    Verb.PROPOSE_TERMS: nothing,
    Verb.ACCEPT_TERMS: nothing,
    Verb.SETTLE_CASE: nothing,
    Verb.TALKS_FAIL: nothing,
    Verb.TALKS_LAPSE: nothing,
    Verb.OPEN_INVESTIGATION: nothing,
    Verb.STOP_INVESTIGATION: dismissal,
    Verb.DECIDE_IDENTITY: lambda world, by: {"decision": world.rng.choice(list(IdentityDecision)), "asked": True},
    Verb.ADD_EVIDENCE: evidence,
    Verb.PROPOSE_WITHHOLDING: withholding,
    Verb.RULE_WITHHOLDING: ruling_on_withholding,
    Verb.DISCLOSE_EVIDENCE: disclosure,
    Verb.SERVE_NOTICE: notice,
    Verb.ACKNOWLEDGE_NOTICE: nothing,
    Verb.OPEN_LETTER: letter,
    Verb.RECORD_SERVICE: proof,
    Verb.RECORD_BOUNCE: bounce,
    Verb.REMIND_READER: reminder,
    Verb.DEEM_SERVED: served_by_time,
    Verb.PROVE_NON_RECEIPT: never_arrived,
    Verb.RESPOND_TO_NOTICE: answer,
    Verb.RESPONSE_LAPSES: nothing,
    Verb.PROPOSE_DEFAULT: nothing,
    Verb.ENTER_DEFAULT: nothing,
    Verb.SET_ASIDE_DEFAULT: lambda world, by: {"reasons_written": True},
    Verb.ADD_ALLEGATION: added,
    Verb.COMMENT_ON_RESPONSE: nothing,
    Verb.SHARE_DRAFT_REPORT: lambda world, by: {"proposes_sanction": False},
    Verb.COMMENT_ON_REPORT: nothing,
    Verb.FINALISE_REPORT: lambda world, by: {"proposes_sanction": False, "comments": world.view.report.comments},
    Verb.VOTE_CASE_TO_ANSWER: vote_on_case,
    Verb.FIND_NO_CASE_TO_ANSWER: nothing,
    Verb.FIND_CASE_TO_ANSWER: nothing,
    Verb.ACCEPT_WITHDRAWAL: nothing,
    Verb.ABATE_CASE: lambda world, by: {"proof_written": True},
    Verb.REOPEN_CASE: lambda world, by: {"endless": world.rng.random() < 0.3},
    Verb.REOPEN_TO_PANEL: lambda world, by: {"endless": world.rng.random() < 0.3},
    Verb.SEAT_OFFICER: officer_by_rota,
    Verb.SEAT_ADJUDICATOR: officer_by_rota,
    Verb.SEAT_MONITORS: lambda world, by: {"persons": tuple(world.free(Seat.MONITOR, 2))},
    Verb.REPLACE_SEAT: officer,
    Verb.DETECT_CONFLICT: conflict,
    Verb.RULE_ON_MENTION: mention,
    Verb.RULE_ON_KEEP_AWAY: keep_away,
    Verb.DECLARE_CONFLICT: aside,
    Verb.RECUSE_OFFICER: aside,
    Verb.ESCALATE_CLOCK: lapsed,
}
