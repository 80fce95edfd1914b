"""The answer of a member, page by page: one for each allegation, one for what the reporter may read, and a check at the end.

All pages share the draft of the one step that is taken in the end.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.forms import TypedChoiceField
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from casework.forms.base import VerbForm
from casework.models import Case
from casework.procedure.notice.answer_form import (
    answer_field,
    particular_fields,
    particular_reasons,
    reasons_field,
)
from casework.procedure.notice.guards import unanswered_allegations
from casework.queries.case.sworn_allegations import SwornAllegation
from casework.record.state import Allegation
from casework.verbs import VERBS, answers_in_words
from casework.verbs.answers_in_words import Said
from casework.vocabulary import Answer, Verb
from casework.web.drafts.page import fill_form
from casework.web.drafts.texts import Draft, Part, Typed

ANSWER = VERBS[Verb.RESPOND_TO_NOTICE]
FOR_THE_REPORTER = "reporter"
SUMMARY = "summary"
LINES = 3
"""The height of the field for what is said of a particular."""
ESSENTIAL, ALTERNATIVE = _lazy("Essential"), _lazy("Alternative: one of these is enough")
NOT_BEGUN, BEGUN, DONE = "new", "work", "done"


@dataclass(frozen=True, kw_only=True)
class AnswerPage:
    """One page of the answer. `slug` is the last part of its address; `about` is None for what the reporter may read."""

    slug: str
    part: Part
    about: SwornAllegation | None = None
    one: Allegation | None = None

    @property
    def title(self) -> str:
        return self.about.title if self.about else _("What the person who reported may read")


@dataclass(frozen=True, kw_only=True)
class Task:
    """A line of the list. `tone` and `words` say how far it is; `line` what it is about."""

    page: AnswerPage
    line: str
    tone: str
    words: str | Promise


def pages_of(case: Case, alleged: Mapping[str, SwornAllegation]) -> tuple[AnswerPage, ...]:
    """Return the pages of the answer in their order: the allegations without an answer, then what the reporter may read."""
    asked = unanswered_allegations(case.view.allegations.all)
    last = AnswerPage(slug=FOR_THE_REPORTER, part=Part(name=SUMMARY, holds=lambda name: name == SUMMARY))
    return (*(_page_on(one, n, alleged[one.id.hex]) for n, one in enumerate(asked, 1)), last)


def _page_on(one: Allegation, n: int, about: SwornAllegation) -> AnswerPage:
    key = one.id.hex
    return AnswerPage(slug=str(n), part=Part(name=key, holds=lambda name: key in name), about=about, one=one)


def filled_form(case: Case, draft: Draft) -> VerbForm:
    """Return the form of the whole answer with what is kept of it, validated."""
    typed: MultiValueDict[str, str] = MultiValueDict({name: list(texts) for name, texts in draft.typed.items()})
    form = ANSWER.form(typed, MultiValueDict(), view=case.view, acting=case.acting)
    form.is_valid()
    return form


def form_of_page(case: Case, page: AnswerPage, typed: Typed) -> VerbForm:
    """Return the fields of one page with what was typed, not validated; each asks in the words of the notice."""
    form = ANSWER.form(view=case.view, acting=case.acting)
    form.fields = {name: field for name, field in form.fields.items() if page.part.holds(name)}
    if page.one and page.about:
        _word(form, page.one, page.about, page.slug)
    if typed:
        fill_form(form, typed, {})
    return form


def _word(form: VerbForm, one: Allegation, about: SwornAllegation, slug: str) -> None:
    """Give each field the words of the page, and draw what is asked of a particular small."""
    for name, label in _labels(one, about, slug):
        form.fields[name].label = label
    form.inline, because = particular_fields(one), particular_reasons(one)
    form.expected = [*form.inline, *because, reasons_field(one)]
    for name in because:
        form.fields[name].widget.attrs["rows"] = LINES
    for name, particular in zip(form.inline, about.particulars, strict=True):
        form.fields[name].help_text = ESSENTIAL if particular.essential else ALTERNATIVE


def words_of(case: Case, page: AnswerPage, draft: Draft) -> Said:
    """Return what is kept of one page, as (question, answer) in the words of that page."""
    whole, shown = ANSWER.form(view=case.view), form_of_page(case, page, {})
    labels = {str(whole.fields[name].label): str(field.label) for name, field in shown.fields.items()}
    typed = MultiValueDict({name: list(texts) for name, texts in draft.of(page.part).typed.items()})
    answers = answers_in_words(ANSWER, case.view, typed, reader=case.acting)
    return tuple((labels.get(question, question), said) for question, said in answers)


def _labels(one: Allegation, about: SwornAllegation, slug: str) -> Iterator[tuple[str, str]]:
    yield answer_field(one), _("Your answer to the whole") if about.particulars else _("Your answer")
    yield reasons_field(one), _("Your reasons on the whole") if about.particulars else _("Your reasons")
    named = zip(about.particulars, particular_fields(one), particular_reasons(one), strict=True)
    for n, (particular, answer, because) in enumerate(named, 1):
        yield answer, f"{slug}.{n} {particular.text}"
        yield because, _("Why, in your words: %(number)s") % {"number": f"{slug}.{n}"}


def tasks_of(pages: tuple[AnswerPage, ...], draft: Draft, form: VerbForm) -> tuple[Task, ...]:
    """Return the list of pages, each with how far it is. `form` is the whole answer as `filled_form` returns it."""
    return tuple(_task_of(page, draft, form) for page in pages)


def _task_of(page: AnswerPage, draft: Draft, form: VerbForm) -> Task:
    begun = any(text.strip() for texts in draft.of(page.part).typed.values() for text in texts)
    whole = not any(page.part.holds(name) for name in form.errors)
    if page.one is None:
        words = _("Written") if begun else _("Nothing")
        return Task(
            page=page,
            line=_("They read nothing else of your answer. You may leave this empty."),
            tone=DONE,
            words=words,
        )
    answered = str(form.data.get(answer_field(page.one), ""))
    if begun and whole:
        return Task(page=page, line=_line(page), tone=DONE, words=Answer(answered).label)
    words = _("Begun") if begun else _("Not begun")
    return Task(page=page, line=_line(page), tone=BEGUN if begun else NOT_BEGUN, words=words)


def _line(page: AnswerPage) -> str:
    number = page.about.number if page.about else 0
    several = len(page.about.particulars) if page.about else 0
    said = _("Commitment %(number)s") % {"number": number}
    return (
        f"{said} · {ngettext('%(n)s particular', '%(n)s particulars', several) % {'n': several}}" if several else said
    )


def next_slug(pages: tuple[AnswerPage, ...], page: AnswerPage) -> str:
    """Return the page after one; empty after the last."""
    after = pages.index(page) + 1
    return pages[after].slug if after < len(pages) else ""


def admits(form: VerbForm) -> bool:
    """Whether the answer, as it is kept, admits anything."""
    return any(
        form.data.get(name) in (Answer.ADMIT, Answer.FACTS)
        for name, field in form.fields.items()
        if isinstance(field, TypedChoiceField)
    )
