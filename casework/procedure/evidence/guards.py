"""Guards of evidence: what comes in whole and in time, and what may go out."""

from collections.abc import Collection
from uuid import UUID

from casework.record.rights import ACCUSED, rights_of
from casework.record.rights.served import body_of
from casework.record.state import CaseView
from casework.vocabulary import CaseState, ClockName, LateRuling, Reading, Route, Seat, Verb
from casework.workflow.guard import Asked, answer_guard, guard
from policy.deadlines import counted_back

READS_FILES = frozenset({Reading.READ_EVIDENCE, Reading.READ_BUNDLE})

# True if there is something to keep: words, or a file of which every byte was read back.
file_is_received_whole = answer_guard("file_is_received_whole", "The file did not arrive whole. Please send it again.")


@guard("Evidence is due 14 days before the hearing. Ask the chair for leave.")
def evidence_is_in_time_or_has_leave(case: Asked) -> bool:
    """Whether no hearing is called, or the last day for evidence before it has not passed."""
    view = case.view
    if view.state is not CaseState.HEARING or view.hearing.on is None:
        return True
    rule = view.rules.clocks[ClockName.BUNDLE]
    return view.today <= counted_back(end=view.hearing.on, days=rule.days or 0, calendar=view.rules.calendar)


@guard("There is still time: add it as evidence, which needs nobody’s leave.")
def evidence_needs_leave(case: Asked, *, too_many_pages: bool) -> bool:
    """Whether the time without leave is over, or the side has filed as many pages as it can without leave."""
    return too_many_pages or not evidence_is_in_time_or_has_leave(case) or case.view.state is not CaseState.HEARING


@guard("Your side has filed as many pages as it can without leave. Ask for leave: say why this is needed too.")
def pages_need_no_leave(case: Asked, pages: int) -> bool:
    """Whether a side that has filed so many pages may file more without leave."""
    return pages < case.view.rules.limits["filing_pages"]


@guard("There is no evidence yet that the respondent could get a copy of.")
def some_evidence_can_be_copied(case: Asked) -> bool:
    """Whether there is evidence that the member did not file: what they filed is in the bundle as it is."""
    return any(one.side not in ACCUSED for one in case.view.evidence.all)


@guard("The member filed this. It is in the bundle as it is, and nobody prepares it.")
def no_filing_is_copied(case: Asked, evidence: UUID) -> bool:
    piece = case.view.evidence.get(evidence)
    return piece is None or piece.side not in ACCUSED


@guard("No filing of the member is in the bundle, and none was offered late.")
def a_filing_stands(case: Asked) -> bool:
    return bool(case.view.evidence.filings or case.view.evidence.offered)


@guard("Choose a filing of the member that is in the bundle, or was offered late.")
def filing_stands(case: Asked, evidence: UUID) -> bool:
    known = case.view.evidence
    return evidence in {one.id for one in known.filings} | known.offered


exclusion_has_reasons = answer_guard("exclusion_has_reasons", "Write the reasons. Both sides get them.")


@guard("Choose a piece of evidence of this case.")
def evidence_is_of_this_case(case: Asked, evidence: UUID) -> bool:
    return case.view.evidence.get(evidence) is not None


@guard("This is withheld, or a reviewer is to say whether it is. What counts of it is the gist in the bundle.")
def nothing_withholds_it(case: Asked, evidence: UUID) -> bool:
    """Whether a copy of a piece may go out: no proposal waits, and no reviewer ruled that all of it is withheld."""
    known = case.view.evidence
    return known.proposal(evidence) is None and evidence not in known.wholly


@guard(
    "A covered copy of this is waiting for its second signature. It has to be signed, sent back or taken back first."
)
def no_covered_copy_of_it_waits(case: Asked, evidence: UUID) -> bool:
    return evidence != piece_covered(case.view)


def piece_covered(view: CaseView) -> UUID | None:
    """Return the piece of which a covered copy waits for its second signature."""
    waiting = view.proposals.of(Verb.DISCLOSE_REDACTED_COPY)
    return waiting.subject if waiting else None


@guard("Prepare the copy for this reader first.")
def copy_is_redacted(case: Asked, *, copied: bool, file: UUID | None) -> bool:
    """Whether this is a real copy: new words, or a new file that is not a file of the evidence itself."""
    originals = {one.file for one in case.view.evidence.all}
    return copied and (file is None or file not in originals)


@guard("Only one person could have this document. Describe it, and do not attach it.")
def source_stays_hidden(*, one_holder: bool, file: UUID | None) -> bool:
    """Whether no file is attached that only one person could have brought."""
    return file is None or not one_holder


@guard(
    "A voice or a handwriting tells whose it is. Only the words go out: give them as a copy in words, without the file."
)
def voice_and_hand_stay_in(*, known_hand: bool) -> bool:
    """Whether no file goes out in the voice or the hand of somebody whose name is sealed."""
    return not known_hand


@guard("Attach the evidence that is relied on.")
def evidence_is_attached(case: Asked, evidence: Collection[UUID]) -> bool:
    """Whether there is evidence, and all of it consists of copies that were prepared for the respondent."""
    return bool(evidence) and set(evidence) <= case.view.evidence.copy_keys


@guard("Late evidence is waiting for a ruling.")
def late_evidence_is_dealt_with(case: Asked) -> bool:
    return not case.view.deliberation.late


@guard("Evidence that was admitted has to be heard. Reopen the hearing first.")
def admitted_evidence_was_heard(case: Asked) -> bool:
    return not case.view.deliberation.late_admitted


evidence_could_not_come_before = answer_guard(
    "evidence_could_not_come_before", "Say why this could not have been sent earlier."
)


@guard(
    "The findings are saved, so the panel takes no more evidence. Speak on the sanction instead, or bring it once the "
    "case is before the board."
)
def panel_still_takes_evidence(case: Asked) -> bool:
    """Whether the case is before the board, or before a panel that has not saved its findings."""
    return case.view.state is not CaseState.DELIBERATION or not case.view.deliberation.saved


@guard("The board has voted. Evidence that is new now is a ground of appeal.")
def board_has_not_voted(case: Asked) -> bool:
    ballot = case.view.board.ballot
    return case.view.state is not CaseState.BOARD_DECISION or ballot is None or not ballot.has_result


@guard("There is no late evidence to rule on.")
def late_evidence_waits(case: Asked) -> bool:
    return bool(case.view.deliberation.late)


@guard("Choose a piece of evidence that waits for a ruling.")
def this_evidence_waits(case: Asked, evidence: UUID) -> bool:
    return evidence in case.view.deliberation.late


@guard("The member has to have the gist of it first: the letter was not served.")
def member_has_the_gist(case: Asked, evidence: UUID) -> bool:
    """Whether the letter about what the Society brought late was served; what the member brought needs none."""
    known = case.view.evidence
    piece = known.get(evidence)
    theirs = piece is not None and piece.side in ACCUSED
    return theirs or (piece is not None and case.view.service.day(piece.added_by, Seat.RESPONDENT) is not None)


@guard("A reviewer first looks through what was offered late. You can rule on it once the reviewer has let it in.")
def late_evidence_is_not_with_a_reviewer(case: Asked) -> bool:
    """Whether something that came late can be ruled on now. True if nothing waits: another guard says that."""
    late = case.view.deliberation.late
    return not late or bool(late - case.view.evidence.unread)


@guard("A reviewer has not looked through this filing yet. You can rule on it once the reviewer has let it in.")
def late_filing_was_looked_through(case: Asked, evidence: UUID) -> bool:
    """Whether the chair can read what the member offered late; what the Society brought late waits for no reviewer."""
    return evidence not in case.view.evidence.unread


@guard("The Society brought nothing late on which you could speak now.")
def something_of_the_society_waits(case: Asked) -> bool:
    return bool(late_of_the_society(case.view))


@guard("Choose what the Society brought late. You speak on it once.")
def late_piece_is_to_be_answered(case: Asked, evidence: UUID) -> bool:
    return evidence in late_of_the_society(case.view)


def late_of_the_society(view: CaseView) -> frozenset[UUID]:
    """Return what the Society brought late, that waits for a ruling and on which the member has not spoken."""
    brought = {one.id for one in view.evidence.all if one.side not in ACCUSED}
    return view.deliberation.late & brought - view.evidence.spoken


words_on_late_evidence_are_written = answer_guard("words_on_late_evidence_are_written", "Write what you say to it.")
gist_of_late_evidence_is_written = answer_guard(
    "gist_of_late_evidence_is_written", "Write the gist: the member and the chair read it, and nothing else of it."
)
filings_are_ready = answer_guard(
    "filings_are_ready", "The pages of a filing are still being made. Try again in a minute."
)
marks_are_answered = answer_guard(
    "marks_are_answered",
    "The automatic check marked something. Read those filings. Then say why they can be let in, or rule them out.",
)


@guard("No filing waits for a reviewer.")
def a_filing_waits(case: Asked) -> bool:
    return bool(case.view.evidence.unread)


@guard(
    "Choose every filing that is waiting. First rule out any that cannot go in. Letting in the rest together keeps the "
    "times in the record from showing which one raised a doubt."
)
def these_are_the_filings_that_wait(case: Asked, filings: Collection[UUID]) -> bool:
    return set(filings) == case.view.evidence.unread


@guard("A filing of the member was not looked through, so the panel cannot open it. A reviewer has to let it in.")
def filings_are_looked_through(case: Asked) -> bool:
    """Whether the panel can open all that the member filed in time."""
    known = case.view.evidence
    return not any(one.id in known.unseen for one in known.filings if not one.by_leave)


@guard(
    "That is not open here. A panel refuses late evidence or reopens the hearing; the board refuses it or takes it for "
    "the sanction, and after a hearing may be asked to remit the facts."
)
def ruling_is_open_here(case: Asked, ruling: LateRuling) -> bool:
    return ruling in rulings_open(case.view)


def rulings_open(view: CaseView) -> tuple[LateRuling, ...]:
    """Return the possible rulings on late evidence. They depend on whether the panel has saved its findings."""
    if view.state is CaseState.HEARING:
        return (LateRuling.REFUSED, LateRuling.TAKEN)
    if view.state is CaseState.DELIBERATION:
        return (LateRuling.REFUSED, LateRuling.SANCTION_ONLY if view.deliberation.saved else LateRuling.HEARD)
    whole = view.board.route is Route.PANEL
    return (LateRuling.REFUSED, LateRuling.SANCTION_ONLY, *([LateRuling.FACTS] if whole else []))


@guard("No late evidence has been admitted that calls for a hearing.")
def late_evidence_needs_a_hearing(case: Asked) -> bool:
    return case.view.deliberation.late_admitted


copy_was_compared = answer_guard(
    "copy_was_compared",
    "Look at every page of the comparison, and answer each difference, before you sign.",
)


@guard("Only a person who reads the file can ask for its original.")
def original_goes_to_a_reader(case: Asked) -> bool:
    """Whether the person who asked first, or who asks now, may read evidence or copies of it now."""
    asked, me = case.view.proposals.of(Verb.RELEASE_ORIGINAL), case.acting
    person, seats = (me.person, me.seats) if asked is None else (asked.signers[0][0], {asked.signers[0][1]})
    return any(rights_of(seat, case.view, person) & READS_FILES for seat in seats)


@guard("This is withheld. Nobody who decides opens it: the gist in the bundle is what counts.")
def original_is_not_withheld(case: Asked, evidence: UUID) -> bool:
    """Whether the person who asked first, or who asks now, may get it: one who decides never gets what is withheld."""
    asked = case.view.proposals.of(Verb.RELEASE_ORIGINAL)
    seats = case.acting.seats if asked is None else {asked.signers[0][1]}
    return body_of(seats) is None or evidence not in case.view.evidence.withheld


@guard("Choose a piece of evidence that came as a file.")
def original_is_a_file(case: Asked, evidence: UUID) -> bool:
    """Whether this is a piece of evidence, or a copy of one, with a file."""
    return evidence in case.view.evidence.files
