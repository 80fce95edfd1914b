"""The form of the answer: each allegation as a whole and, where it has several, by its particulars."""

from collections.abc import Iterator, Sequence

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Cleaned, Label, Reasons, VerbForm
from casework.forms.files import ANY_FILE, Files
from casework.procedure.notice.guards import unanswered_allegations
from casework.queries.wording.short_labels import short_label
from casework.record.state import Allegation
from casework.vocabulary import ADMITTING, Answer
from ledger.canonical import JsonObject, Values

PARTLY_HINT = _("Say which, beside each particular.")
NOT_ADMITTED = _("This is not an admission.")
ANSWERS = [
    (Answer.ADMIT, _("I admit this")),
    (Answer.FACTS, _("The facts are right, but it was no breach")),
    (Answer.PARTLY, _("Some of it")),
    (Answer.DENY, _("I deny this")),
    (Answer.NO_COMMENT, _("I do not comment on this")),
]
OF_A_PARTICULAR = [
    (Answer.ADMIT, _("I admit it")),
    (Answer.DENY, _("I deny it")),
    (Answer.NO_COMMENT, _("No comment")),
]
NEED_REASONS = frozenset({Answer.FACTS, Answer.PARTLY, Answer.DENY})
AGREES = {
    Answer.ADMIT: frozenset({Answer.ADMIT}),
    Answer.FACTS: frozenset({Answer.ADMIT}),
    Answer.PARTLY: frozenset(Answer),
    Answer.DENY: frozenset({Answer.DENY, Answer.NO_COMMENT}),
    Answer.NO_COMMENT: frozenset({Answer.NO_COMMENT}),
}
"""Which answers to a particular agree with the answer to the whole."""


class RespondToNoticeForm(VerbForm):
    """Asks for an answer, with reasons, to each unanswered allegation and, where one has several, to its particulars."""

    summary = Reasons(
        label=_("What the person who reported may read of your answer"),
        help_text=_("Leave this empty and they are told only whether you admit, deny or do not comment."),
        max_length=10_000,
        required=False,
    )
    papers = Files(
        label=_("Your evidence"),
        required=False,
        help_text=format_lazy("{any} {most}", any=ANY_FILE, most=_("Ten files at most.")),
        most=10,
    )

    def prepare(self) -> None:
        self.asked = unanswered_allegations(self.view.allegations.all) if self.view else ()
        for one in self.asked:
            self.fields |= dict(_fields_of(one))
        self.order_fields([name for name in self.fields if "_" in name])

    def clean(self) -> Cleaned:
        """Return the answers as the step takes them."""
        cleaned = super().clean()
        for one in self.asked:
            self._check_agreement(one, cleaned)
            self._check_reasons(one, cleaned)
        if self.errors:
            return cleaned
        return {
            "allegations": tuple(one.id for one in self.asked),
            "answers": tuple(cleaned[answer_field(one)] for one in self.asked),
            "particulars": tuple(
                cleaned[name]
                for one in self.asked
                if cleaned[answer_field(one)] is Answer.PARTLY
                for name in particular_fields(one)
            ),
            "reasons": [_reasons_on(one, cleaned) for one in self.asked],
            "summary": cleaned["summary"],
            "files": cleaned["papers"],
        }

    def _check_agreement(self, one: Allegation, cleaned: Cleaned) -> None:
        """Refuse an answer to a particular that says otherwise than the answer to the whole, and a part that is missing."""
        whole, names = cleaned.get(answer_field(one)), particular_fields(one)
        if not whole:
            return
        said = [cleaned.get(name) or None for name in names]
        for name, answer in zip(names, said, strict=True):
            if answer is None and whole is Answer.PARTLY:
                self.add_error(name, _("Say whether you admit this particular."))
            if answer is not None and answer not in AGREES[whole]:
                self.add_error(name, _("This differs from your answer to the whole. Change one of the two."))
        if whole is Answer.PARTLY and None not in said and len({one is Answer.ADMIT for one in said}) == 1:
            self.add_error(answer_field(one), _("“Some of it” means that you admit one particular and not another."))

    def _check_reasons(self, one: Allegation, cleaned: Cleaned) -> None:
        """Ask for reasons, on the whole or on a particular, where something is denied."""
        written = [cleaned.get(name) for name in (reasons_field(one), *particular_reasons(one))]
        if cleaned.get(answer_field(one)) in NEED_REASONS and not any(written):
            self.add_error(reasons_field(one), _("Give your reasons for this answer."))


def admits_something(answers: Values) -> bool:
    """Whether the cleaned answers admit anything: facts need no more proof then."""
    return bool(ADMITTING.intersection(answers["answers"]))


def answer_field(one: Allegation) -> str:
    return f"answer_{one.id.hex}"


def reasons_field(one: Allegation) -> str:
    return f"reasons_{one.id.hex}"


def particular_fields(one: Allegation) -> list[str]:
    """Return the fields of the answers to each particular; none where the allegation has only one."""
    return [f"particular_{one.id.hex}_{n}" for n in _numbers(one)]


def particular_reasons(one: Allegation) -> list[str]:
    return [f"because_{one.id.hex}_{n}" for n in _numbers(one)]


def _numbers(one: Allegation) -> range:
    several = len(one.kinds) if len(one.kinds) > 1 else 0
    return range(1, several + 1)


def _fields_of(one: Allegation) -> Iterator[tuple[str, forms.Field]]:
    what = short_label(one)
    choices = [choice for choice in ANSWERS if choice[0] is not Answer.PARTLY or len(one.kinds) > 1]
    yield answer_field(one), _radio(_("Your answer to the allegation under %(what)s") % {"what": what}, choices)
    for n, (answer, reasons) in enumerate(zip(particular_fields(one), particular_reasons(one), strict=True), 1):
        named = {"n": n, "what": what}
        words = _("Your answer to particular %(n)s of the allegation under %(what)s") % named
        yield answer, _radio(words, OF_A_PARTICULAR, required=False)
        because = _("Why, on particular %(n)s of the allegation under %(what)s") % named
        yield reasons, Reasons(label=because, max_length=20_000, required=False)
    yield (
        reasons_field(one),
        Reasons(
            label=_("Your reasons on the allegation under %(what)s") % {"what": what},
            help_text=_("If you admit it or do not comment, you may leave this empty."),
            max_length=20_000,
            required=False,
        ),
    )


def _radio(label: Label, choices: Sequence[tuple[Answer, Label]], *, required: bool = True) -> forms.TypedChoiceField:
    hints = {Answer.PARTLY.value: PARTLY_HINT, Answer.NO_COMMENT.value: NOT_ADMITTED}
    widget = forms.RadioSelect(attrs={"choice_hints": hints if required else {}})
    return forms.TypedChoiceField(
        label=label, coerce=Answer, choices=choices, widget=widget, required=required, empty_value=None
    )


def _reasons_on(one: Allegation, cleaned: Cleaned) -> JsonObject:
    """Return what is sealed of an answer: the allegation's short name, its reasons, and what was said of each particular."""
    said: JsonObject = {"allegation": short_label(one), "reasons": cleaned[reasons_field(one)]}
    of_each = [
        {
            "particular": str(n),
            "answer": (cleaned[answer] or cleaned[answer_field(one)]).value,
            "reasons": cleaned[reasons],
        }
        for n, (answer, reasons) in enumerate(zip(particular_fields(one), particular_reasons(one), strict=True), 1)
    ]
    return said | {"particulars": of_each} if of_each else said
