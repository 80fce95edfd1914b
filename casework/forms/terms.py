"""The form of a sanction's terms: a level with its parts, conditions in words, and the terms of each lower level."""

import re
from collections.abc import Collection
from datetime import date
from itertools import chain
from typing import ClassVar
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Reasons, VerbForm
from casework.record.events import Terms, TermsWithLower
from casework.record.state.terms import lower_levels, lowered, terms_are_lawful
from policy.periods import after
from policy.rules import Level, Period, Rules, Step, Unit

CONDITIONS = range(1, 5)
LONGEST = 3_650

UNLAWFUL = _("Term, return, abeyance or conditions are not those that the ladder has for this level.")
INCOMPLETE = _("A condition needs its words, the proof that is wanted, and its days.")
LACKS = _(
    "%(level)s needs terms of its own: %(least)s to %(most)s. The board may carry it, and nobody else writes them."
)
UNWRITTEN = _("Tick only conditions that are written above.")
LENGTH = re.compile(r"([0-9]{1,4}) ?(days?|months?)?", re.IGNORECASE)
UNITS = _("Write days or months after the number, such as 60 days or 2 months.")


class LengthField(forms.IntegerField):
    """A length in days. Months are counted as days from the day on which they are written. A number needs its unit."""

    widget = forms.TextInput
    today: date | None = None

    def to_python(self, value: object) -> int | None:
        typed = LENGTH.fullmatch(str(value or "").strip())
        if typed and not typed[2] and int(typed[1]):
            raise ValidationError(UNITS)
        if typed and self.today and (typed[2] or "").lower().startswith("month"):
            most = min(int(typed[1]), LONGEST)
            return (after(self.today, Period(length=most, unit=Unit.MONTHS)) - self.today).days
        return super().to_python(typed[1] if typed else value)


class TermsForm(VerbForm):
    """Accepts the terms that the ladder allows."""

    goes_to_a_board: ClassVar[bool] = True
    """Whether a board can carry a lower level, so that each needs terms of its own."""

    chosen: Level | None = None
    """The level that was chosen, whether its terms are right or not."""

    taken_away: frozenset[str] = frozenset()
    """The fields that no level on offer has. Who sends one all the same is refused."""

    level = forms.TypedChoiceField(
        label=_("Recommended level"), coerce=lambda value: Level(int(value)), widget=forms.RadioSelect
    )
    term_days = LengthField(
        label=_("Term, such as 90 days or 3 months, where the level has one"),
        required=False,
        min_value=0,
        max_value=LONGEST,
    )
    no_return_years = forms.IntegerField(
        label=_("Years before a return, for an expulsion"), required=False, min_value=0, max_value=99
    )
    abeyance = forms.TypedChoiceField(
        label=_("Sanction named in abeyance, for probation"),
        coerce=lambda value: Level(int(value)),
        empty_value=None,
        required=False,
    )
    abeyance_days = LengthField(
        label=_("Its term, such as 90 days or 3 months, where it has one"),
        required=False,
        min_value=0,
        max_value=LONGEST,
    )

    def prepare(self) -> None:
        self.fields |= _conditions()
        if self.view is None:
            return
        levels = [(str(level.value), step.words) for level, step in self.view.rules.ladder.items()]
        self.set_choices("level", choices=levels)
        self.set_choices("abeyance", choices=[("", _("None")), *levels])
        if self.goes_to_a_board:
            lower = _lower(self.view.rules)
            self.fields |= lower
            self.expected = lower.keys()
        for field in self.fields.values():
            if isinstance(field, LengthField):
                field.today = self.view.today

    def keep_to(self, levels: Collection[Level]) -> None:
        """Offer these levels alone, and take away what none of them, and none below them, has."""
        assert self.view is not None
        ladder = self.view.rules.ladder
        self.set_choices("level", choices=[(str(one.value), ladder[one].words) for one in ladder if one in levels])
        some = [ladder[level] for level in levels]
        has = {
            ("term_days",): any(step.shortest for step in some),
            ("no_return_years",): any(step.no_return for step in some),
            ("abeyance", "abeyance_days"): any(step.abeyance for step in some),
            tuple(chain(*map(parts_of_condition, CONDITIONS))): any(step.sanction for step in some),
        }
        self.taken_away = frozenset(chain(*(names for names, is_there in has.items() if not is_there)))
        above = {f"lower_{level}_" for level in ladder if level >= max(levels)}
        for name in [one for one in self.fields if one in self.taken_away or one.startswith(tuple(above))]:
            del self.fields[name]

    @property
    def more_conditions(self) -> list[forms.BoundField]:
        """The fields of every condition but the first."""
        names = chain(*map(parts_of_condition, CONDITIONS[1:]))
        return [self[name] for name in names if name in self.fields]

    @property
    def shows_more_conditions(self) -> bool:
        return any(field.errors or field.value() for field in self.more_conditions)

    def clean(self) -> Cleaned:
        cleaned = super().clean()
        if "level" not in self.errors and any(self.data.get(name) for name in self.taken_away):
            self.add_error("level", ValidationError(UNLAWFUL))
        for n in CONDITIONS:
            if len({bool(cleaned.get(name)) for name in parts_of_condition(n)}) > 1:
                self.add_error(f"condition_{n}", ValidationError(INCOMPLETE))
        self.chosen = cleaned.get("level")
        if self.view and self._holds_terms():
            terms, rules, today = self.terms(cleaned), self.view.rules, self.view.today
            lawful = terms_are_lawful(terms, rules, today)
            if self.goes_to_a_board:
                self._check_lower(terms, cleaned, today, lawful=lawful)
            if not lawful:
                self.add_error("level", ValidationError(UNLAWFUL))
        return cleaned

    def _holds_terms(self) -> bool:
        """Whether the fields that make up the terms are right so far. What else is missing is said together with them."""
        parts = ("level", "term_days", "no_return_years", "abeyance", "condition_", "lower_")
        texts = {"lower_level"}
        return not any(name.startswith(parts) for name in self.errors.keys() - texts)

    def _check_lower(self, terms: TermsWithLower, cleaned: Cleaned, today: date, *, lawful: bool) -> None:
        """Add an error to the field of each lower level that lacks what the ladder demands, or keeps what is not there.

        Below terms that are not `lawful` themselves, only a length that is missing is named: the rest follows from these terms.
        """
        assert self.view is not None
        rules = self.view.rules
        for level in terms.lower:
            step = rules.ladder[level]
            below = lowered(_lower_terms(cleaned, step), terms, step)
            fits = terms_are_lawful(below, rules, today) if lawful else bool(cleaned.get(_of_lower(step), True))
            if any(not cleaned.get(f"condition_{n}") for n in cleaned[f"lower_{level}_keeps"]):
                self.add_error(f"lower_{level}_keeps", ValidationError(UNWRITTEN))
            elif not fits:
                self.add_error(_of_lower(step), ValidationError(LACKS, params=_bounds(step)))

    def terms_input(self) -> Cleaned:
        """Return the terms, and for each condition, in the same order, what it asks for and the proof that is wanted."""
        cleaned = self.cleaned_data
        worded = [
            {"asks": cleaned[f"condition_{n}"], "proof": cleaned[f"condition_{n}_proof"]}
            for n in CONDITIONS
            if cleaned.get(f"condition_{n}")
        ]
        return {"terms": self.terms(cleaned), "conditions": worded}

    def terms(self, cleaned: Cleaned) -> TermsWithLower:
        """Return the terms, with a new key for each condition."""
        days = tuple(cleaned[f"condition_{n}_days"] or 0 for n in CONDITIONS if cleaned.get(f"condition_{n}"))
        keys = {n: uuid4() for n in CONDITIONS if cleaned.get(f"condition_{n}")}
        written = self.terms_below(cleaned)
        stays = [
            (keys[n], one.level) for one in written for n in cleaned.get(f"lower_{one.level}_keeps", ()) if n in keys
        ]
        return TermsWithLower(
            level=cleaned["level"],
            term_days=cleaned.get("term_days") or 0,
            no_return_years=cleaned.get("no_return_years") or 0,
            abeyance=cleaned.get("abeyance"),
            abeyance_days=cleaned.get("abeyance_days") or 0,
            conditions=tuple(keys.values()),
            condition_days=days,
            lower=tuple(one.level for one in written),
            lower_days=tuple(one.term_days for one in written),
            lower_no_return_years=tuple(one.no_return_years for one in written),
            lower_keeps=tuple(key for key, _level in stays),
            lower_keeps_at=tuple(level for _key, level in stays),
        )

    def terms_below(self, cleaned: Cleaned) -> list[Terms]:
        """Return the terms of each lower level without conditions; none where no board chooses among them."""
        if self.view is None or not self.goes_to_a_board:
            return []
        return [_lower_terms(cleaned, self.view.rules.ladder[level]) for level in lower_levels(cleaned["level"])]


def parts_of_condition(n: int) -> tuple[str, ...]:
    """Return the names of the fields of a condition."""
    return f"condition_{n}", f"condition_{n}_proof", f"condition_{n}_days"


def _conditions() -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for n in CONDITIONS:
        words = _("Condition %(n)s: what has to be done") % {"n": n}
        found[f"condition_{n}"] = Reasons(label=words, max_length=2_000, required=False)
        wanted = _("Condition %(n)s: the proof that is wanted") % {"n": n}
        found[f"condition_{n}_proof"] = Reasons(label=wanted, max_length=1_000, required=False)
        found[f"condition_{n}_days"] = forms.IntegerField(
            label=_("Condition %(n)s: days from the day the decision is final") % {"n": n},
            required=False,
            min_value=1,
            max_value=LONGEST,
        )
    return found


def _lower(rules: Rules) -> dict[str, forms.Field]:
    """Return, for each level that a board can carry in place of a higher one, its length and the conditions that stay."""
    found: dict[str, forms.Field] = {}
    for level in lower_levels(max(rules.ladder)):
        step = rules.ladder[level]
        named = {"level": step.words}
        if _of_lower(step):
            most = LONGEST if step.shortest else 99
            label = _("If %(level)s: days or months") if step.shortest else _("If %(level)s: years before a return")
            kind = LengthField if step.shortest else forms.IntegerField
            found[_of_lower(step)] = kind(label=label % named, required=False, min_value=0, max_value=most)
        found[f"lower_{level}_keeps"] = forms.TypedMultipleChoiceField(
            label=_("If %(level)s: conditions that stay") % named,
            choices=[(n, str(n)) for n in CONDITIONS],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
    return found


def _of_lower(step: Step) -> str:
    """Return the name of the field for what a lower level needs; empty if it needs nothing."""
    if step.shortest:
        return f"lower_{step.level}_days"
    return f"lower_{step.level}_years" if step.no_return else ""


def _bounds(step: Step) -> dict[str, object]:
    least, most = step.no_return or (step.shortest, step.longest)
    years = _("%(n)s years")
    named = [years % {"n": one} if step.no_return else str(one) for one in (least, most)]
    return {"level": step.words, "least": named[0], "most": named[1]}


def _lower_terms(cleaned: Cleaned, step: Step) -> Terms:
    typed = cleaned.get(_of_lower(step)) or 0
    return Terms(
        level=step.level, term_days=typed if step.shortest else 0, no_return_years=typed if step.no_return else 0
    )
