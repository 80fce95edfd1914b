"""Makes the tables follow from the record again, after a restore put entries back that the tables had not seen.

So a recusal, a voided ballot, an office that ended or a file that was destroyed after the backup stays so in the restored
installation. The record does not hold the text that people typed in those steps; it is lost with the database.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from accounts.codes import digest_of_no_code
from accounts.offices import appoint, end_office, is_appointed
from accounts.pseudonyms import forget, person_behind
from accounts.vocabulary import Office
from casework.access import case_behind, keys_of_cases, reconcile
from casework.models import Case, RegisterEntry
from casework.models.case import project
from casework.queries.case.tasks import forget_tasks_in
from casework.queries.checks.replay import replay_stored_columns, shown_words
from casework.queries.evidence.sealed_drafts import forget_drafts_in
from casework.queries.reports.reporter_numbers import forget_number_in
from casework.queries.threads.notes import forget_notes_in
from casework.record.events import CodeClaimed, CodeDeclined, Moved
from ledger.models import Entry
from policy.restore_members import PutBack, put_back
from vault.destroying import destroy_keys

CASE = "case/"


@dataclass(frozen=True)
class PutRight:
    """How many cases follow from the record again, how many of these are destroyed again, and how many are lost.

    `lost` cases began after the backup, so that only the record knows them. `members`: the rows of members that stand again.
    Of `unshown` entries the words in the public register are lost.
    """

    cases: int
    lost: int
    destroyed: int
    members: PutBack
    unshown: tuple[Entry, ...]


def put_right(entries: Sequence[Entry], moment: datetime) -> PutRight:
    """Make offices, members and cases follow from these entries, which came back into the record, in its order."""
    offices = [entry for entry in entries if entry.type in {"office.given", "office.ended"}]
    for entry in offices:
        _office(entry)
    for entry in entries:
        if entry.type == "account.closed":
            _close(entry)
        if entry.type == "intake.slip_made":
            _end_code(UUID(entry.body["data"]["reporter"]))
    members = put_back(entries)
    touched = Counter(UUID(entry.stream.removeprefix(CASE)) for entry in entries if entry.stream.startswith(CASE))
    every = keys_of_cases()
    known = touched.keys() & every
    cases = [_case(key, touched[key], moment) for key in sorted(known)]
    destroyed = sum(case.view.holding.erased_on is not None for case in cases)
    words = {shown_words(case) for case in cases if case.view.publication.live}
    unshown = tuple(entry for entry in entries if entry.id in words)
    for key in every - known if offices else ():
        reconcile(case_behind(key, moment))
    return PutRight(len(known), len(touched) - len(known), destroyed, members, unshown)


def _office(entry: Entry) -> None:
    said = entry.body["data"]
    user, office = person_behind(UUID(said["person"])), Office(said["office"])
    if user is None:
        return
    if entry.type == "office.ended":
        end_office(user=user, office=office, until=_day(said["until"]) or entry.occurred.date())
    elif not is_appointed(user=user, office=office, since=date.fromisoformat(said["since"])):
        appoint(
            user=user,
            office=office,
            since=date.fromisoformat(said["since"]),
            until=_day(said["until"]),
            lay=said["lay"],
            alternate=said["alternate"],
            order=said["order"],
            compare_from=entry.occurred,
        )


def _close(entry: Entry) -> None:
    """Let nobody sign in again with an account that was closed."""
    user = person_behind(UUID(entry.body["data"]["person"]))
    if user is not None:
        user.is_active = False
        user.save(update_fields=["is_active"])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _case(key: UUID, came_back: int, moment: datetime) -> Case:
    """Move the row through the steps that it lacks, one at a time, as the database demands, and return the case.

    Keys that were destroyed are destroyed again. Earlier words of the register and an earlier code of the reporter do not
    come back.
    """
    case = case_behind(key, moment)
    for one in case.record[-came_back:]:
        if isinstance(one.event, Moved):
            case.__dict__["state"] = one.event.to_state.value
            case.save(update_fields=["state"])
    case = case_behind(key, moment)
    project(case)
    for name, value in replay_stored_columns(case.record).items():
        setattr(case, name, value)
    case.closing_code = case.view.closing_code or ""
    if case.view.holding.erased_on is not None:
        _destroy(case)
    new = case.record[-came_back:]
    for one in new:
        if isinstance(one.event, CodeClaimed | CodeDeclined):
            _end_code(one.actor)
    if not case.view.publication.live or shown_words(case) in {one.event.id for one in new}:
        RegisterEntry.objects.filter(case=case).update(live=False)
    case.save()
    reconcile(case)
    return case


def _end_code(reporter: UUID) -> None:
    """End the code that staff made: the reporter took none, or another, which is lost. The first must not work again."""
    user = person_behind(reporter)
    if user is not None:
        user.code_digest = digest_of_no_code()
        user.save(update_fields=["code_digest"])


def _destroy(case: Case) -> None:
    """Destroy the keys and the parties' names that the backup brought back of a file that two people had destroyed."""
    destroy_keys(case.id)
    forget_drafts_in(case.id)
    forget_notes_in(case.id)
    forget_tasks_in(case.id)
    forget_number_in(case.id)
    forget(str(case.id))
    case.respondent = None
