"""Small closed vocabularies: the answers, outcomes and choices that stand in the clear."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IdentityChoice(TextChoices):
    """How a reporter wants to be known."""

    OPEN = "open", _("Openly")
    CONFIDENTIAL = "confidential", _("In confidence")
    ANONYMOUS = "anonymous", _("Without a name")


TOLD_WITHOUT_NAME = _(
    "Somebody who reports without a name sees only whether the report was received, is being considered, or has been decided."
)
"""What an anonymous reporter is told of the state of a case: any finer would tell who is a member."""


class ReportWay(TextChoices):
    """How a report reached the officer who took it down."""

    TELEPHONE = "telephone", _("By telephone")
    IN_PERSON = "in_person", _("In person")
    LETTER = "letter", _("By letter")


class Origin(TextChoices):
    """What a case that grew out of another is about. It does not say out of which."""

    RETALIATION = (
        "retaliation",
        _("This case is about retaliation: somebody says that they are treated worse because of an earlier case."),
    )
    FALSEHOOD = (
        "falsehood",
        _("This case is about a falsehood: it is said that somebody knowingly lied in an earlier case."),
    )


class IdentityDecision(StrEnum):
    """What was decided about a reporter's identity before the notice goes out."""

    STAYS_SEALED = "stays_sealed"
    RELEASE = "release"
    OTHER_EVIDENCE = "other_evidence"
    ADOPT = "adopt"


class Answer(TextChoices):
    """What a respondent says to one allegation, or to one of its particulars: these are admitted, denied or left open."""

    ADMIT = "admit", _("Admitted")
    FACTS = "facts", _("The facts are admitted, a breach is not")
    PARTLY = "partly", _("Admitted in part")
    DENY = "deny", _("Denied")
    NO_COMMENT = "no_comment", _("No comment")


ADMITTING = frozenset({Answer.ADMIT, Answer.FACTS, Answer.PARTLY})
"""The answers that admit something."""


class Declared(TextChoices):
    """What somebody who is to decide says, before any paper, of their ties to the people of a case."""

    FREE = "free", _("Free: nothing ties me to anybody named here")
    TELL = "tell", _("Something to tell: I think I can sit, but you should know")
    NOT_FREE = "not_free", _("Not free")


class CanCome(TextChoices):
    """Whether somebody can come to a hearing on a day."""

    YES = "yes", _("Yes")
    IF_NEEDED = "if_needed", _("If it must be")
    NO = "no", _("No")


class MinuteKind(TextChoices):
    """What a line of the minute of a hearing holds."""

    SAID = "said", _("Something that was said")
    RULING = "ruling", _("A ruling of the chair")


class VoidFor(StrEnum):
    """Why a ballot was void: a voter was found conflicted, the papers changed, too few took part, or a key was lost."""

    CONFLICT = "conflict"
    PAPERS = "papers"
    ABSENCE = "absence"
    KEYS = "keys"


class Route(StrEnum):
    """How the decision before the board came about."""

    PANEL = "panel"
    CONSENT = "consent"
    BREACH = "breach"


class Channel(StrEnum):
    """How a letter reached, or failed to reach, its reader."""

    PORTAL = "portal"
    MAIL = "mail"
    POST = "post"
    COURIER = "courier"
    BY_HAND = "by_hand"
    DIRECTED = "directed"


class Mention(StrEnum):
    """How strongly a conflict stands."""

    PROVISIONAL = "provisional"
    RECORDED = "recorded"
    LIFTED = "lifted"


class Membership(StrEnum):
    """A respondent's standing, as the registrar records it in a case."""

    MEMBER = "member"
    LAPSED = "lapsed"
    RESIGNED = "resigned"
    SUSPENDED = "suspended"


class LateRuling(StrEnum):
    """What becomes of evidence that came after its time."""

    REFUSED = "refused"
    TAKEN = "taken"
    HEARD = "heard"
    SANCTION_ONLY = "sanction_only"
    FACTS = "facts"


class WithholdingRuling(StrEnum):
    """What becomes of a document that an officer wants to withhold from the member."""

    WITHHELD = "withheld"
    SERVED = "served"
    RETURNED = "returned"


class Scope(StrEnum):
    """What a representative may do in the respondent's place; reading is always included."""

    ANSWER = "answer"
    AGREE = "agree"
    HEARING = "hearing"
    APPEAL = "appeal"
