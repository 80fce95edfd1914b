"""The forms in which an officer chooses several letters of a case at once: each letter becomes a step of its own."""

from collections.abc import Collection
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.forms.base import Cleaned, Label, VerbForm
from casework.procedure.service.forms import PostedBy, PostingForm, RecordServiceForm, RemindReaderForm
from casework.procedure.service.guards import copy_is_whole
from casework.record.state.service import Sent
from casework.vocabulary import Verb

OWN_PROOF = "proof_of_"
"""The beginning of the name of the field for what the proof of one letter alone says."""
MOST_WORDS = 500


class SomeLetters(forms.MultipleChoiceField):
    """Letters to tick. One that cannot be chosen any more is refused by its own step, so that the others go on."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: object) -> bool:
        """Accept any key: the step of the letter checks it."""
        return bool(value)


def letters_field() -> SomeLetters:
    return SomeLetters(
        label=gettext_lazy("Which letters"),
        help_text=gettext_lazy("Tick all that were sent in this way on the same day."),
    )


class SeveralLetters(PostingForm):
    """Asks for letters, and for the proof of all of them, of each, or both. It is never sent whole: see `typed_for`."""

    proof_of_all: Label = gettext_lazy(
        "It counts for all letters that you tick. Below you can enter what is true of one letter alone."
    )

    def prepare(self) -> None:
        super().prepare()
        field, proof = self.fields["letter"], self.fields["proof"]
        assert isinstance(field, SomeLetters)
        signed = {one.subject for one in self.view.proposals.all_of(Verb.RECORD_SERVICE)} if self.view else set()
        hints: dict[str, str] = dict(field.widget.attrs.get("choice_hints", {}))
        for key, name in cast("list[tuple[str, str]]", list(cast("Any", field.choices))):
            about = key_of_letter(key)
            hints |= {key: _("Its proof waits for a signature. A new one takes its place.")} if about in signed else {}
            label = _("Its own number or words: %(letter)s") % {"letter": name}
            self.fields[f"{OWN_PROOF}{about}"] = forms.CharField(label=label, max_length=MOST_WORDS, required=False)
        field.widget.attrs["choice_hints"] = hints
        proof.help_text = f"{proof.help_text} {self.proof_of_all}"

    def may_post(self, letter: Sent) -> bool:
        """Whether the person can print all of a letter, or nobody can: nobody signs a proof in this form."""
        if self.view is None or self.acting is None:
            return True
        return copy_is_whole(PostedBy(view=self.view, acting=self.acting), letter.about)

    def clean(self) -> Cleaned:
        cleaned = VerbForm.clean(self)
        ticked = [key_of_letter(key) for key in cleaned.get("letter", ())]
        known = [one for about in ticked if self.view and about and (one := self.view.service.letter(about))]
        if known and not any(map(self.is_printed_by_others, known)):
            self.errors.pop("whole", None)
        if ticked and all(cleaned.get(f"{OWN_PROOF}{about}") for about in ticked):
            self.errors.pop("proof", None)
        return cleaned


class SeveralProofsForm(SeveralLetters, RecordServiceForm):
    """The proof that several letters were sent."""

    letter = letters_field()


class SeveralRemindersForm(SeveralLetters, RemindReaderForm):
    """The posting of several reminders."""

    letter = letters_field()


def key_of_letter(choice: str) -> UUID | None:
    """Return the letter that a choice of these forms names; None for what is no choice."""
    try:
        return UUID(choice.partition(":")[0])
    except ValueError:
        return None


def typed_for(data: QueryDict, choice: str) -> QueryDict:
    """Return what the form of one letter gets of what was typed for several: first its own proof, then that of all."""
    own, typed = data.get(f"{OWN_PROOF}{key_of_letter(choice)}", ""), data.copy()
    for name in [name for name in typed if name.startswith(OWN_PROOF)]:
        del typed[name]
    typed["letter"] = choice
    typed["proof"] = "\n".join(words for words in (own.strip(), data.get("proof", "").strip()) if words)
    return typed


def typed_for_each(data: QueryDict) -> list[tuple[str, QueryDict]]:
    """Return each letter that was ticked, once, with what the form of that letter gets."""
    return [(choice, typed_for(data, choice)) for choice in dict.fromkeys(data.getlist("letter"))]


def without_letters(typed: dict[str, list[str]], done: Collection[str]) -> dict[str, list[str]]:
    """Return what was typed for several letters, without those whose step was taken."""
    gone = {f"{OWN_PROOF}{key_of_letter(one)}" for one in done}
    left = {name: texts for name, texts in typed.items() if name not in gone}
    return left | {"letter": [one for one in typed.get("letter", []) if one not in done]}
