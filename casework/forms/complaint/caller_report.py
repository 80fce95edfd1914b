"""A report that an officer takes down for a caller: the questions of the public report, on one page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed
from casework.forms.complaint.base import NO_ANSWER, Asked, Question, Row, Words
from casework.forms.complaint.pages import QUESTIONS
from casework.forms.complaint.report import report_from
from casework.forms.complaint.reporter import Contact
from casework.forms.dates import DateParts
from casework.vocabulary import IdentityChoice, Report, ReportWay, TakenDown
from casework.vocabulary.report_fields import DANGER, YES

type Typed = Mapping[str, list[str]]

KEEP_AWAY = "keep-away"
"""The page whose boxes and lines are one question: either of them answers it."""
WANTED = frozenset({"call", "keep-away", "what", "who", "you", "contact"})
"""The pages that every report needs. The other pages are left out if they are blank."""


class Call(Question):
    """How and when the report reached the officer."""

    page, title, short = "call", _("How it reached you"), _("How it reached us")
    came = forms.TypedChoiceField(
        label=_("How it reached you"),
        coerce=ReportWay,
        choices=ReportWay.choices,
        widget=forms.RadioSelect,
        initial=ReportWay.TELEPHONE,
    )
    received = DateParts(label=_("Day received"))
    said = Confirmed(label=_("Said, and the caller wants to go on"))

    def prepare(self) -> None:
        self.fields["said"].error_messages["required"] = str(_("Say this to the caller, and tick the box."))
        received = cast(DateParts, self.fields["received"])
        received.latest, received.initial = (lambda: self.asked.today), self.asked.today


class ReadBack(forms.Form):
    """What the officer confirms last. They tick the two boxes as the caller answers."""

    read_back = Confirmed(
        label=_("I have read all of it back, and the caller agrees"),
        missing=_("Read all of it back first. Tick the box when the caller agrees."),
    )
    declared = Confirmed(
        label=_("The caller says that it is true as far as they know"),
        missing=_("Ask the caller whether it is true as far as they know, and tick the box."),
    )


ASKED: Mapping[str, tuple[type[Question], Words]] = {
    "call": (Call, ""),
    "risk": (QUESTIONS["risk"], _("Is anybody in danger now? Are you afraid of anything?")),
    "keep-away": (
        QUESTIONS["keep-away"],
        _("Before you tell me anything: is there somebody here who must not see this? It can be me."),
    ),
    "what": (QUESTIONS["what"], _("What happened? In your own words, in any order.")),
    "who": (QUESTIONS["who"], _("Who is it about, and where do they work?")),
    "when": (QUESTIONS["when"], _("When was it, and where? A guess will do.")),
    "elsewhere": (QUESTIONS["elsewhere"], _("Did you tell anybody else? What would put it right?")),
    "you": (QUESTIONS["you"], _("Do you want to give your name? You need not.")),
    "contact": (QUESTIONS["contact"], _("What is your name, and how may we reach you?")),
}
"""The pages in the order of the call, each with what the officer says: danger first, then who must not see the report."""
DETAILS = "_details"
ASKS_FOR_DETAILS = (YES, DANGER)
"""The answers after which a question asks for details."""
WITH_NAME = ([IdentityChoice.OPEN.value], [IdentityChoice.CONFIDENTIAL.value])
FOLDED = frozenset({"last", "known", "place", "witnesses", "elsewhere_details", "notify"})
"""The fields that few callers need: they stay folded until one of them is filled in."""
MOVED = {DANGER: "risk"}
"""Fields that are asked under a different question on the phone than on the public report, each with that question."""

LABELS = {"keep_away": _("Names or offices, one a line")}
"""Labels of fields that the public report names in the heading above them."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One question: what the officer says, and its fields. The folded fields are unfolded if one of them is filled in.

    `moved`: fields of other pages that are asked for here, first.
    """

    said: Words
    form: Question
    moved: tuple[BoundField, ...] = ()

    @property
    def main(self) -> list[BoundField]:
        own = [field for field in self.form if field.name not in {*FOLDED, *MOVED} and not self._is_spare(field)]
        return [*self.moved, *own]

    @property
    def is_optional(self) -> bool:
        """Whether the whole question may stay empty. One with a field of another page may hold an answer that is needed."""
        return self.form.page not in WANTED and not self.moved

    def _is_spare(self, field: BoundField) -> bool:
        return field.name in self.form.spare and not is_filled(field)

    @property
    def more(self) -> list[BoundField]:
        return [field for field in self.form if field.name in FOLDED]

    @property
    def is_unfolded(self) -> bool:
        return any(is_filled(field) for field in self.more)


def is_filled(field: BoundField) -> bool:
    """Whether a field holds something, or is wrong."""
    value = field.value()
    return bool(field.errors) or bool(any(value) if isinstance(value, list) else value)


class CallerReport:
    """All questions with what was typed so far. `judged`: it is validated, not only shown again.

    The error summary reads it like a form.
    """

    prefix = None

    def __init__(self, typed: Typed, *, asked: Asked, judged: bool = False) -> None:
        self.typed, self.judged = typed, judged
        shown = {page: _shown(kind, typed, asked) for page, (kind, _said) in ASKED.items()}
        self.wanted = {
            page: _prepared(ASKED[page][0](_to_query_dict(typed), asked=asked)) if judged else form
            for page, form in shown.items()
            if self._is_wanted(page, form)
        }
        forms = shown | self.wanted
        moved = {page: (forms["what"][name],) for name, page in MOVED.items()}
        self.parts = {
            page: Part(said=ASKED[page][1], form=form, moved=moved.get(page, ())) for page, form in forms.items()
        }

    def _is_wanted(self, page: str, form: Question) -> bool:
        """Whether the report includes this page: only a caller who chose so gives a name, and an optional page may be blank."""
        if not self._is_open(page):
            return False
        return page in WANTED or not form.is_blank(form.own_input(self.typed))

    def is_valid(self) -> bool:
        """Whether the report can be filed. Only a judged report can."""
        return all(form.is_valid() for form in self.wanted.values())

    @property
    def errors(self) -> list[object]:
        return [form.errors for form in self.wanted.values() if form.errors] if self.judged else []

    def non_field_errors(self) -> list[str]:
        return [str(error) for form in self.wanted.values() for error in form.non_field_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        return (field for form in self.wanted.values() for field in form)

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Yield each answer of a valid report in words, with the page that asks for it; last, what was not answered."""
        open_pages = [(page, part.form) for page, part in self.parts.items() if self._is_open(page)]
        left_out = [(page, str(form.short)) for page, form in open_pages if page not in self.wanted]
        answers = sorted(self._answers(), key=lambda one: list(ASKED).index(one[0]))
        if not any(page == KEEP_AWAY and value != gettext(NO_ANSWER) for page, (_name, value) in answers):
            left_out.append((KEEP_AWAY, str(self.parts[KEEP_AWAY].form.short)))
        for page, (name, value) in answers:
            if value != gettext(NO_ANSWER):
                yield page, (name, value)
            elif page != KEEP_AWAY:
                left_out.append((page, str(name)))
        if left_out:
            yield left_out[0][0], (_("Not answered"), ", ".join(words for _page, words in left_out))

    def _answers(self) -> Iterator[tuple[str, Row]]:
        """Yield each answer with the page under which it was asked. Answers that were moved to a page come before its own."""
        moved = {self._label(name): page for name, page in MOVED.items()}
        rows = [
            (moved.get(str(row[0]), page), row, page) for page, form in self.wanted.items() for row in _rows_asked(form)
        ]
        yield from ((asked, row) for asked, row, own in rows if asked != own)
        yield from ((asked, row) for asked, row, own in rows if asked == own)

    def _label(self, name: str) -> str:
        form = self.wanted["what"]
        return str(form.row_names.get(name) or form.fields[name].label)

    def _is_open(self, page: str) -> bool:
        """Whether a page is asked at all: only a caller who gives a name is asked for it."""
        return page != Contact.page or self.typed.get("choice") in WITH_NAME

    @property
    def report(self) -> Report:
        return report_from({page: form for page, form in self.wanted.items() if page != Call.page})

    @property
    def taken_down(self) -> TakenDown:
        """How a valid report came. `read_back` is true: it is filed only after the caller has agreed."""
        said = self.wanted[Call.page].cleaned_data
        received: date = said["received"]
        return TakenDown(came=said["came"], received_on=received, read_back=True)


def _rows_asked(form: Question) -> Iterator[Row]:
    """Yield the rows of a page without the details of an answer that asks for none, and without the officer's own tick."""
    answers = form.cleaned_data
    names = [name for name in form.fields if name.endswith(DETAILS) and not answers.get(name)]
    unasked = [name for name in names if answers.get(name.removesuffix(DETAILS)) not in ASKS_FOR_DETAILS]
    labels = {str(form.row_names.get(name) or form.fields[name].label) for name in unasked}
    if isinstance(form, Call):
        labels.add(str(form.fields["said"].label))
    return (row for row in form.rows() if str(row[0]) not in labels)


def _shown(kind: type[Question], typed: Typed, asked: Asked) -> Question:
    """Return a page with what was typed, without validating it."""
    return _prepared(kind(**({"initial": kind.initial_from(typed)} if typed else {}), asked=asked))


def _prepared(form: Question) -> Question:
    """Remove what addresses the reporter from a page: here the officer speaks."""
    form.heading = ""  # type: ignore[misc]  # what the officer says is the heading here
    form.inline = [name for name, field in form.fields.items() if isinstance(field.widget, forms.RadioSelect)]
    if isinstance(form, Contact):
        form.fields["name"].error_messages["required"] = str(
            _("Write the caller’s name, or choose “Anonymously” above.")
        )
    for name, field in form.fields.items():
        field.help_text = ""
        field.label = LABELS.get(name, field.label)
        field.widget.attrs.pop("choice_hints", None)
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 8 if name == "narrative" else 2
    return form


def _to_query_dict(typed: Typed) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data
