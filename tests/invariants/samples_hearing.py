"""What is typed at the hearing and for what comes late to it: one random lawful sample, or None."""

from collections.abc import Mapping
from datetime import timedelta

from casework.procedure.evidence.guards import late_of_the_society, rulings_open
from casework.procedure.hearing.guards import ADJOURNING
from casework.record.state.eligibility import challenged_members, seated_panel
from casework.record.state.hearing_notice import notice_was_in_time
from casework.vocabulary import CanCome, Declared, LateRuling, MinuteKind, Seat, Verb
from policy.deadlines import rolled_forward
from tests.casework.pure import By
from tests.invariants.samples_inquiry import added
from tests.invariants.samples_screening import Sample, new_key, nothing
from tests.invariants.world import Given, World

MOST_CHARGES = 5


def challenge(world: World, by: By) -> Given | None:
    """A challenge to somebody who sits, rather on what is new."""
    free = sorted(seated_panel(world.view) - challenged_members(world.view))
    if world.homeward or not free or world.rng.random() < 0.5:
        return None
    return {"member": world.rng.choice(free), "new_facts": world.rng.random() < 0.7, "particulars_written": True}


def ruled(world: World, by: By) -> Given | None:
    """A ruling on a challenge that waits, mostly that the member sits on."""
    waiting = sorted(challenged_members(world.view))
    upheld = not world.homeward and world.rng.random() < 0.2
    return {"member": waiting[0], "upheld": upheld} if waiting else None


def another_day(world: World, by: By) -> Given:
    """A day that leaves everybody their notice; officials by themselves adjourn because the panel needs it."""
    asked_by = Seat.PANEL_CHAIR if world.homeward else world.rng.choice(ADJOURNING)
    day = world.view.today + timedelta(days=60)
    return {"hearing_on": day, "asked_by": asked_by, "reasons_written": True}


def can_be_held(world: World, by: By) -> bool:
    """Whether a hearing whose day has come needs no other: its bundle was in time, and so was its notice."""
    hearing = world.view.hearing
    if hearing.on is None or hearing.on > world.view.today:
        return True
    noticed = hearing.absence_considered or notice_was_in_time(world.view)
    return noticed and bool(hearing.in_time(world.view))


def absence(world: World, by: By) -> Given:
    """The checklist, with another day of no help."""
    asked = ("reason_given", "medical", "prejudice", "public_interest")
    answers = {name: world.rng.random() < 0.3 for name in asked}
    return {**answers, "would_help": False, "reasons_written": True}


def charge(world: World, by: By) -> Given | None:
    """One more charge, with what a notice needs."""
    return None if len(world.view.allegations.all) >= MOST_CHARGES else added(world, by)


def late_evidence(world: World, by: By) -> Given | None:
    """Evidence after the hearing, now and then."""
    if world.homeward or world.rng.random() < 0.7:
        return None
    return {"evidence": new_key(world, "late evidence"), "received": True, "cause": True, "gist": True}


def let_in(world: World, by: By) -> Given | None:
    """All filings that wait, as the step asks for it."""
    waiting = tuple(world.view.evidence.unread)
    return {"filings": waiting, "ready": True, "answered": True} if waiting else None


def spoken_late(world: World, by: By) -> Given | None:
    waiting = sorted(late_of_the_society(world.view))
    return {"evidence": waiting[0], "words_written": True} if waiting else None


def ruled_out(world: World, by: By) -> Given | None:
    """That a filing of the member is ruled out, now and then."""
    known = world.view.evidence
    filings = [*(one.id for one in known.filings), *sorted(known.offered)]
    if world.homeward or not filings:
        return None
    return {"evidence": filings[-1], "reasons_written": True}


def late_ruling(world: World, by: By) -> Given | None:
    """What becomes of late evidence that waits."""
    waiting = sorted(world.view.deliberation.late - world.view.evidence.unread)
    ruling = LateRuling.REFUSED if world.homeward else world.rng.choice(rulings_open(world.view))
    return {"evidence": waiting[0], "ruling": ruling} if waiting else None


def declaration(world: World, by: By) -> Given:
    """Mostly free; on a panel now and then something to tell, or not free. The board votes whole, so that votes divide it."""
    drawn = 0.0 if world.homeward or by[1] is Seat.BOARD_MEMBER else world.rng.random()
    answer = Declared.FREE if drawn < 0.8 else Declared.NOT_FREE if drawn > 0.97 else Declared.TELL
    return {"answer": answer, "told_written": answer is Declared.TELL}


def ruling_on_declaration(world: World, by: By) -> Given | None:
    """Mostly that what was told is harmless."""
    waiting = sorted(world.view.declarations.waiting - world.view.people.barred)
    harmless = world.homeward or world.rng.random() < 0.8
    return {"person": waiting[0], "harmless": harmless, "published_written": harmless} if waiting else None


def minute(world: World, by: By) -> Given | None:
    """A few lines, of either side or of neither."""
    if world.homeward or len(world.view.hearing.minute) > 3:
        return None
    side = world.rng.choice([None, Seat.RESPONDENT, Seat.INVESTIGATOR])
    kind = world.rng.choice(list(MinuteKind))
    written = {"speaker_written": True, "said_written": True}
    return {"kind": kind, "side": side, "minutes": world.rng.randint(0, 30), **written}


def corrected(world: World, by: By) -> Given | None:
    """A correction of a line that was not corrected."""
    lines = [one.entry for one in world.view.hearing.minute if one.corrected is None]
    return {"line": lines[0], "corrected_written": True} if lines and not world.homeward else None


def offered_days(world: World, by: By) -> Given | None:
    """Two days, once: so far ahead that the notice still arrives after the last answer, on business days."""
    if world.homeward or world.view.panel.days:
        return None
    calendar, ahead = world.view.rules.calendar, world.view.today + timedelta(days=45)
    days = (rolled_forward(ahead, calendar), rolled_forward(ahead + timedelta(days=9), calendar))
    return {"days": days, "answer_by": world.view.today + timedelta(days=7)}


def answered_days(world: World, by: By) -> Given:
    """An answer to each day."""
    return {"answers": tuple(world.rng.choice(list(CanCome)) for _day in world.view.panel.days)}


HEARING: Mapping[Verb, Sample] = {
    Verb.OFFER_HEARING_DAYS: offered_days,
    Verb.ANSWER_HEARING_DAYS: answered_days,
    Verb.DECLARE_INTERESTS: declaration,
    Verb.RULE_DECLARATION: ruling_on_declaration,
    Verb.WRITE_MINUTE: minute,
    Verb.CORRECT_MINUTE: corrected,
    Verb.GIVE_MINUTE: nothing,
    Verb.APPROVE_MINUTE: nothing,
    Verb.CONFIRM_LAST_WORD: lambda world, by: {"had": world.rng.random() < 0.5, "why_not_written": True},
    Verb.FILE_LAST_WORD: lambda world, by: {"words_written": True},
    Verb.CHALLENGE_MEMBER: challenge,
    Verb.RULE_CHALLENGE: ruled,
    Verb.ADJOURN_HEARING: another_day,
    Verb.RECORD_ABSENCE: absence,
    Verb.ADD_CHARGE: charge,
    Verb.FILE_LATE_EVIDENCE: late_evidence,
    Verb.RULE_LATE_EVIDENCE: late_ruling,
    Verb.EXCLUDE_FILING: ruled_out,
    Verb.LOOK_THROUGH_FILING: let_in,
    Verb.SPEAK_ON_LATE_EVIDENCE: spoken_late,
    Verb.REOPEN_HEARING: lambda world, by: {"hearing_on": world.view.today + timedelta(days=40)},
    Verb.SUBMIT_ON_SANCTION: nothing,
}
