"""One vote: an answer to each question, with a ground and words for a motion, and a reason for the outcome."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import NOT_WRITTEN, Cleaned, Label, Reasons, VerbForm
from casework.procedure.board.counting import CountRow, count_rows
from casework.procedure.board.forms import Words, put_in_words
from casework.queries.decisions.pack import terms_in_words
from casework.queries.rulebook.written_terms import written_terms
from casework.record.events import Terms, VoteCast
from casework.record.state import CaseView
from casework.record.state.ballot_needs import what_is_put
from casework.record.state.board import Ballot
from casework.vocabulary import Route
from ledger.sealed_answers import REST, field_of, has_room
from policy.quorum import NONE, Choice, Option, Question, choices_of, question_of, questions_of, quorum
from policy.rules import Level

NAMED = "named"
"""What the rest of a vote says where the voter named an option."""
MOTION = [(Choice.YES, _("Yes")), (Choice.NO, _("No")), (Choice.ABSTAIN, _("Abstain"))]
SEND_BACK = {
    Route.PANEL: _("Send the case back to the panel?"),
    Route.CONSENT: _("Send the offer back?"),
    Route.BREACH: _("Send the report of a breach back?"),
}
ASKED = {
    Question.REMIT_TO_NEW_PANEL: _("Send the case to a new panel?"),
    Question.DISMISS_ON_LAW: _("Dismiss the case on a point of law?"),
}
IF_SENT_BACK = {
    Route.PANEL: _("The same panel corrects it. The findings stay."),
    Route.CONSENT: _("The case goes on as if there had been no offer."),
    Route.BREACH: _("Nothing comes into force. The conditions stay in force."),
}
IF_CARRIED = {
    Question.REMIT_TO_NEW_PANEL: _("The findings end. A new panel hears the case."),
    Question.DISMISS_ON_LAW: _("The case ends, and no sanction follows."),
}
"""What follows from a motion that is carried."""
OUTCOME = {
    Route.PANEL: _("The highest level you support"),
    Route.CONSENT: _("The most you support"),
    Route.BREACH: _("What you support"),
}
BACK_FOR: Mapping[Route, Mapping[str, Words]] = {
    Route.PANEL: {
        "reasons": _("The reasons of the panel are missing or do not hold"),
        "recommendation": _("The recommendation does not follow from the findings"),
    },
    Route.CONSENT: {
        "uninformed": _("The member could not know what they agreed to"),
        "terms": _("The terms are unclear, or do not fit what was admitted"),
    },
    Route.BREACH: {
        "not_shown": _("The evidence does not show a breach"),
        "not_heard": _("The member was not heard on it"),
    },
}
GROUNDS: Mapping[Question, Mapping[str, Words]] = {
    Question.REMIT_TO_NEW_PANEL: {
        "unfair_hearing": _("The hearing was not fair"),
        "findings": _("The findings have a defect"),
    },
    Question.DISMISS_ON_LAW: {
        "no_oath": _("No oath was in force"),
        "too_late": _("It was reported too late"),
        "not_covered": _("The Code does not cover it"),
        "decided_before": _("The same facts were decided before"),
    },
}
CODES_IN_WORDS: Mapping[str, Words] = {
    **{choice.value: words for choice, words in MOTION},
    NONE: _("None"),
    NAMED: _("Named an option"),
    Option.CONSENT.value: _("The terms that both sides have signed"),
    Option.ACTIVATE.value: _("The sanction held in abeyance"),
    Option.MORE_TIME.value: _("More time"),
    **{code: words for grounds in (*BACK_FOR.values(), *GROUNDS.values()) for code, words in grounds.items()},
}
"""The codes of an answer, for the pages that show it after the count."""
BROUGHT = {
    Route.PANEL: _("The panel recommends: %(terms)s."),
    Route.CONSENT: _("Both sides have signed: %(terms)s."),
    Route.BREACH: _("Monitors report a breach. This can come into force: %(terms)s."),
}
"""What lies before the board, in one sentence."""
WORDS = 2_000
ENOUGH = _("%(eligible)s can vote, and %(least)s must take part. If fewer do, the ballot is void, and all vote again.")
ENOUGH_FOR_EACH = _(
    "%(eligible)s can vote, and %(least)s must take part; where %(most)s are needed, %(most)s must. If fewer do, the ballot is"
    " void, and all vote again."
)


class CastVoteForm(VerbForm):
    """All questions of a ballot on one page. A question that the ballot does not ask is left out."""

    gives: ClassVar[frozenset[str]] = frozenset({"answers"})
    inline = frozenset(one.value for one in Question if one is not Question.OUTCOME)
    """The questions that are answered by yes, no or abstain, in one line."""
    expected = frozenset(f"{question}_{part}" for question in inline for part in ("ground", "words"))

    def prepare(self) -> None:
        ballot = self.view.board.ballot if self.view else None
        if self.view and ballot:
            for question in questions_of(ballot.motions):
                self.fields.update(_fields_of(question, ballot, self.view))

    def clean(self) -> Cleaned:
        """Ask for a ground and words where a motion is supported."""
        cleaned = super().clean()
        ballot = self.view.board.ballot if self.view else None
        if ballot and not self.errors and any(not has_room(one) for one in self._answers(ballot).values()):
            self.add_error(None, _("What you wrote is longer than a vote can hold. Shorten it: nothing was sent."))
        for question in self._asked():
            if question is not Question.OUTCOME and cleaned.get(question.value) == Choice.YES:
                self._require(f"{question.value}_ground", _("Choose the ground."))
                self._require(f"{question.value}_words", NOT_WRITTEN)
        return cleaned

    def step_input(self) -> Cleaned:
        """Return what is said of each option; None of one that is not put. What was typed for a no is not kept."""
        ballot = self.view.board.ballot if self.view else None
        if ballot is None:
            return {"answers": {}}
        return {"answers": dict.fromkeys(VoteCast.sealed) | self._answers(ballot)}

    @property
    def counting(self) -> tuple[CountRow, ...]:
        """What each answer of the open ballot counts for: a row for each option, in the order of the count."""
        ballot = self.view.board.ballot if self.view else None
        return count_rows(what_is_put(self.view, ballot), self.view) if self.view and ballot else ()

    @property
    def eligible(self) -> int:
        """How many can vote in the open ballot."""
        ballot = self.view.board.ballot if self.view else None
        return ballot.electorate.eligible if ballot else 0

    @property
    def taking_part(self) -> str:
        """How many can vote, how many must take part, and what follows if fewer do."""
        ballot = self.view.board.ballot if self.view else None
        if self.view is None or ballot is None:
            return ""
        least = quorum(ballot.electorate, self.view.rules.ballot)
        most = max(one.least for one in what_is_put(self.view, ballot))
        said = {"eligible": ballot.electorate.eligible, "least": least, "most": most}
        return str(ENOUGH if most == least else ENOUGH_FOR_EACH) % said

    @property
    def brought(self) -> str:
        """What lies before the board."""
        if self.view is None:
            return ""
        terms = self.view.board.recommended or Terms(level=Level.L0)
        return str(BROUGHT[self.view.board.route or Route.PANEL]) % {"terms": terms_in_words(self.view, terms)}

    @property
    def last_day(self) -> date | None:
        """The last day to vote."""
        ballot = self.view.board.ballot if self.view else None
        return self.view.day_of(ballot.closes_at) if self.view and ballot else None

    def _asked(self) -> Iterator[Question]:
        return (question for question in Question if question.value in self.fields)

    def _require(self, name: str, words: Label) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, forms.ValidationError(words))

    def _answers(self, ballot: Ballot) -> dict[str, dict[str, Any]]:
        """Return what is said of each option, by its field. The reason stands with the option that was named, or the rest.

        So it is opened only if the count reaches what the voter named.
        """
        given = self.cleaned_data
        said = {question: str(given[question.value]) for question in self._asked()}
        answers: dict[str, dict[str, Any]] = {}
        for option, choice in choices_of(ballot.motions, said).items():
            question = question_of(option)
            answer: dict[str, Any] = {"answer": choice.value}
            if question is Question.OUTCOME and said[question] == option:
                answer["words"] = given["reason"]
            elif question is not Question.OUTCOME and choice is Choice.YES:
                answer |= {"ground": given[f"{question}_ground"], "words": given[f"{question}_words"]}
            answers[field_of(option)] = answer
        return answers | {REST: self._rest(said.get(Question.OUTCOME))}

    def _rest(self, outcome: str | None) -> dict[str, Any]:
        if outcome in (NONE, Choice.ABSTAIN.value):
            return {"answer": outcome, "words": self.cleaned_data["reason"]}
        return {"answer": NAMED}


def _fields_of(question: Question, ballot: Ballot, view: CaseView) -> dict[str, forms.Field]:
    route = view.board.route or Route.PANEL
    if question is Question.OUTCOME:
        return {
            question.value: forms.ChoiceField(
                label=OUTCOME[route],
                help_text=_(
                    "You support everything below it too. It counts only if no question above gets enough yes."
                ),
                widget=forms.RadioSelect,
                choices=_outcomes(ballot, view),
            ),
            "reason": Reasons(
                label=_("Your reason"),
                help_text=_(
                    "It has to be written. It is opened only if this answer is reached, and without your name."
                ),
                max_length=WORDS,
            ),
        }
    grounds = BACK_FOR[route] if question is Question.REMIT else GROUNDS[question]
    return {
        question.value: forms.ChoiceField(
            label=SEND_BACK[route] if question is Question.REMIT else ASKED[question],
            help_text=IF_SENT_BACK[route] if question is Question.REMIT else IF_CARRIED[question],
            widget=forms.RadioSelect,
            choices=MOTION,
        ),
        f"{question.value}_ground": forms.ChoiceField(
            label=_("If yes: the ground"),
            widget=forms.RadioSelect,
            choices=list(grounds.items()),
            required=False,
        ),
        f"{question.value}_words": Reasons(label=_("If yes: in your words"), max_length=WORDS, required=False),
    }


def _outcomes(ballot: Ballot, view: CaseView) -> list[tuple[str, Words]]:
    terms = {one.level: one.words for one in written_terms(view)}
    put = [(one.value, _with_terms(one, view, terms)) for one in ballot.motions if question_of(one) is Question.OUTCOME]
    none = _("None of these") if view.board.route is Route.BREACH else _("None: no sanction")
    return [*put, (NONE, none), (Choice.ABSTAIN.value, _("Abstain: it counts as taking part"))]


def _with_terms(option: Option, view: CaseView, terms: Mapping[Level, str]) -> Words:
    """Return an option with its length and conditions as they were written for it, and whether it is recommended."""
    words, level = put_in_words(option, view), option.level
    if level is None:
        return words
    whole = ", ".join(filter(None, (str(words), terms.get(level, ""))))
    return _("%(what)s – recommended") % {"what": whole} if level == view.board.highest else whole
