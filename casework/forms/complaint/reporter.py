"""The pages that ask about the reporter, and the declaration."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Confirmed
from casework.forms.complaint.base import Fold, Question
from casework.vocabulary import IdentityChoice, Reporter
from casework.vocabulary.outcomes import TOLD_WITHOUT_NAME


class You(Question):
    """The choice of reporting openly, confidentially or anonymously."""

    page, title, short = "you", _("How do you want to report?"), _("How you report")
    heading = "choice"
    fold = Fold(
        title=_("What each way means for the case"),
        lines=(
            _("Openly: a case is easiest to prove. We can call you with a question."),
            _(
                "Confidentially: if your word is the only proof, the case may not go on unless you agree to be named. We ask"
                " you first, and you decide."
            ),
            _(
                "Anonymously: a case is harder to prove, and we cannot protect somebody we do not know. If you lose your"
                " twelve words, nobody can reach you."
            ),
            _("In each way, the person is told what they are accused of, and can answer."),
            TOLD_WITHOUT_NAME,
        ),
    )
    choice = forms.ChoiceField(
        label=_("How do you want to report?"),
        choices=[
            (IdentityChoice.OPEN, _("Openly, with my name")),
            (IdentityChoice.CONFIDENTIAL, _("Confidentially, my name sealed")),
            (IdentityChoice.ANONYMOUS, _("Anonymously, without my name")),
        ],
        widget=forms.RadioSelect(
            attrs={
                "choice_hints": {
                    IdentityChoice.OPEN: _("The people on the case see your name. The person may be told it."),
                    IdentityChoice.CONFIDENTIAL: _(
                        "The person is not told it. This system keeps it sealed: no officer reads it unless you say yes."
                    ),
                    IdentityChoice.ANONYMOUS: _("We do not learn who you are, and cannot call you."),
                }
            }
        ),
    )


class Contact(Question):
    """Name and addresses of a reporter who does not stay anonymous."""

    page, title, short = "contact", _("Who are you?"), _("About you")
    row_names = {"notify": _("Mail when there is something new")}
    lede = _("This is kept apart from your report, and read only as you chose.")
    name = forms.CharField(label=_("Your name"), max_length=200)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We write to it only if you tick the box below."),
        max_length=254,
        required=False,
    )
    notify = forms.BooleanField(
        label=_("Send me a mail when there is something new"),
        help_text=_("At most one a day, with no word of the case. Anybody who reads that mailbox sees that we wrote."),
        required=False,
    )

    def clean(self) -> Cleaned:
        """Require an address if mail is wanted."""
        cleaned = super().clean()
        if cleaned.get("notify") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Give the address that we should write to, or untick the box below."))
        return cleaned


class Declaration(Question):
    """The declaration before sending. A field that people do not see catches programs that fill in every field."""

    page, title, short = "declaration", _("Declare and send"), _("Declaration")
    own_template = "declaration"
    declared = Confirmed(
        label=_("What I have written is true as far as I know"),
        help_text=_("You may be mistaken. Only a lie is a fault."),
        missing=_("Tick the box if what you have written is true as far as you know."),
    )
    website = forms.CharField(label=_("Leave this empty"), required=False, max_length=200)

    def clean_website(self) -> str:
        """Refuse a filled field. A person whose browser filled it can empty it."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Empty the field “Leave this empty”: your browser may have filled it."))
        return ""


def reporter_from(you: You, contact: Contact | None) -> Reporter:
    """Return the reporter. For an anonymous one, nothing that was typed is used."""
    choice = IdentityChoice(you.cleaned_data["choice"])
    if choice is IdentityChoice.ANONYMOUS or contact is None:
        return Reporter(choice=choice)
    typed = contact.cleaned_data
    notify = typed["email"] if typed["notify"] else ""
    return Reporter(choice=choice, name=typed["name"], email=typed["email"], phone=typed["phone"], notify=notify)
