"""Forms about seats and conflicts, one for each verb."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.pseudonyms import people_behind
from casework.forms.base import Cleaned, Confirmed, PickMany, PickOne, Reasons, VerbForm
from casework.forms.fields import YesNo
from casework.procedure.seats.guards import ADJUDICATORS, OFFICERS, has_room, left_seats
from casework.queries.people.absences import absences_told_to
from casework.queries.people.rota import Candidate, candidates
from casework.queries.queue.bulk import seat_to_fill
from casework.record.rights.notes import note_rights
from casework.record.state import CaseView
from casework.vocabulary import Mention, Seat

LEFT = (
    _(
        "You will not see it again. Somebody else takes your place. Nobody is told why."
        " What you have sent stays. What you have begun and not sent is gone."
    ),
    _("Notes for you alone stay sealed, and nobody reads them. Notes for others stay for them."),
    _("Your open tasks stay in the case. They belong to nobody until a colleague takes them."),
)
"""What becomes of what somebody leaves behind: always, where they write notes, and where they have tasks."""


class SeatForm(VerbForm):
    """Asks for a person for a seat, next on the rota first. It hides people who cannot take it: that would reveal recusals."""

    seats: Iterable[Seat] = ()
    nothing = _("No seat stands empty that anybody could fill now.")
    place = forms.ChoiceField(label=_("Who, and as what"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        """Offer, for each seat that has room, the holders of its office in the order of the rota.

        If the page asks for one seat that can be filled, only its holders are offered, and the next on the rota is chosen.
        """
        if self.view is None:
            return
        free = self.free_people(self.view)
        users = {one.user.pk for some in free.values() for one in some}
        told = absences_told_to(self.acting.seats if self.acting else (), users, self.view.today)
        choices = [
            (seat, [(f"{seat.value}:{person}", words) for person, words in worded(found, told)])
            for seat, found in free.items()
        ]
        asked = [(seat, people) for seat, people in choices if seat.value == self.initial.get("seat")]
        if asked:
            self.initial["place"] = asked[0][1][0][0]
        self.set_choices("place", choices=[(seat.label, people) for seat, people in asked or choices])

    def seats_to_fill(self, view: CaseView) -> list[Seat]:
        return sorted(self.seats)

    def free_people(self, view: CaseView) -> Mapping[Seat, Sequence[Candidate]]:
        """Return who may take each seat that has room; no seat that nobody may take."""
        wanted = [seat for seat in self.seats_to_fill(view) if has_room(view, seat)]
        found = {seat: [one for one in candidates(view, seat, self.picker) if one.free] for seat in wanted}
        return {seat: some for seat, some in found.items() if some}

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if "place" in cleaned:
            seat, person = cleaned.pop("place").split(":")
            cleaned |= {"seat": Seat(seat), "person": UUID(person)}
        return cleaned


class _WithReason(SeatForm):
    reason = Reasons(label=_("If it is not the first of the list: why"), max_length=2_000, required=False)


class SeatOfficerForm(_WithReason):
    seats = OFFICERS

    def seats_to_fill(self, view: CaseView) -> list[Seat]:
        """Return the seats, first the one for which the case waits."""
        wanted = seat_to_fill(view)
        return sorted(self.seats, key=lambda seat: (seat is not wanted, seat))


class SeatAdjudicatorForm(_WithReason):
    seats = ADJUDICATORS


class ReplaceSeatForm(SeatForm):
    gives = frozenset({"person", "seat"})

    def seats_to_fill(self, view: CaseView) -> list[Seat]:
        return left_seats(view)


class SeatMonitorsForm(VerbForm):
    persons = PickMany(label=_("Monitors"), help_text=_("Choose two. Neither may have sat on the panel or voted."))

    def prepare(self) -> None:
        if self.view:
            self.set_choices("persons", choices=candidate_choices(candidates(self.view, Seat.MONITOR, self.picker)))

    def clean_persons(self) -> tuple[UUID, ...]:
        """Say how many are missing, so that nobody reads that one person was chosen twice."""
        chosen: tuple[UUID, ...] = self.cleaned_data["persons"]
        missing = self.view.rules.limits["monitors"] - len(chosen) if self.view else 0
        if missing > 0:
            raise ValidationError(ngettext("Choose one more.", "Choose %(n)d more.", missing) % {"n": missing})
        return chosen


def _waiting_mentions(view: CaseView) -> list[tuple[UUID, str]]:
    waiting = [one.person for one in view.people.conflicts if one.state is Mention.PROVISIONAL]
    names = people_behind(waiting)
    return [(person, names[person].name) for person in waiting]


class RuleOnMentionForm(VerbForm):
    subject = PickOne(label=_("Who was mentioned"), offer=_waiting_mentions)
    stands = YesNo(
        label=_("Does it tie this person to the case?"),
        help_text=_("If so, the person stays out of it for good. If not, the person may handle it again."),
    )
    reasons = Reasons(label=_("Reasons"), max_length=5_000)


class StepAsideForm(VerbForm):
    confirmed = Confirmed(label=_("I step out of this case for good"))

    def prepare(self) -> None:
        """Say what becomes of what the person wrote, by what they write here. To read an answer again needs no such words."""
        if self.view is not None and self.acting is not None:
            rights = note_rights(self.view, self.acting.person, self.acting.seats)
            held = (True, bool(rights.seats), bool(rights.team))
            self.fields["confirmed"].help_text = " ".join(
                str(words) for words, is_said in zip(LEFT, held, strict=True) if is_said
            )


def worded(found: Iterable[Candidate], absences: Mapping[UUID, str]) -> Iterator[tuple[UUID, str]]:
    """Yield the people of a seat by name, the first with the words that say so, each with their absence, if it is told."""
    for at, one in enumerate(found):
        name = one.user.name if at else _("%(name)s: next on the rota") % {"name": one.user.name}
        absence = absences.get(one.user.pk)
        yield one.person, f"{name} ({absence})" if absence else str(name)


def candidate_choices(found: Iterable[Candidate]) -> list[tuple[UUID, str]]:
    """Return the people who can be chosen, by name. Nothing tells whether there are others."""
    return [(one.person, one.user.name) for one in found if one.free]
