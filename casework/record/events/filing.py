"""Events of a report and its intake."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event, Moved, sealed_for
from casework.vocabulary import CaseCompartment, IdentityChoice, Origin, Reading, ReportWay, Verb
from casework.vocabulary.report_fields import SEALS


class CaseFiled(Moved):
    """A report about one person was filed, by the reporter or by an officer for someone.

    `reporter` is None when the Society files itself. `identity` is OPEN or CONFIDENTIAL: only the sealed
    identity shows whether a sealed name was given. `slow`: it came in a flood and waits in the slow lane, and the clocks
    of its reception with it. `danger`: the reporter says that somebody is in danger, or could be harmed soon. `rulebook`:
    the edition that the case keeps. `came`, `received_on` and `read_back`: how and when it reached the officer who took it
    down for a caller, and whether the caller heard it read back and agreed. `origin`: what it is about, if it grew out of
    another case, which it does not name.
    """

    type = "report.received"
    title = _("Report received")
    verb = Verb.FILE_COMPLAINT
    sealed = {name: sealed_for(seal.kept, *seal.readers, room=seal.room) for name, seal in SEALS.items()}
    reporter: UUID | None
    for_someone: bool
    identity: IdentityChoice
    commitments: tuple[int, ...]
    rulebook: UUID
    slow: bool = False
    danger: bool = False
    came: ReportWay | None = None
    received_on: date | None = None
    read_back: bool = False
    origin: Origin | None = None


class ConflictsSwept(Event):
    """The people who could see the case were compared with the people in it.

    Of the reporter's wishes about who must not see the report: `kept_by_line` is how many people each line denies,
    `kept_by_tick` how many the ticks deny, and `lines_spared` the places of lines that fit only a person who is needed.
    """

    type = "case.conflicts_swept"
    title = _("Checked who must not see the case")
    verb = Verb.SWEEP_CONFLICTS
    compared: int
    kept_by_line: tuple[int, ...] = ()
    kept_by_tick: int = 0
    lines_spared: tuple[int, ...] = ()


class KeepAwayAsked(Event):
    """`persons`, from outside, were asked whom the `lines` that fitted nobody mean. Nobody reads the report before they answer.

    `lines` are their places in the report, from 0; `persons` is empty if nobody from outside is free yet.
    """

    type = "case.keep_away_asked"
    title = _("Somebody outside was asked whom the reporter wants kept away")
    verb = Verb.SWEEP_CONFLICTS
    sealed = {
        "lines": sealed_for(CaseCompartment.KEEP_AWAY, Reading.READ_KEEP_AWAY, room=4096),
    }
    labels = {"lines": _("Lines that fitted nobody")}
    lines: tuple[int, ...]
    persons: tuple[UUID, ...]


class KeepAwayExplained(Event):
    """The reporter said more about the lines that wait for a ruling. Only the people asked about them read it.

    They read it once it was compared with them too, so that nobody who is named in it is the one who reads it.
    """

    type = "case.keep_away_explained"
    title = _("Reporter said more about whom they want kept away")
    verb = Verb.EXPLAIN_KEEP_AWAY
    sealed = {
        "explanation": sealed_for(
            CaseCompartment.KEEP_AWAY, Reading.READ_KEEP_AWAY, Reading.READ_OWN_EVIDENCE, room=4096
        ),
    }
    labels = {"explanation": _("What the reporter added about it")}


class KeepAwayRuled(Event):
    """It was ruled whom the lines that fitted nobody mean: `persons` are denied the case for good.

    `kept_by_line` says how many people each of `lines` denies; `lines_spared` are those of them that mean only somebody
    whom the desk cannot do without. Which line means whom is sealed.
    """

    type = "case.keep_away_ruled"
    title = _("Decided whom the reporter wants kept away")
    verb = Verb.RULE_ON_KEEP_AWAY
    sealed = {
        "rulings": sealed_for(CaseCompartment.KEEP_AWAY, Reading.READ_KEEP_AWAY, room=4096),
    }
    labels = {"rulings": _("Whom the lines mean")}
    lines: tuple[int, ...]
    kept_by_line: tuple[int, ...]
    lines_spared: tuple[int, ...] = ()
    persons: tuple[UUID, ...]


class CaseAcknowledged(Moved):
    """The report was acknowledged to the reporter, and the screening began."""

    type = "case.case_acknowledged"
    title = _("Report acknowledged")
    verb = Verb.ACKNOWLEDGE_COMPLAINT


class NameGiven(Event):
    """The reporter gave a name after the report, or changed who may read it. The latest one counts.

    `identity` is OPEN or CONFIDENTIAL, as in the report. The entry does not say whether there was a name before.
    """

    type = "case.name_given"
    title = _("Reporter said how they want to be known")
    verb = Verb.GIVE_NAME
    sealed = {"identity": sealed_for(SEALS["identity"].kept, *SEALS["identity"].readers, room=SEALS["identity"].room)}
    identity: IdentityChoice


class CodeClaimed(Event):
    """The reporter chose a code of their own, and the code that staff had made ended."""

    type = "case.code_claimed"
    title = _("Receipt code exchanged by the reporter")
    verb = Verb.CLAIM_CODE


class CodeDeclined(Event):
    """The caller told the officer who took the report down that they want no code: nobody has one, and no letter is written."""

    type = "case.code_declined"
    title = _("The caller took no receipt code")
    verb = Verb.CLAIM_CODE
