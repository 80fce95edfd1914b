"""Forms of words to a reporter: they say what may be told of a sanction, and ask once more about words that speak of one."""

import re
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.forms.base import Confirmed, Reasons, VerbForm
from casework.record.rights import rights_of
from casework.record.state import CaseView
from casework.vocabulary import Reading
from casework.vocabulary.states import DECIDED
from casework.workflow.guard import Acting

SPEAKS_OF_SANCTION = re.compile(
    r"\b(?:sanction\w*|reprimand\w*|suspend\w*|suspension\w*|expel\w*|expulsion\w*|fined)\b", re.IGNORECASE
)
KNOWS = frozenset({Reading.READ_FINDINGS, Reading.READ_FINDINGS_SUMMARY, Reading.READ_PACK})
NOT_DECIDED = _("Nothing is decided yet: tell nothing of a sanction.")
NOT_KNOWN = _("You may not know whether the sanction is private: tell nothing of a sanction.")
NONE_STANDS = _("No sanction stands: tell nothing of one.")
PRIVATE = _("The sanction is private: tell nothing of it.")
NOT_SHOWN = _("The sanction is not in the public register now: tell nothing of it.")
PUBLISHED = _("The sanction is in the public register: you may name it.")
NOT_FIRST = _(
    "Do not say anything here that the member has not been told first. A letter tells them once it is served."
)
UNSERVED = _("A letter to the member is not served yet. “How far it has come” says which stage you may name.")
SERVED = _("Every letter to the member so far is served.")
ASKS = _("It says “%(word)s”. %(why)s Take it out, or tick this box.")


class ReporterForm(VerbForm):
    """Words that a reporter reads, in the field `told`. A box stands under them only where they speak of a sanction."""

    told: ClassVar[str]
    warns_of_service: ClassVar[bool] = False
    all_the_same = Confirmed(label=_("I have read it again: send it anyway"))

    def prepare(self) -> None:
        """Say what may be told. Ask about the words only once they are sent."""
        self.may_tell = None if self.view is None else may_be_told(self.view, self.acting)
        self.word = SPEAKS_OF_SANCTION.search(str(self.data.get(self.told) or ""))
        if self.word is None or self.may_tell in (None, PUBLISHED):
            del self.fields["all_the_same"]
        else:
            asked = ASKS % {"word": self.word[0], "why": self.may_tell}
            self.fields["all_the_same"].error_messages["required"] = asked
        if self.may_tell is not None:
            field = self.fields[self.told]
            field.help_text = f"{field.help_text} {self.may_tell}"
        if self.warns_of_service and self.view is not None:
            field = self.fields[self.told]
            field.help_text = f"{field.help_text} {NOT_FIRST} {served_so_far(self.view, self.acting)}".rstrip()
        self.order_fields([self.told])


class StatusForm(ReporterForm):
    told = "next_step"
    next_step = Reasons(
        label=_("What happens next"),
        help_text=_("The reporter reads this, and the respondent if they know of the case. No word of a finding."),
        max_length=2_000,
    )


class FeedbackForm(ReporterForm):
    told = "feedback"
    warns_of_service = True
    feedback = Reasons(
        label=_("What was done with the report, and why"),
        help_text=_(
            "The reporter reads this. Do not address them by name. If the report is not open to you now, say what the case "
            "has come to, as far as the member has been told: the stage, what was done, what comes next."
        ),
    )


class MoreTimeForm(ReporterForm):
    told = "reasons"
    reasons = Reasons(label=_("Why it takes longer"), help_text=_("The reporter reads this."), max_length=2_000)


def served_so_far(view: CaseView, acting: Acting | None) -> str:
    """Say whether the letters to the member are served, to a writer who may know the people of the case; "" if none went."""
    held = (rights_of(seat, view, acting.person) for seat in acting.seats) if acting else ()
    if not view.service.sent or not any(Reading.READ_PEOPLE in rights for rights in held):
        return ""
    return str(UNSERVED if view.service.unserved else SERVED)


def may_be_told(view: CaseView, acting: Acting | None) -> Promise:
    """Return what the writer may tell of a sanction now, and no more than their seats may know of it."""
    if view.state not in DECIDED and not view.sanctions.all:
        return NOT_DECIDED
    held = (rights_of(seat, view, acting.person) for seat in acting.seats) if acting else ()
    if not any(KNOWS & rights for rights in held):
        return NOT_KNOWN
    now = view.sanctions.current
    if now is None:
        return NONE_STANDS
    if not view.rules.ladder[now.level].public:
        return PRIVATE
    return PUBLISHED if view.publication.live and view.publication.shown == now.id else NOT_SHOWN
