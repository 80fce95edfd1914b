"""The pages that ask whom the report is about, and who must not see it. Nothing here compares names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned
from casework.forms.complaint.base import LONGEST_NAME, NO_ANSWER, Names, Question, Row
from casework.forms.offices import Box, BoxGroup, PeopleFound, groups_of, is_searched, people_found
from casework.queries.conflicts.keep_away import is_reported
from casework.vocabulary import Accused
from ledger.canonical import Values

type Control = tuple[Box, str, bool]
"""A box, the id of its control, and whether it is ticked."""

MOST_PEOPLE, MOST_TICKED = 10, 1000
PARTS = ("name", "employer", "number", "details")
UNKNOWN, UNKNOWN_OF_SEVERAL = _("I do not know who it was"), _("I do not know all their names")
ALL_NAMED = _("You gave a name and ticked “I do not know who it was”. Change one of them.")
ALL_NAMED_OF_SEVERAL = _(
    "Nobody above is without a name. Open “More about them” of that person and say something about them, or take the tick away."
)
FIND, FIND_NAME, FOUND_FOR = "find", "find_name", "found_for"
"""The button that finds people in office, the field with the name to find, and the name for which the page shows results."""


@dataclass(frozen=True, kw_only=True)
class PersonFields:
    """The fields of one person: those shown, and those that are folded away while nothing is typed in them."""

    shown: tuple[BoundField, ...]
    more: tuple[BoundField, ...]

    @property
    def is_open(self) -> bool:
        return any(field.value() or field.errors for field in self.more)


class Who(Question):
    """One or more people, or the answer that the reporter does not know."""

    page, title, short = "who", _("Who is it about?"), _("Who it is about")
    own_template, person_title = "persons", _("The person")
    lede = _("Write what you know. This page looks nobody up, and tells nobody.")

    def prepare(self) -> None:
        """Add fields for as many people as the page was sent with, at least one."""
        self.people_count = people_in(self.data or self.initial)
        self.expected = [f"name_{number}" for number in range(1, self.people_count + 1)]
        self.fields["people"] = forms.CharField(widget=Counted(self.people_count), required=False, max_length=2)
        for number in range(1, self.people_count + 1):
            self.fields.update(_person(number))
        self.unknown_label = UNKNOWN if self.people_count == 1 else UNKNOWN_OF_SEVERAL
        self.fields["unknown"] = forms.BooleanField(label=self.unknown_label, required=False)

    @property
    def persons(self) -> Iterator[tuple[int, PersonFields]]:
        for number in range(1, self.people_count + 1):
            name, employer, *more = (self[f"{part}_{number}"] for part in PARTS)
            yield number, PersonFields(shown=(name, employer), more=tuple(more))

    @property
    def room(self) -> bool:
        return self.people_count < MOST_PEOPLE

    def clean(self) -> Cleaned:
        """Require a name for each person described, or the tick that it is not known."""
        cleaned = super().clean()
        numbers = [number for number, accused in self._written(cleaned)]
        wrong = any(name.rpartition("_")[0] in PARTS for name in self.errors)
        nameless = [number for number in numbers if not cleaned.get(f"name_{number}")]
        if cleaned.get("unknown"):
            if numbers and not nameless:
                self.add_error("unknown", ALL_NAMED if self.people_count == 1 else ALL_NAMED_OF_SEVERAL)
        elif not wrong and (nameless or not numbers):
            place = nameless[0] if nameless else 1
            said = _("Give a name, or tick “%(label)s” further down.")
            self.add_error(f"name_{place}", said % {"label": self.unknown_label})
        return cleaned

    @property
    def accused(self) -> tuple[Accused, ...]:
        """The people of a valid page, without those whose fields are empty."""
        written = [accused for _, accused in self._written(self.cleaned_data)]
        return tuple(written) or (Accused(unknown=True),)

    def rows(self) -> list[Row]:
        return [(self.short, _in_words(accused)) for accused in self.accused]

    def _written(self, cleaned: Cleaned) -> Iterator[tuple[int, Accused]]:
        for number in range(1, self.people_count + 1):
            parts = {part: cleaned.get(f"{part}_{number}") or "" for part in PARTS}
            if any(parts.values()):
                yield number, Accused(**parts, unknown=bool(cleaned.get("unknown")) and not parts["name"])


class NamesWritten(Question):
    """Lines in the reporter's own words about who must not see the report."""

    keep_away = Names(
        label=_("Anybody else? One person a line"),
        help_text=_(
            "A name, a nickname, “his sister on the board”. If a line fits nobody in office, your report waits until one"
            " person from outside has said whom you mean. That person sees only the line."
        ),
    )

    def clean_keep_away(self) -> tuple[str, ...]:
        """Refuse a line without a letter or digit: it can name nobody."""
        lines: tuple[str, ...] = self.cleaned_data["keep_away"]
        if any(not any(char.isalnum() for char in line) for line in lines):
            raise forms.ValidationError(_("Say in words whom you mean: one of your lines has no letter in it."))
        return lines


class KeepAway(NamesWritten):
    """Boxes for offices and people in office, and lines in the reporter's own words."""

    page, title, short = "keep-away", _("Who must not see this?"), _("Who must not see this")
    own_template = "keep_away"
    lede = _(
        "The person you report is always shut out: do not write them here. Tick everybody close to them or to you: they"
        " never see your report. If you know nobody here, continue."
    )
    row_names = {"keep_away_from": _("Who must not see this: ticked"), "keep_away": _("Who must not see this: written")}
    keep_away_from = forms.MultipleChoiceField(
        label=_("People in office who could come to see your report"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Somebody you ticked is no longer in office. Check the boxes again.")},
    )

    def prepare(self) -> None:
        self.set_choices("keep_away_from", choices=self._box_choices)

    def rows_to_check(self) -> list[Row]:
        """Return what was ticked and written, or one line that nobody was."""
        return [row for row in self.rows() if row[1] != gettext(NO_ANSWER)] or [
            (self.short, gettext("You named nobody"))
        ]

    def _box_choices(self) -> list[tuple[str, str]]:
        """Return the choices. The offices are read only if the page is shown or a box was ticked."""
        return [(box.value, box.label) for group in self.listed for box in group.boxes]

    @cached_property
    def listed(self) -> list[BoxGroup]:
        return groups_of(self.asked.offices)

    @cached_property
    def is_searched(self) -> bool:
        """Whether the page finds people by name instead of listing them."""
        return is_searched(self.asked.offices)

    @property
    def sought(self) -> str:
        """The name to find. It is kept with the answers while the report is written, but it is not an answer."""
        return str((self.data or self.initial).get(FIND_NAME, ""))

    def own_input(self, typed: Mapping[str, list[str]]) -> dict[str, list[str]]:
        sought = [text[:LONGEST_NAME] for text in typed.get(FIND_NAME, [])[-1:] if text]
        return super().own_input(typed) | ({FIND_NAME: sought} if sought else {})

    @property
    def reported(self) -> str:
        """The names of the people reported, one a line, for the script that finds names."""
        return "\n".join(self.asked.reported)

    @property
    def seeks_reported(self) -> bool:
        """Whether the name to find is, or is close to, that of a person reported."""
        return is_reported(self.sought, self.asked.reported)

    @cached_property
    def found(self) -> PeopleFound:
        return people_found(self.asked.offices, self.sought, self["keep_away_from"].value() or ())

    @property
    def people(self) -> list[Control]:
        """The boxes of the people found, those who are ticked first, with their controls."""
        boxes = ((box, True) for box in self.found.ticked), ((box, False) for box in self.found.fitting)
        return [(box, f"found_{place}", ticked) for place, (box, ticked) in enumerate(chain(*boxes))]

    @property
    def groups(self) -> Iterator[tuple[BoxGroup, int, list[Control]]]:
        """Yield each group with the number of its ticked boxes, and its boxes with their controls."""
        field, number = self["keep_away_from"], count()
        identifier = "away" if self.is_searched else field.auto_id
        ticked = set(field.value() or ())
        for group in groups_of(self.asked.offices, people=False) if self.is_searched else self.listed:
            boxes = [(box, f"{identifier}_{next(number)}", box.value in ticked) for box in group.boxes]
            yield group, sum(is_ticked for *_, is_ticked in boxes), boxes


class Counted(forms.HiddenInput):
    """A hidden field that always shows the page's own value."""

    def __init__(self, value: object) -> None:
        super().__init__()
        self.value = value

    def format_value(self, value: object) -> str:
        return str(self.value)


def people_in(data: Mapping[str, object]) -> int:
    """Return the number of people that a page was sent with, kept between one and MOST_PEOPLE."""
    said = str(data.get("people", "1"))
    return min(max(int(said), 1), MOST_PEOPLE) if said.isascii() and said.isdigit() and len(said) < 3 else 1


def names_typed(answers: Values) -> tuple[str, ...]:
    """Return the names of the people reported in the answers of a report, finished or not."""
    typed: Mapping[str, list[str]] = answers.get("pages", {}).get(Who.page, {})
    names = (texts[-1].strip() for field, texts in typed.items() if texts and field.startswith("name_"))
    return tuple(filter(None, names))


def change_pressed(posted: Mapping[str, str]) -> str:
    """Return which button was pressed; empty for the one that continues.

    A name that was typed but not searched for yet is searched for first, so Enter in that field searches too.
    """
    sought = posted.get(FIND_NAME, "")
    return posted.get("change", "") or (FIND if sought and sought != posted.get(FOUND_FOR, "") else "")


def change_people(typed: Mapping[str, list[str]], change: str) -> dict[str, list[str]]:
    """Return the input with one more person if `change` is "more", otherwise without the person of that number."""
    if change == FIND:
        return dict(typed)
    people = people_in({name: values[-1] for name, values in typed.items() if values})
    found = {name: values for name, values in typed.items() if name.rpartition("_")[0] not in PARTS}
    stay = [number for number in range(1, people + 1) if str(number) != change]
    for place, old in enumerate(stay, start=1):
        found |= {f"{part}_{place}": typed.get(f"{part}_{old}", [""]) for part in PARTS}
    return {**found, "people": [str(min(max(len(stay) + (change == "more"), 1), MOST_PEOPLE))]}


def place_of_change(typed: Mapping[str, list[str]], change: str) -> str:
    """Return the id of the field where the reader continues after `change`.

    It is the name to find, or the name of the new person, or of the next one.
    """
    if change == FIND:
        return FIND_NAME
    people = people_in({name: values[-1] for name, values in typed.items() if values})
    number = int(change) if change.isascii() and change.isdigit() else people
    return f"id_name_{min(max(number, 1), people)}"


def _person(number: int) -> dict[str, forms.Field]:
    return {
        f"name_{number}": forms.CharField(
            label=_("Their name"), help_text=_("A first name or a nickname will do."), max_length=200, required=False
        ),
        f"employer_{number}": forms.CharField(label=_("Where they work"), max_length=200, required=False),
        f"number_{number}": forms.CharField(label=_("Member number"), max_length=40, required=False),
        f"details_{number}": forms.CharField(
            label=_("Anything else about them"),
            help_text=_("Their role, or where you met them."),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        ),
    }


def _in_words(accused: Accused) -> str:
    name = gettext("I do not know who it was") if accused.unknown else accused.name
    return "\n".join(part for part in (name, accused.employer, accused.number, accused.details) if part)
