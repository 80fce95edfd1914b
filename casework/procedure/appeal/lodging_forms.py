"""The forms with which a side appeals: its grounds, each with its words and with what is new."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Reasons, VerbForm
from casework.forms.files import ANY_FILE, Files
from casework.procedure.appeal_evidence.pieces import NewOnGround
from casework.queries.decisions.appeal_grounds import GROUND_TESTS, grounds_of, statement_of
from casework.vocabulary import Seat


class LodgeAppealForm(VerbForm):
    """Asks for the grounds, and for each what it rests on; `statement` has what is said on all of them."""

    gives = frozenset({"codes", "grounds", "new"})
    first: ClassVar[tuple[str, ...]] = ()
    """The fields that stand before the grounds."""
    takes_evidence: ClassVar[bool] = True
    file_beginnings: ClassVar[tuple[str, ...]] = ("new_",)

    grounds = forms.MultipleChoiceField(
        label=_("Why is the decision wrong?"),
        help_text=_("Choose every ground you rely on. Nothing else is looked at again."),
        error_messages={"required": _("Choose at least one ground.")},
        widget=forms.CheckboxSelectMultiple,
    )
    statement = Reasons(
        label=_("What is to be said on all grounds together"),
        help_text=_("It need not be in legal words. Leave it empty if you have written all of it beside the grounds."),
        max_length=20_000,
        required=False,
    )

    def prepare(self) -> None:
        """Offer the grounds of the side that acts, or all grounds if nobody acts, each with room for its own words."""
        society = self.acting.as_(Seat.INVESTIGATOR) if self.acting else None
        offered = grounds_of(self.view, society) if self.view else []
        self.set_choices("grounds", choices=offered)
        for code, meaning in offered:
            self.fields[f"on_{code}"] = _words_on(code, meaning)
            if self.takes_evidence:
                self.fields |= _new_on(code, meaning)
        own = [name for name in self.fields if name.startswith(("on_", "new_", "why_"))]
        self.order_fields([*self.first, "grounds", *own])

    @property
    def parts(self) -> list[tuple[forms.BoundField, list[forms.BoundField], bool]]:
        """The fields of each ground: its words, what is new on it, and whether the latter was begun."""
        found = []
        for name in [one for one in self.fields if one.startswith("on_")]:
            code = name.removeprefix("on_")
            new = [self[one] for one in (f"new_{code}", f"why_{code}") if one in self.fields]
            begun = any(one.errors or one.value() for one in new) or bool(self.chosen_files.get(f"new_{code}"))
            found.append((self[name], new, begun))
        return found

    def clean(self) -> Cleaned:
        """Ask for words on each chosen ground. Words on a ground that was not chosen are not lost silently."""
        cleaned = super().clean()
        chosen, statement = cleaned.get("grounds", []), cleaned.get("statement")
        written = {name.removeprefix("on_") for name in self.fields if name.startswith("on_") and cleaned.get(name)}
        if chosen and not statement and not written:
            self.add_error("statement", _("Say why, under each ground or here."))
        for code in chosen if written and not statement else ():
            if code not in written:
                self.add_error(f"on_{code}", _("Say why this ground applies, or untick it above."))
        for code in written - set(chosen):
            self.add_error(
                f"on_{code}", _("You wrote about this ground but did not tick it. Tick it above, or delete this text.")
            )
        for code in self._grounds_with_evidence(cleaned):
            self._check_new(code, cleaned)
        return cleaned

    def _grounds_with_evidence(self, cleaned: Cleaned) -> list[str]:
        codes = [name.removeprefix("new_") for name in self.fields if name.startswith("new_")]
        return [code for code in codes if cleaned.get(f"new_{code}") or cleaned.get(f"why_{code}")]

    def _check_new(self, code: str, cleaned: Cleaned) -> None:
        """Require a reason and a file for new evidence, and that its ground is chosen."""
        if not cleaned.get(f"why_{code}"):
            self.add_error(f"why_{code}", _("Say why this could not come before the decision."))
        if not cleaned.get(f"new_{code}") and f"new_{code}" not in self.errors:
            self.add_error(f"new_{code}", _("Choose the file, or delete the reason below."))
        if code not in cleaned.get("grounds", []):
            self.add_error(f"new_{code}", _("You did not tick this ground. Tick it above, or remove this file."))

    def step_input(self) -> Cleaned:
        cleaned, meanings = self.cleaned_data, dict(grounds_of(self.view)) if self.view else {}
        pieces = [(meanings[code], cleaned.get(f"on_{code}") or "") for code in cleaned["grounds"]]
        said = {"codes": cleaned["grounds"], "grounds": statement_of([("", cleaned["statement"]), *pieces])}
        new = [
            NewOnGround(code=code, cause=cleaned[f"why_{code}"], files=tuple(cleaned[f"new_{code}"]))
            for code in self._grounds_with_evidence(cleaned)
        ]
        return said | {"new": new} if self.takes_evidence else said


class ApplyLateForm(LodgeAppealForm):
    gives = frozenset({"cause", "codes", "grounds"})
    first = ("cause",)
    takes_evidence = False
    file_beginnings = ()

    cause = Reasons(
        label=_("What kept you from appealing in time?"),
        help_text=_("Illness, an accident, a letter that did not arrive: say what it was and until when."),
        max_length=10_000,
    )

    def step_input(self) -> Cleaned:
        return super().step_input() | {"cause": self.cleaned_data["cause"]}


def _words_on(code: str, meaning: str) -> Reasons:
    return Reasons(label=meaning, help_text=str(GROUND_TESTS.get(code, "")), max_length=10_000, required=False)


def _new_on(code: str, meaning: str) -> dict[str, forms.Field]:
    """Return the fields for what is new on a ground: the files, and why they could not come before."""
    return {
        f"new_{code}": Files(
            label=_("New evidence on: %(ground)s") % {"ground": meaning},
            help_text=ANY_FILE,
            required=False,
            most=5,
        ),
        f"why_{code}": Reasons(
            label=_("Why it could not come before: %(ground)s") % {"ground": meaning},
            help_text=_("When you learned of it, and what kept you from sending it."),
            max_length=5_000,
            required=False,
        ),
    }
