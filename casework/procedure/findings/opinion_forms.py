"""The form on which each member of the panel decides each particular, and that of a minority."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Reasons, VerbForm
from casework.forms.fields import YesNo
from casework.record.state import Allegation
from casework.vocabulary import AllegationState
from policy.findings import Opinion, ParticularKind

KIND = {ParticularKind.ESSENTIAL: _("essential"), ParticularKind.ALTERNATIVE: _("alternative")}


class OpinionForm(VerbForm):
    """Asks of each particular of each charge whether it happened, and, if so, whether that breaches the commitment."""

    gives = frozenset({"opinions"})

    def prepare(self) -> None:
        self.charges = charges_in(self)
        for n, charge in enumerate(self.charges, 1):
            for place, kind in enumerate(charge.kinds, 1):
                self.fields |= _questions(n, place, charge, kind, number_in_case(self, charge))
        # Each is needed after "Yes".
        self.expected = tuple(name for name in self.fields if name.startswith("breaches_"))

    def clean(self) -> Cleaned:
        """Ask for the second answer where the first is yes; what did not happen breaches nothing."""
        cleaned = super().clean()
        for name in [each for each in self.fields if each.startswith("breaches_")]:
            happened = cleaned.get(name.replace("breaches", "happened", 1))
            if happened and cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("Say whether it breaches the commitment."))
        return cleaned

    def step_input(self) -> Cleaned:
        return {
            "opinions": tuple(
                tuple(self._opinion(n, place) for place, _kind in enumerate(charge.kinds, 1))
                for n, charge in enumerate(self.charges, 1)
            )
        }

    def _opinion(self, n: int, place: int) -> Opinion:
        happened = bool(self.cleaned_data[f"happened_{n}_{place}"])
        return Opinion(happened=happened, breaches=happened and bool(self.cleaned_data[f"breaches_{n}_{place}"]))


class FirstViewForm(OpinionForm):
    gives = frozenset({"opinions", "typed"})

    def step_input(self) -> Cleaned:
        """Return what was answered, and the same as it was typed: the draft of what the member signs begins with it."""
        typed = {name: [self.data[name]] for name in self.fields if self.data.get(name)}
        return super().step_input() | {"typed": typed}


class MinorityReasonsForm(VerbForm):
    """Asks for reasons on each charge that the member sees otherwise than the panel."""

    gives = frozenset({"reasons"})

    def prepare(self) -> None:
        self.charges = charges_in(self)
        for n, charge in enumerate(self.charges, 1):
            self.fields[f"reasons_{n}"] = Reasons(
                label=_("Allegation %(n)s, commitment %(number)s: why it is not proven as you see it")
                % {"n": number_in_case(self, charge), "number": charge.commitment},
                max_length=20_000,
                required=False,
            )

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if not self.errors and not any(cleaned.values()):
            self.add_error(None, _("Write your reasons on at least one allegation."))
        return cleaned

    def step_input(self) -> Cleaned:
        typed = (self.cleaned_data[f"reasons_{n}"] for n, _charge in enumerate(self.charges, 1))
        return {"reasons": {one.id: text for one, text in zip(self.charges, typed, strict=True) if text}}


def charges_in(form: VerbForm) -> Sequence[Allegation]:
    return form.view.allegations.in_state(AllegationState.CHARGED) if form.view else ()


def number_in_case(form: VerbForm, charge: Allegation) -> int:
    """Return the number of an allegation as the desk and the letters count them."""
    assert form.view is not None
    return form.view.allegations.number_of(charge.id)


def _questions(n: int, place: int, charge: Allegation, kind: ParticularKind, number: int) -> dict[str, forms.Field]:
    named = {"n": number, "place": place, "kind": KIND[kind], "number": charge.commitment}
    if len(charge.kinds) == 1:
        happened = _("Allegation %(n)s: did it happen as alleged?") % named
        breaches = _("Allegation %(n)s: if so, does it breach commitment %(number)s?") % named
    else:
        happened = _("Allegation %(n)s, particular %(place)s (%(kind)s): did it happen?") % named
        breaches = _("Allegation %(n)s, particular %(place)s: if so, does it breach commitment %(number)s?") % named
    return {
        f"happened_{n}_{place}": YesNo(label=happened),
        f"breaches_{n}_{place}": YesNo(label=breaches, required=False),
    }
