"""A report, a form a question, and what the answers say together. No answer is compared with the register."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, VerbForm
from casework.forms.dates import Around, DateParts
from casework.vocabulary import Accused, IdentityChoice, Report, Reporter
from ledger.clock import now
from policy.queries import code_in_force, rulebook_in_force, rules_of
from vault.codes import NotACode, parse

LONGEST_NAME, MOST_NAMES = 200, 20


def today() -> date:
    """Return the Society's day."""
    moment: datetime = now()
    return moment.astimezone(ZoneInfo(rules_of(rulebook_in_force(moment.date()).id).zone)).date()


def commitments() -> list[tuple[int, str]]:
    """Return the commitments of the Code in force, by number, with their short titles. Two queries."""
    return [(one.number, f"{one.number}. {one.title}") for one in code_in_force(today()).commitments.all()]


class Names(forms.CharField):
    """Names, one a line; cleans to a tuple."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, label: Any, help_text: Any = "") -> None:
        """Never required: nobody has to name anyone."""
        super().__init__(label=label, help_text=help_text, required=False, max_length=MOST_NAMES * (LONGEST_NAME + 2))

    def clean(self, value: Any) -> Any:
        """Return the names; too many, or one too long, are refused in words."""
        names = tuple(line.strip() for line in super().clean(value).splitlines() if line.strip())
        if len(names) > MOST_NAMES:
            raise ValidationError(_("Name at most %(most)s people here."), params={"most": MOST_NAMES})
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(_("Put each name on a line of its own."))
        return names


class WhoForm(VerbForm):
    """Who the report is about."""

    name = forms.CharField(label=_("Name"), required=False, max_length=LONGEST_NAME)
    employer = forms.CharField(label=_("Where they work, if you know"), required=False, max_length=LONGEST_NAME)
    number = forms.CharField(label=_("Member number, if you know it"), required=False, max_length=40)
    details = forms.CharField(
        label=_("Anything else that helps us know who it is"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    unknown = forms.BooleanField(label=_("I do not know who it was"), required=False)
    others = Names(
        label=_("Is it about anyone else as well?"),
        help_text=_("One name a line. Each is looked into separately, and nobody is told of the others."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a name, a description, or the word that it is not known."""
        cleaned = super().clean()
        if not (cleaned.get("name") or cleaned.get("details") or cleaned.get("unknown")) and not self.errors:
            self.add_error("name", _("Say who this is about, or choose “I do not know who it was”."))
        return cleaned


class CommitmentsForm(VerbForm):
    """Which commitments of the Code it touches."""

    commitments = forms.TypedMultipleChoiceField(
        label=_("Which commitments does it touch?"),
        choices=commitments,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    help_asked = forms.BooleanField(label=_("I am not sure. Please choose for me"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one commitment, or for the wish to be helped."""
        cleaned = super().clean()
        if not (cleaned.get("commitments") or cleaned.get("help_asked")) and not self.errors:
            self.add_error("commitments", _("Choose at least one commitment, or ask us to choose for you."))
        return cleaned


class WhatForm(VerbForm):
    """What happened."""

    narrative = forms.CharField(
        label=_("What happened?"),
        help_text=_("In your own words. You can add more later with your code."),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class WhenForm(VerbForm):
    """When it happened, as well as the reporter knows."""

    first = DateParts(label=_("When did it begin?"), about=True, required=False, latest=today)
    last = DateParts(
        label=_("When did it end?"),
        help_text=_("Leave this empty if it was a single day."),
        about=True,
        required=False,
        latest=today,
    )
    ongoing = forms.BooleanField(label=_("It is still going on"), required=False)
    known_on = DateParts(
        label=_("When did you learn of it?"),
        help_text=_("Leave this empty if you knew at the time."),
        required=False,
        latest=today,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a beginning, or for the word that it goes on; refuse an end before the beginning."""
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if not first and not cleaned.get("ongoing") and not self.errors:
            self.add_error("first", _("Say when it happened. “About” and “still going on” are good answers."))
        if first and last and last.last < first.first:
            self.add_error("last", _("The end must not lie before the beginning."))
        return cleaned


class WhereForm(VerbForm):
    """Where it happened, and who saw it."""

    place = forms.CharField(label=_("Where did it happen?"), required=False, max_length=LONGEST_NAME)
    witnesses = Names(
        label=_("Did anyone see or hear it?"), help_text=_("One name a line. We ask nobody before we ask you.")
    )


class KeepAwayForm(VerbForm):
    """Who must not see the report."""

    keep_away = Names(
        label=_("Is there anyone in the Society who must not see this?"),
        help_text=_("One name a line. They will not be able to find it, and will not learn that it exists."),
    )


class IdentityForm(VerbForm):
    """How the reporter wants to be known."""

    choice = forms.ChoiceField(
        label=_("How do you want to be known?"),
        widget=forms.RadioSelect,
        choices=[
            (IdentityChoice.OPEN, _("Openly: those who handle this may know my name")),
            (IdentityChoice.CONFIDENTIAL, _("In confidence: my name stays sealed")),
            (IdentityChoice.ANONYMOUS, _("Not at all: I give no name")),
        ],
    )
    reporter_name = forms.CharField(label=_("Your name"), required=False, max_length=LONGEST_NAME)
    reporter_email = forms.EmailField(label=_("Your e-mail address"), required=False)
    reporter_phone = forms.CharField(label=_("Your telephone number"), required=False, max_length=40)
    notify = forms.EmailField(
        label=_("Tell me by e-mail when there is a message"),
        help_text=_("The mail says only “You have a message”. Do not give an address that someone else can read."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a name where one was offered; where none is wanted, keep none."""
        cleaned = super().clean()
        if cleaned.get("choice") == IdentityChoice.ANONYMOUS:
            cleaned |= {"reporter_name": "", "reporter_email": "", "reporter_phone": ""}
        elif cleaned.get("choice") and not cleaned.get("reporter_name") and not self.errors:
            self.add_error("reporter_name", _("Give your name, or choose not to be known."))
        return cleaned


class DeclarationForm(VerbForm):
    """That what was written is true."""

    declared = Confirmed(label=_("What I have written is true as far as I know"))


PAGES: Mapping[str, type[VerbForm]] = {
    "who": WhoForm,
    "commitments": CommitmentsForm,
    "what": WhatForm,
    "when": WhenForm,
    "where": WhereForm,
    "keep-away": KeepAwayForm,
    "identity": IdentityForm,
    "declaration": DeclarationForm,
}
"""The questions of the public form in their order, by the last part of their address."""


class FileComplaintForm(
    WhoForm, CommitmentsForm, WhatForm, WhenForm, WhereForm, KeepAwayForm, IdentityForm, DeclarationForm
):
    """The whole report at once, for an officer who files it for someone and for the API."""


class ClaimCodeForm(VerbForm):
    """The reporter's own code, typed back."""

    code = forms.CharField(label=_("Type your new code"), max_length=400, strip=True)

    def clean(self) -> dict[str, Any]:
        """Return the look-up id of the code alone; a text that is no code is refused in words."""
        cleaned = super().clean()
        if "code" in cleaned:
            try:
                return {"lookup_id": parse(cleaned["code"]).lookup_id}
            except NotACode:
                self.add_error("code", _("This is not the code. Check each word, and their order."))
        return cleaned


def report_from(answers: Mapping[str, Any]) -> Report:
    """Return the report that the cleaned answers of all forms make; a person for each name given."""
    main = {name: answers[name] for name in ("name", "employer", "number", "details", "unknown")}
    first, last = answers["first"], answers["last"] or answers["first"]
    rough = any(isinstance(day, Around) and (day.about or day.first != day.last) for day in (first, last))
    return Report(
        accused=(Accused(**main), *(Accused(name=name) for name in answers["others"])),
        commitments=tuple(answers["commitments"]),
        help_asked=answers["help_asked"],
        narrative=answers["narrative"],
        first_day=first.first if first else None,
        last_day=last.last if last else None,
        about=rough,
        ongoing=answers["ongoing"],
        known_on=answers["known_on"],
        place=answers["place"],
        witnesses=answers["witnesses"],
        keep_away=answers["keep_away"],
        reporter=Reporter(
            choice=IdentityChoice(answers["choice"]),
            name=answers["reporter_name"],
            email=answers["reporter_email"],
            phone=answers["reporter_phone"],
            notify=answers["notify"],
        ),
        declared=answers["declared"],
    )
