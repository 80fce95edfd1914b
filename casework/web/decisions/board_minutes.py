"""The minutes of a ballot: how they stand for their readers, and a draft from the record for the secretary who writes them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.pseudonyms import people_behind
from casework.access import Actor
from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.board.forms import put_in_words
from casework.procedure.board.vote import CODES_IN_WORDS
from casework.procedure.reading.actions import open_content
from casework.queries.case.page import Text, group_by_compartment, readable_texts
from casework.queries.decisions.pack import terms_in_words
from casework.queries.steps.offers import offers
from casework.record import events as e
from casework.record.state.board import Ballot
from casework.recording import OpenedTexts
from casework.vocabulary import Reading, Seat, Verb
from ledger import queries as ledger
from ledger.sealed_answers import field_of
from policy.quorum import Choice, Question, question_of, quorum

STEPS = (Verb.WRITE_BOARD_MINUTES, Verb.APPROVE_BOARD_MINUTES, Verb.CORRECT_BOARD_MINUTES)


@dataclass(frozen=True, kw_only=True)
class MinutesOnPage:
    """The minutes as they stand. `corrections`: what was asked for since they were last written.

    `may`: the steps that the reader can take now.
    """

    words: str
    approved: tuple[str, ...]
    waiting: tuple[str, ...]
    corrections: tuple[str, ...]
    may: tuple[Verb, ...]


def texts_of_minutes(case: Case) -> list[Text]:
    """Return the texts of the last minutes, and of the corrections that were asked for since."""
    minutes = case.view.board.minutes
    if minutes is None:
        return []
    record = [one for one in case.record if isinstance(one.event, e.BoardMinutesWritten | e.BoardMinutesReturned)]
    last = next(n for n, one in enumerate(record) if one.event.id == minutes.entry)
    return [text for one in record[last:] for text in readable_texts(one, case)]


def minutes_on_page(case: Case, ballot: Ballot, texts: OpenedTexts) -> MinutesOnPage:
    """Return how the minutes stand for somebody who has entered the case. One query."""
    board = case.view.board
    names = _names(ballot.voted)
    sat = {key: name for key, name in names.items() if key not in case.view.people.barred}
    approved = board.minutes.approved if board.minutes else frozenset()
    may = tuple(one.verb for one in offers(case, case.rights, STEPS) if one.allowed)
    return MinutesOnPage(
        words=str(texts.get((board.minutes.entry, "board_minutes"), "")) if board.minutes else "",
        approved=tuple(sorted(name for key, name in sat.items() if key in approved)),
        waiting=tuple(sorted(name for key, name in sat.items() if key not in approved)) if board.minutes else (),
        corrections=tuple(str(said) for (_entry, name), said in texts.items() if name == "to_correct"),
        may=may,
    )


def offer_draft(form: VerbForm, case: Case, verb: Verb, by: Actor) -> None:
    """Put a draft from the record, or the minutes as they were last written, into the form of the secretary."""
    ballot = case.view.board.counted
    if verb is not Verb.WRITE_BOARD_MINUTES or ballot is None:
        return
    wanted = [*texts_of_minutes(case), *_texts_of_draft(case, ballot)]
    texts = open_content(
        reference=case.reference,
        by=by,
        rights=[Reading.READ_RESULT, Reading.READ_ROLL_CALL],
        wanted=group_by_compartment(wanted),
    )
    minutes = case.view.board.minutes
    written = texts.get((minutes.entry, "board_minutes")) if minutes else None
    form.fields["board_minutes"].initial = written or "\n\n".join(_paragraphs(case, ballot, texts))


def _texts_of_draft(case: Case, ballot: Ballot) -> list[Text]:
    """Return the votes as far as they were opened, and the reasons of the decision."""
    votes = {vote.entry for vote in ballot.votes}
    decision = case.view.board.decision
    wanted = votes | ({decision.id} if decision else set())
    return [text for one in case.record if one.event.id in wanted for text in readable_texts(one, case)]


def _paragraphs(case: Case, ballot: Ballot, texts: OpenedTexts) -> Iterable[str]:
    view, names = case.view, _names(ballot.voters)
    opened = next(one.at for one in case.record if one.event.id == ballot.id)
    days = {"from": _day(case, opened), "until": _day(case, ballot.closes_at)}
    yield _("Board, ballot in %(case)s (%(name)s)") % {"case": case.reference, "name": case.code_name}
    yield _("Votes were taken from %(from)s to the end of %(until)s.") % days
    yield _("Who could vote. %(names)s.") % {"names": _listed(names, ballot.voters)}
    absent = ballot.voters - ballot.voted
    took = {"present": len(ballot.voted), "names": _listed(names, ballot.voted)}
    yield _("Who took part. %(present)s: %(names)s.") % took
    if absent:
        yield _("Who did not. %(names)s.") % {"names": _listed(names, absent)}
    yield _("Declarations. Each of them had declared, before any paper, that they were free to decide.")
    yield _papers(case, ballot)
    if view.board.recommended:
        yield _("Question. Recommended: %(terms)s.") % {"terms": terms_in_words(view, view.board.recommended)}
    yield _result(case, ballot)
    if grounds := _grounds(case, ballot, texts):
        yield _("Grounds given for motions. %(grounds)s") % {"grounds": " ".join(grounds)}
    if view.board.decision:
        yield _("Reasons. %(reasons)s") % {"reasons": texts.get((view.board.decision.id, "reasons"), "")}


def _papers(case: Case, ballot: Ballot) -> str:
    leaf = ledger.leaves([ballot.pack])[ballot.pack].hex()
    served = case.view.service.day(ballot.pack, Seat.RESPONDENT)
    said = {"pack": f"{leaf[:4]} {leaf[4:8]}", "day": date_format(served, "j F Y") if served else ""}
    if served:
        return _("Papers. Pack %(pack)s, served on the member on %(day)s.") % said
    return _("Papers. Pack %(pack)s.") % said


def _result(case: Case, ballot: Ballot) -> str:
    view = case.view
    took = {
        "present": ballot.present,
        "eligible": ballot.electorate.eligible,
        "least": quorum(ballot.electorate, view.rules.ballot),
    }
    said = _("Result. %(present)s of %(eligible)s took part, %(least)s were needed.") % took
    reached = ballot.motions[: ballot.motions.index(ballot.carried)] if ballot.carried else ballot.motions
    lost = "; ".join(str(put_in_words(one, view)) for one in reached)
    said += " " + _("Not carried: %(options)s.") % {"options": lost} if lost else ""
    if ballot.carried is None:
        return said
    return said + " " + _("Carried: %(option)s.") % {"option": put_in_words(ballot.carried, view)}


def _grounds(case: Case, ballot: Ballot, texts: OpenedTexts) -> list[str]:
    """Return what was given for each motion by those who supported it, in the order of the words, without names."""
    found: list[str] = []
    for option in (one for one in ballot.motions if question_of(one) is not Question.OUTCOME):
        answers = [texts.get((vote.entry, field_of(option))) for vote in ballot.votes]
        given = [one for one in answers if isinstance(one, Mapping) and one.get("answer") == Choice.YES]
        said = sorted(f"{CODES_IN_WORDS.get(one['ground'], one['ground'])}: {one['words']}" for one in given)
        found += [f"{put_in_words(option, case.view)}: {each}" for each in said]
    return found


def _names(people: Collection[UUID]) -> Mapping[UUID, str]:
    return {key: user.name for key, user in people_behind(people).items()}


def _listed(names: Mapping[UUID, str], people: Collection[UUID]) -> str:
    return ", ".join(sorted(names[one] for one in people if one in names))


def _day(case: Case, moment: datetime) -> str:
    return date_format(case.view.day_of(moment), "j F Y")
