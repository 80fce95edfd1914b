"""Words of a task on an officer's first page: in a line of its own, or under a step that is late in the same case."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casework.queries.case.tasks import FirstTask
from casework.queries.wording.short_labels import short_day
from notifications.today.words import cut_at_a_word

TASK_CHARS = 60


def words_of_task(task: FirstTask) -> str:
    """Return the first words of a task, how many more there are, and who asked for it."""
    words = _first_words(task)
    return _("%(words)s – asked by %(who)s") % {"words": words, "who": task.asked_by} if task.asked_by else words


def words_beside(task: FirstTask, zone: ZoneInfo) -> str:
    """Return words such as “Ines Intake asked on 30 November, to be done by 3 December: How far is this?”."""
    said = {"words": _first_words(task), "who": task.asked_by, "day": short_day(task.at.astimezone(zone).date())}
    if not task.asked_by:
        return _("Your task: %(words)s") % said
    if task.due_on is None:
        return _("%(who)s asked on %(day)s: %(words)s") % said
    return _("%(who)s asked on %(day)s, to be done by %(due)s: %(words)s") % (said | {"due": short_day(task.due_on)})


def _first_words(task: FirstTask) -> str:
    words = cut_at_a_word(task.words or "", TASK_CHARS)
    more = ngettext("%(words)s (and %(n)s more)", "%(words)s (and %(n)s more)", task.more)
    return more % {"words": words, "n": task.more} if task.more else words
