"""Forms of evidence, one a verb."""

from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Label, PickMany, PickOne, Reasons, VerbForm
from casework.forms.fields import YesNo
from casework.forms.files import ANY_FILE, ANY_FILE_OF_A_REPORTER, OneFile
from casework.procedure.evidence.guards import (
    READS_FILES,
    late_of_the_society,
    no_covered_copy_of_it_waits,
    piece_covered,
    rulings_open,
)
from casework.record.rights import ACCUSED, rights_of
from casework.record.state import CaseView
from casework.vocabulary import LateRuling, Reading, Right, Seat, Verb
from casework.workflow.guard import REASONS

RULINGS = {
    LateRuling.REFUSED: _("It is not taken: it could have come before, or would change nothing"),
    LateRuling.TAKEN: _("It is taken, and is in the bundle"),
    LateRuling.HEARD: _("It is taken, and both sides are heard on it: the hearing is reopened"),
    LateRuling.SANCTION_ONLY: _("It is taken, for the sanction only"),
    LateRuling.FACTS: _("It bears on what was found: the board is asked to send the case to a new panel"),
}

ON_EVIDENCE = {"evidence": Verb.ADD_EVIDENCE}


def evidence_of(view: CaseView) -> list[tuple[UUID, str]]:
    return [
        (
            one.id,
            _("Evidence %(n)s, from %(side)s, %(day)s")
            % {"n": n, "side": one.side.label, "day": date_format(one.on, "j F Y")},
        )
        for n, one in enumerate(view.evidence.all, 1)
    ]


def copyable(view: CaseView) -> list[tuple[UUID, str]]:
    """Return what a copy can be prepared of: not the member's own filings, which are in the bundle as they are."""
    theirs = {one.id for one in view.evidence.all if one.side in ACCUSED}
    return [one for one in evidence_of(view) if one[0] not in theirs]


class _WithContent(VerbForm):
    expected = ("text", "file")

    def clean(self) -> Cleaned:
        """Refuse a title without words or a file."""
        cleaned = super().clean()
        if not self.errors and not cleaned.get("text") and not cleaned.get("file"):
            self.add_error("text", _("Write something, or choose a file."))
        return cleaned


class AddEvidenceForm(_WithContent):
    title = forms.CharField(label=_("What is it?"), help_text=_("For example: letter of 3 March."), max_length=200)
    text = Reasons(label=_("What it says, or what it shows"), max_length=20_000, required=False)
    file = OneFile(
        label=_("File"),
        required=False,
        help_text=format_lazy("{any} {kept}", any=ANY_FILE, kept=_("It is kept as it is, with what lies in it.")),
    )

    def prepare(self) -> None:
        """Tell a reporter by what a file can give them away."""
        if self.acting is not None and self.acting.as_(Seat.COMPLAINANT):
            self.fields["file"].help_text = ANY_FILE_OF_A_REPORTER


class FileLateEvidenceForm(AddEvidenceForm):
    cause = Reasons(label=_("Why could this not have been sent earlier?"), max_length=5_000)
    gist = Reasons(
        label=_("The gist: what it is and what it shows"),
        help_text=_("The member and the chair read this and your reason, and nothing else of it before the ruling."),
        max_length=5_000,
    )

    def prepare(self) -> None:
        """Ask the Society alone for a gist: what the member brings, the chair reads."""
        super().prepare()
        if self.acting is not None and self.acting.as_(*ACCUSED):
            self.fields["gist"].required = False
            self.fields["gist"].widget = forms.HiddenInput()


class SpeakOnLateEvidenceForm(VerbForm):
    nothing = _("The Society brought nothing late on which you could speak now.")
    evidence = PickOne(
        label=_("On what?"),
        offer=lambda view: [one for one in evidence_of(view) if one[0] in late_of_the_society(view)],
    )
    words = Reasons(
        label=_("Should it be taken, and why, or why not?"),
        help_text=_("The chair reads this before the ruling."),
        max_length=5_000,
    )


class LookThroughFilingForm(VerbForm):
    nothing = _("No filing waits for a reviewer.")
    filings = PickMany(
        label=_("I have read these, and they can be let in"),
        help_text=_("All that are waiting are let in together. First rule out any that cannot go in."),
        offer=lambda view: [one for one in evidence_of(view) if one[0] in view.evidence.unread],
    )
    reasons = Reasons(
        label=_("Why what the machine marked can be let in"),
        help_text=_("Only where it marked something. Reviewers and officers read this, neither side does."),
        max_length=2_000,
        required=False,
    )


class RuleLateEvidenceForm(VerbForm):
    evidence = PickOne(
        label=_("Evidence"),
        offer=lambda view: [
            one for one in evidence_of(view) if one[0] in view.deliberation.late - view.evidence.unread
        ],
    )
    ruling = forms.TypedChoiceField(label=_("What becomes of it"), coerce=LateRuling, widget=forms.RadioSelect)
    reasons = Reasons(
        label=_("Reasons"),
        help_text=_("The respondent reads them. Say nothing in them that only the evidence itself may show."),
        max_length=5_000,
    )

    def prepare(self) -> None:
        rulings = rulings_open(self.view) if self.view else ()
        self.set_choices("ruling", choices=[(one.value, RULINGS[one]) for one in rulings])


class ExcludeFilingForm(VerbForm):
    nothing = _("No filing of the member is in the bundle, and none was offered late.")
    evidence = PickOne(
        label=_("Which filing?"),
        offer=lambda view: [
            one
            for one in evidence_of(view)
            if one[0] in {filing.id for filing in view.evidence.filings} | view.evidence.offered
        ],
    )
    reasons = Reasons(label=_("Reasons"), help_text=_("Both sides get them."), max_length=5_000)


class DiscloseEvidenceForm(_WithContent):
    """Asks for a copy for the respondent: a description, and a file only if it does not reveal who brought the evidence."""

    nothing: Label = _("There is no evidence yet that the respondent could get a copy of.")
    brought_by = ON_EVIDENCE
    evidence = PickOne(label=_("Evidence"), offer=copyable)
    title = forms.CharField(
        label=_("Title of the copy"), help_text=_("As the respondent will read it."), max_length=200
    )
    text = Reasons(
        label=_("The copy"),
        help_text=_(
            "What the respondent has to know of it, in your own words or with every name taken out that is not theirs."
        ),
        max_length=20_000,
        required=False,
    )
    one_holder = YesNo(
        label=_("Could only one person have had this?"),
        help_text=_("If so, it is described and not attached: the document itself would tell who brought it."),
    )
    file = OneFile(
        label=_("A new file"), required=False, help_text=_("Plain text only, made for this copy. Never the original.")
    )

    def prepare(self) -> None:
        """Leave out the piece of which a covered copy waits for its second signature, and say why."""
        covered = piece_covered(self.view) if self.view else None
        choices = copyable(self.view) if self.view else []
        named = next((words for key, words in choices if key == covered), "")
        if named:
            said = f"{named}: {REASONS[no_covered_copy_of_it_waits.__name__]}"
            self.fields["evidence"].help_text = said
            self.nothing = said
            self.set_choices("evidence", choices=[one for one in choices if one[0] != covered])

    def clean(self) -> Cleaned:
        """Say of the piece that was left out why it cannot be chosen."""
        covered = piece_covered(self.view) if self.view else None
        if covered and self.data.get("evidence") == str(covered):
            self.errors.pop("evidence", None)
            self.add_error("evidence", REASONS[no_covered_copy_of_it_waits.__name__])
        return super().clean()


class DiscloseRedactedCopyForm(VerbForm):
    """What the first person puts forward. The page of covering fills it in: `file` and `digest` are of the covered copy."""

    nothing = _("There is no evidence with a file to cover.")
    brought_by = ON_EVIDENCE
    evidence = PickOne(label=_("Evidence"), offer=copyable)
    title = forms.CharField(
        label=_("Title of the copy"), help_text=_("As the respondent will read it."), max_length=200
    )
    one_holder = YesNo(
        label=_("Could only one person have had this?"),
        help_text=_("If so, it is described and not attached: the document itself would tell who brought it."),
    )
    known_hand = YesNo(
        label=_("Does it have the voice or the handwriting of somebody whose name is sealed?"),
        help_text=_("If so, only its words go out (for a sound, its transcript). Write them as a copy in words."),
    )
    file = forms.UUIDField(label=_("The covered copy"))
    digest = forms.RegexField(r"^[0-9a-f]{64}$", label=_("Digest of the copy"))


class ReleaseOriginalForm(VerbForm):
    """Asks for the file of a piece of evidence as it came. It offers people who read files only those that they may read."""

    nothing = _("There is no file here whose original you could open.")
    evidence = PickOne(label=_("Which file?"), offer=lambda view: [*evidence_of(view), *copies_of(view)])
    reasons = Reasons(
        label=_("Why are the pages that are shown here not enough?"),
        help_text=_("A file as it came can tell who sent it, and can harm the machine on which it is opened."),
        max_length=5_000,
    )

    def prepare(self) -> None:
        if self.view is not None:
            rights = self._rights()
            offered = evidence_of(self.view) if Reading.READ_EVIDENCE in rights else []
            choices = [one for one in (*offered, *copies_of(self.view)) if one[0] in self.view.evidence.files]
            self.set_choices("evidence", choices=choices)

    def _rights(self) -> frozenset[Right]:
        """Return what the person who acts may read; all for somebody who only agrees, or is shown the answers again."""
        if self.view is None or self.acting is None or not self.acting.seats:
            return READS_FILES
        held = frozenset[Right]().union(*(rights_of(seat, self.view, self.acting.person) for seat in self.acting.seats))
        only_agrees = Verb.RELEASE_ORIGINAL in held and held.isdisjoint(READS_FILES)
        return READS_FILES if only_agrees else held & READS_FILES


def copies_of(view: CaseView) -> list[tuple[UUID, str]]:
    """Return the copies that the respondent was given, by key, each with the number of its original."""
    numbers = {one.id: n for n, one in enumerate(view.evidence.all, 1)}
    return [
        (
            copy.id,
            _("Copy %(n)s, of evidence %(of)s, %(day)s")
            % {"n": n, "of": numbers[copy.evidence], "day": date_format(copy.on, "j F Y")},
        )
        for n, copy in enumerate(view.evidence.copies, 1)
    ]
