"""Forms of service, one a verb."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Confirmed, Reasons, VerbForm
from casework.forms.dates import DateParts
from casework.procedure.service.asked_letters import asked_first, why_not_asked, why_others_print
from casework.procedure.service.guards import ON_PAPER, copy_is_whole, knows_title, prints_whole
from casework.record.clocks import SERVED_ON
from casework.record.rights.hidden_letters import letters_known
from casework.record.rights.posting import nobody_prints
from casework.record.state import CaseView
from casework.record.state.service import Sent
from casework.vocabulary import Channel, Seat, Verb
from casework.vocabulary.letters import LETTERS_TO_THE_MEMBER
from casework.workflow.guard import Acting

CHANNELS = {
    Channel.MAIL: _("By e-mail"),
    Channel.POST: _("By post"),
    Channel.COURIER: _("By courier"),
    Channel.BY_HAND: _("By hand"),
    Channel.DIRECTED: _("In the way that was chosen in “Direct another way of sending”"),
}
ON_PAPER_CHANNELS = [(channel, words) for channel, words in CHANNELS.items() if channel in ON_PAPER]


@dataclass(kw_only=True)
class PostedBy:
    """A case and the person who posts a letter of it, as guards ask."""

    view: CaseView
    acting: Acting


class LetterForm(VerbForm):
    """Asks for a letter that starts a clock and whose arrival is not proven yet. Cleans to `about` and `reader`."""

    nothing = _("No letter to the respondent is still on its way.")

    letter = forms.ChoiceField(label=_("Which letter"), widget=forms.RadioSelect)

    def prepare(self) -> None:
        self.set_choices("letter", choices=self.choices_of(self.view.service.unserved if self.view else ()))

    def choices_of(self, letters: Iterable[Sent]) -> list[tuple[str, str]]:
        """Return letters as choices: each by its event and reader, its name, and the times that it starts.

        A letter whose title the person may not know is named without its title and its times. A letter of which they may not
        know at all is left out.
        """
        if self.view is None:
            return []
        known = PostedBy(view=self.view, acting=self.reader) if self.reader else None
        names = names_of_letters(self.view, self.reader)
        shown = letters_known(self.view, self.reader.seats if self.reader else (), letters)
        times = {one.about: _times(self.view, one) if known and knows_title(known, one) else "" for one in shown}
        return [
            (f"{about}:{Seat.RESPONDENT}", f"{names[about]} ({words})" if words else names[about])
            for about, words in times.items()
        ]

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if "letter" in cleaned:
            about, reader = cleaned.pop("letter").split(":")
            cleaned |= {"about": UUID(about), "reader": Seat(reader)}
        return cleaned

    def why_gone(self, name: str) -> str:
        """Return since when a letter is served that cannot be chosen any more."""
        about, _colon, _reader = str(self[name].value()).partition(":")
        proofs = self.view.service.served if self.view and name == "letter" else ()
        served = next((one for one in proofs if (str(one.about), one.reader) == (about, Seat.RESPONDENT)), None)
        if served is None:
            return super().why_gone(name)
        words = _("The member has opened this letter. It counts as served since %(day)s.")
        words = words if served.opened else _("This letter counts as served since %(day)s.")
        return words % {"day": date_format(served.on, "j F Y")}


class PostingForm(LetterForm):
    """Asks for a letter that was posted whole. A person chooses among those of which they can print all, asked for first.

    A letter that no seat prints whole is posted as somebody else printed it: a box then says that it was all of it.
    """

    step: ClassVar[Verb]
    whole = Confirmed(label=_("I posted the whole letter, as somebody printed it who may read all of it"))

    def offer(self, letters: Sequence[Sent]) -> None:
        """Offer those of the letters that the person can post, and say which of them their first page does not ask for."""
        asked = self.acting.seats if self.acting else frozenset[Seat]()
        ordered = asked_first(self.view, asked, self.step, letters) if self.view else []
        posts = [one for one in ordered if self.may_post(one)]
        self.set_choices("letter", choices=self.choices_of(posts))
        others_print = [one for one in posts if self.is_printed_by_others(one)]
        if not others_print:
            del self.fields["whole"]
        if self.view is None:
            return
        if others_print:
            self.fields["whole"].help_text = why_others_print(self.view, others_print)
        hints = {f"{one.about}:{Seat.RESPONDENT}": why_not_asked(self.view, asked, self.step, one) for one in posts}
        self.fields["letter"].widget.attrs["choice_hints"] = hints

    def may_post(self, letter: Sent) -> bool:
        """Whether the person can print all of a letter, or nobody can.

        It is true where answers are only shown, and for the second signer, who compares the proof and prints nothing.
        """
        if self.view is None or self.acting is None or self.view.proposals.of(Verb.RECORD_SERVICE):
            return True
        return copy_is_whole(PostedBy(view=self.view, acting=self.acting), letter.about)

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        about = self.view.service.letter(cleaned["about"]) if self.view and "about" in cleaned else None
        if about and not self.is_printed_by_others(about):
            self.errors.pop("whole", None)
        return cleaned

    def is_printed_by_others(self, letter: Sent) -> bool:
        """Whether no seat that posts letters prints a letter whole, and the person cannot by another seat of theirs."""
        if self.view is None or not nobody_prints(self.view, letter):
            return False
        return self.acting is None or not prints_whole(PostedBy(view=self.view, acting=self.acting), letter)


class RecordServiceForm(PostingForm):
    step = Verb.RECORD_SERVICE
    gives = frozenset({"about", "reader", "channel", "posted_on", "proof"})

    channel = forms.TypedChoiceField(
        label=_("How it was sent"), coerce=Channel, widget=forms.RadioSelect, choices=ON_PAPER_CHANNELS
    )
    posted_on = DateParts(label=_("Day on which it was sent"))
    proof = Reasons(
        label=_("What the proof says"),
        help_text=_(
            "The number on the receipt, the day on it, and what was signed. Leave the address out. The second person"
            " compares this with the paper."
        ),
        max_length=2_000,
    )

    def prepare(self) -> None:
        self.offer(self.view.service.unserved if self.view else ())
        if self.view and self.view.service.directed:
            self.set_choices("channel", choices=[*ON_PAPER_CHANNELS, (Channel.DIRECTED, CHANNELS[Channel.DIRECTED])])


class RecordBounceForm(LetterForm):
    gives = frozenset({"about", "reader", "channel", "came_back_on"})

    channel = forms.TypedChoiceField(
        label=_("How it was sent"), coerce=Channel, widget=forms.RadioSelect, choices=list(CHANNELS.items())
    )
    came_back_on = DateParts(label=_("Day on which it came back"))


def _times(view: CaseView, letter: Sent) -> str:
    runs = (run for run in view.clocks if run.running and run.about == letter.about and run.name in SERVED_ON)
    return ", ".join(str(run.name.label) for run in runs)


def names_of_letters(view: CaseView, acting: Acting | None) -> Mapping[UUID, str]:
    """Return the name of each letter to the respondent with its day, by its event, as every page calls it.

    A title that `acting` may not know is left out. Letters with the same name and day are numbered; a letter of which `acting`
    may not know does not count.
    """
    known = PostedBy(view=view, acting=acting) if acting else None
    names = {
        one.about: _name(one) if known and knows_title(known, one) else _name_without_title(one)
        for one in view.service.sent
    }
    counted = [one.about for one in letters_known(view, acting.seats if acting else (), view.service.sent)]
    same = Counter(names[about] for about in counted)
    met = Counter[str]()
    for about in counted:
        name = names[about]
        met[name] += 1
        if same[name] > 1:
            names[about] = gettext("%(name)s, letter %(n)s of %(all)s") % {
                "name": name,
                "n": met[name],
                "all": same[name],
            }
    return names


def _name(letter: Sent) -> str:
    words = LETTERS_TO_THE_MEMBER.get(letter.kind.type, letter.kind.title)
    return f"{words}, {date_format(letter.on, 'j F Y')}"


def _name_without_title(letter: Sent) -> str:
    return gettext("Letter of %(day)s to the member") % {"day": date_format(letter.on, "j F Y")}


class RemindReaderForm(PostingForm):
    """Asks for a letter that mail could not deliver to the respondent, and when and how it was posted again."""

    step = Verb.REMIND_READER
    nothing = _("No e-mail about an unserved letter to the member has come back.")
    brought_by: ClassVar = {"letter": Verb.RECORD_BOUNCE}
    gives = frozenset({"about", "channel", "sent_on", "proof"})

    sent_on = DateParts(label=_("Day on which it was posted"))
    proof = Reasons(
        label=_("What the proof of posting says"),
        help_text=_("The number on the receipt and the day on it. Leave the address out."),
        max_length=2_000,
    )

    def prepare(self) -> None:
        known = self.view.service if self.view else None
        self.offer([one for one in known.unserved if known.mail_failed(one.about)] if known else [])

    def step_input(self) -> Cleaned:
        typed = {name: self.cleaned_data[name] for name in ("about", "sent_on", "proof")}
        return typed | {"channel": Channel.POST}


class ProveNonReceiptForm(LetterForm):
    """Asks for a letter that counts as served on the respondent by proof or by time, and why that is wrong."""

    nothing = _("No letter counts as served on the respondent by proof or by time.")
    gives = frozenset({"about", "reader", "reasons"})

    reasons = Reasons(label=_("What is wrong, and what proves it?"), max_length=5_000)

    def prepare(self) -> None:
        known = self.view.service if self.view else None
        served = [one for one in known.sent if known.can_be_taken_back(one.about)] if known else []
        self.set_choices("letter", choices=self.choices_of(served))


class DirectServiceForm(LetterForm):
    gives = frozenset({"about", "reader", "way", "reasons"})

    way = Reasons(label=_("Which way of sending will count?"), help_text=_("Leave the address out."), max_length=2_000)
    reasons = Reasons(label=_("Which two ways have failed, and why will this one do?"), max_length=2_000)
