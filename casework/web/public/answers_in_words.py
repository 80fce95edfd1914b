"""The answers of a report in words: of each page for its check, of the short way beside its page, of another tab."""

from typing import cast

from django.utils.translation import gettext as _

from casework.forms.complaint import QUESTIONS, Evidence, Question, ShortWay
from casework.forms.complaint.people import KeepAway
from casework.queries.conflicts.keep_away import Unread, unread_lines
from casework.vocabulary.report_fields import DANGER, YES
from casework.web.public.writing import CHECK, Writing, parts_of
from casework.web.shared.context import Context

AFTER_STORY = ("who", CHECK)


def danger_was_said(draft: Writing, page: str) -> bool:
    """Whether this is a page to which the story leads, and says that somebody is in danger now."""
    return page in AFTER_STORY and (draft.typed("what") or {}).get(DANGER) == [YES]


def answers_elsewhere(draft: Writing, form: Question) -> list[Context]:
    """Return what a page holds that another tab has saved meanwhile."""
    return [row for part in parts_of(form.page) for row in answers_shown(draft.form(part))]


def other_rows(draft: Writing) -> list[Context]:
    """Return what the reporter answered beside the page of the short way."""
    ticked = (draft.typed(KeepAway.page) or {}).get("keep_away_from")
    others = [page for page in draft.pages if page not in ShortWay.parts or (page == KeepAway.page and ticked)]
    return [row for page in others for row in linked_rows(draft, page)] if others else []


def linked_rows(draft: Writing, page: str) -> list[Context]:
    part = part_of(draft, page, draft.answered.get(page))
    return [{**row, "href": part["href"]} for row in part["rows"]]


def answers_shown(form: Question) -> list[Context]:
    """Return what a page holds, for a summary; nothing of one that does not hold together."""
    return [{"key": key, "value": value} for key, value in form.rows()] if form.is_valid() else []


def part_of(draft: Writing, page: str, form: Question | None) -> Context:
    """Return what the check shows of one page: its name, where it is changed, and its rows."""
    title = str(QUESTIONS[page].short)
    shown = {"title": title, "href": draft.from_check(page), "rows": rows_of(draft, page, form, title)}
    return {**shown, "unread": unread(draft, form)} if isinstance(form, KeepAway) else shown


def unread(draft: Writing, form: KeepAway) -> list[Unread]:
    """Return the lines about who must not see the report that may hold it back; the offices are read if there are lines."""
    lines = form.cleaned_data["keep_away"]
    return unread_lines(lines, draft.asked.reported, draft.asked.offices) if lines else []


def rows_of(draft: Writing, page: str, form: Question | None, title: str) -> list[Context]:
    """Return the rows of one page; one that asks for an answer when there is none. A row may be named as the page is."""
    if form is None:
        return [{"key": title, "value": _("Not answered yet")}]
    if page == "evidence":
        files = {file.id: file.description.name for file in draft.files}
        said = {note.file: note.caption for note in cast(Evidence, form).notes}
        names = [": ".join(filter(None, (files[file], said.get(file)))) for file in {**said, **files} if file in files]
        return [{"key": title, "value": "\n".join(names) or _("No file")}]
    return [{"key": str(key), "value": value} for key, value in form.rows_to_check()]
