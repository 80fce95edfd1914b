"""Forms of screening, one a verb."""

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Confirmed, PickOne, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.forms.fields import YesNo, YesNoNotKnown
from casework.forms.files import ANY_FILE_OF_A_REPORTER
from casework.forms.messages import FormWithFiles
from casework.forms.more_days import show_days_ahead
from casework.procedure.screening.guards import DISMISSING
from casework.queries.wording.short_labels import short_label
from casework.record.state import Allegation, CaseView
from casework.vocabulary import AllegationState, ClockName, ClosingCode, IdentityDecision, Thread, Verb
from casework.vocabulary.severities import SEVERITY_WORDS
from ledger.canonical import Values
from policy.models import Member
from policy.queries import commitment_titles, member_by_number, search_register
from policy.rules import Severity

TO_FRAME = {"allegation": Verb.FRAME_ALLEGATION}
SCOPE_LEADS_TO = {
    "yes": _("It is investigated, and the notice to the member names it."),
    "no": _("It ends here, for the reason that you choose next. If no allegation is left, dismiss the report instead."),
}
"""What each answer to the question of scope leads to."""


class TriageCaseForm(VerbForm):
    imminent_harm = YesNo(label=_("Is anyone in danger now?"))
    power_imbalance = YesNoNotKnown(label=_("Did one person have power over the other?"))
    dishonesty = YesNo(label=_("Is dishonesty alleged?"))
    harassment = YesNo(label=_("Is harassment alleged?"))
    severity = forms.TypedChoiceField(
        label=_("If it were true, how serious would it be?"),
        help_text=_("A first view of the report. It finds nothing about what happened."),
        choices=[(severity.value, severity.name) for severity in Severity],
        coerce=int,
        error_messages={"required": _("Choose how serious it would be.")},
        widget=forms.RadioSelect,
    )
    notes = Reasons(label=_("Why"), max_length=5_000)

    def prepare(self) -> None:
        if self.view:
            meanings, most = self.view.rules.severities, self.view.rules.limits["early_resolution_severity"]
            self.set_choices(
                "severity", choices=[(n, f"{words}: {meanings[Severity(n)]}") for n, words in SEVERITY_WORDS.items()]
            )
            said = _(
                "A first view of the report. It finds nothing about what happened. Early resolution stays open only up to "
                "%(most)s, and only if each answer above is no."
            )
            self.fields["severity"].help_text = said % {"most": SEVERITY_WORDS[most]}


class IdentifyRespondentForm(VerbForm):
    """Asks for the member's number. It answers a name with the numbers of the members of that name: a name is not enough."""

    member = forms.CharField(
        label=_("Member number"),
        help_text=_(
            "You do not know it? Write the name, and you are shown the numbers that go with it; nothing is done yet. "
            "The number ties the case to the oaths that this member signed."
        ),
        max_length=200,
    )

    def clean_member(self) -> str:
        """Answer a text that is no number with the numbers of matching members. If none matches, the step refuses the text."""
        typed: str = self.cleaned_data["member"]
        if member_by_number(typed) is None and (like := list(search_register(typed, limit=10))):
            raise ValidationError(
                [_("If this is the one, write the number: %s") % describe_member(each) for each in like]
            )
        return typed


def describe_member(member: Member) -> str:
    """Return a member's number and name, and what distinguishes them from others of that name."""
    return ", ".join(each for each in (str(member), member.employer, member.chapter) if each)


class FrameAllegationForm(VerbForm):
    commitment = forms.TypedChoiceField(
        label=_("Commitment"), help_text=_("As the member had sworn to it at the time."), coerce=int
    )
    first_day = DateParts(
        label=_("First day of the conduct"), instead=_("If only a month or a year was named, take its first day")
    )
    last_day = DateParts(
        label=_("Last day of the conduct"),
        instead=_("If only a month or a year was named, take its last day"),
        help_text=_("If the conduct goes on, the last day that is known of."),
    )
    ongoing = forms.BooleanField(label=_("The conduct goes on"), required=False)
    known_on = DateParts(
        label=_("Day on which the reporter learned of it"),
        help_text=_("Leave this empty if that was at the time."),
        required=False,
    )
    act = Reasons(
        label=_("The act"),
        help_text=_("One act, as the member would read it in a notice. No names that are sealed, no findings."),
        max_length=5_000,
    )

    def prepare(self) -> None:
        titles = commitment_titles({one.edition for one in self.view.sworn}) if self.view else {}
        offered = sorted({(number, f"{number}. {title}") for (_edition, number), title in titles.items()})
        self.set_choices("commitment", choices=with_none(offered))


def with_none(commitments: list[tuple[int, str]]) -> list[tuple[int | str, str]]:
    """Return the choices with an empty one before them, so that none is chosen until somebody chooses it."""
    return [("", "–"), *commitments] if commitments else []


class ScopeAllegationForm(VerbForm):
    nothing = _("No allegation waits for a decision on its scope.")
    brought_by = TO_FRAME

    allegation = PickOne(label=_("Allegation"), offer=lambda view: _allegations(view, AllegationState.DRAFTED))
    in_scope = YesNo(label=_("If it were true, would it breach this commitment?"))
    code = forms.TypedChoiceField(
        label=_("If not: why it ends here"), required=False, coerce=ClosingCode, empty_value=None
    )
    waived = forms.BooleanField(label=_("It is out of time, but is admitted: the reasons say why"), required=False)
    reasons = Reasons(label=_("Reasons"), max_length=5_000)

    def prepare(self) -> None:
        self.set_choices("code", choices=[("", "–"), *codes_of_dismissal(self.view)])
        self.fields["in_scope"].widget.attrs["choice_hints"] = SCOPE_LEADS_TO


NOT_GONE_OUT = _("A message to the reporter has not gone out yet. You can tick this once it has.")


class DecideIdentityForm(VerbForm):
    decision = forms.TypedChoiceField(
        label=_("What happens to the reporter’s identity?"),
        help_text=_(
            "The first two both keep it sealed. With the second, the letter to the reporter also says that the case rests on"
            " other evidence, so that their name is not needed."
        ),
        coerce=IdentityDecision,
        widget=forms.RadioSelect,
        choices=[
            (IdentityDecision.STAYS_SEALED, _("It stays sealed")),
            (IdentityDecision.OTHER_EVIDENCE, _("It stays sealed, and the case rests on other evidence")),
            (IdentityDecision.RELEASE, _("It has to become known; the reporter agreed, and tells it themselves")),
            (IdentityDecision.ADOPT, _("The Society takes the case over")),
        ],
    )
    asked = forms.BooleanField(label=_("The reporter was asked"), required=False)
    before_answer = Confirmed(label=_("I decide before the reporter has answered"))
    reasons = Reasons(
        label=_("Reasons"),
        help_text=_("People who may read the report can read them too. The reporter is told only the decision."),
        max_length=5_000,
    )

    def prepare(self) -> None:
        """Ask whether the decision is meant to come before an answer, only while the reporter has time for one.

        Nobody can tick that the reporter was asked while a message to them has not gone out: it may be the question.
        """
        if self.view and _waits_to_go_out(self.view):
            shut_asked(self)
        day = self.view.conversation.get(Thread.REPORTER).answer_by(self.view.today) if self.view else None
        if day is None:
            del self.fields["before_answer"]
            return
        self.fields["before_answer"].help_text = _("They have until %(day)s.") % {"day": date_format(day, "j F Y")}


def shut_asked(form: forms.Form) -> None:
    form.fields["asked"].disabled = True
    form.fields["asked"].help_text = NOT_GONE_OUT


def _waits_to_go_out(view: CaseView) -> bool:
    """Whether a message to the reporter is with a second reader, or was released and has not gone out."""
    talk = view.conversation
    return Thread.REPORTER in talk.going_out or any(one.thread is Thread.REPORTER for one in talk.put_forward)


class OpenInvestigationForm(VerbForm):
    confirmed = Confirmed(label=_("The allegations in scope say all that is to be looked into"))


def _allegations(view: CaseView, *states: AllegationState) -> list[tuple[UUID, str]]:
    return [(one.id, short_label(one)) for one in view.allegations.in_state(*states)]


def reasons_on(asked: Iterable[Allegation], cleaned: Values) -> list[dict[str, str]]:
    """Return, for each allegation, its short name and what was typed in its field `reasons_…`."""
    return [{"allegation": short_label(one), "reasons": cleaned[f"reasons_{one.id.hex}"]} for one in asked]


def codes_of_dismissal(view: CaseView | None) -> list[tuple[ClosingCode, str]]:
    """Return the codes with which a case may end before an investigation, each with its meaning in the rulebook."""
    return [
        (code, view.rules.closing_codes[code.value].meaning if view else code.value.replace("_", " "))
        for code in DISMISSING
    ]


class SupplyInformationForm(FormWithFiles):
    files_help = ANY_FILE_OF_A_REPORTER
    expected = ("answer", "files")

    answer = Reasons(label=_("Your answer"), max_length=20_000, required=False)
    nothing_more = forms.BooleanField(label=_("I have nothing more than what I sent before"), required=False)

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if not self.errors and not any(cleaned[name] for name in ("answer", "files", "nothing_more")):
            self.add_error("answer", _("Write your answer, choose a file, or say that you have nothing more."))
        return cleaned


class SplitAllegationForm(VerbForm):
    nothing = _("There is no allegation yet.")
    brought_by = TO_FRAME

    allegation = PickOne(
        label=_("Allegation"), offer=lambda view: _allegations(view, AllegationState.DRAFTED, AllegationState.IN_SCOPE)
    )
    on = DateParts(
        label=_("First day of the second part"),
        help_text=_("The day from which another edition of the Code, or an oath, was in force."),
    )
    reasons = Reasons(label=_("Why"), max_length=2_000)


class ExtendInvestigationForm(VerbForm):
    """Asks for days. It says when the investigation ends now and how many of the days that may be added are used."""

    shows_days = True

    days = forms.IntegerField(label=_("More days"), min_value=1)
    reasons = Reasons(label=_("Why"), help_text=_("Both sides may read this."), max_length=2_000)

    def prepare(self) -> None:
        run = self.view.clock(ClockName.INVESTIGATION) if self.view else None
        if self.view is None or run is None:
            return
        most = self.view.rules.clocks[run.name].extension
        said = {"used": run.extension, "most": most, "left": most - run.extension}
        words = _("Of %(most)s days that may be added, %(used)s are used. You can add at most %(left)s.")
        ends = date_format(self.view.day_of(run.due), "j F Y") if run.due else ""
        now_ends = _("The investigation should now end by %(day)s.") % {"day": ends} if ends else ""
        self.fields["days"].help_text = f"{now_ends} {words % said}".strip()
        show_days_ahead(self.fields["days"], self.view, {"": (run, most - run.extension)})
