"""Roads aside of a panel on the database: what it finds, hears and is told."""

from datetime import timedelta

from casework.vocabulary import LateRuling, Seat, Verb
from local.demo.findings import finding_input, sign_findings
from local.demo.scenario import Story

V = Verb
FORM_OF_PANEL = ("paul", "petra", "pia")


def brought_by_the_society(story: Story) -> None:
    """The investigator brings a letter that the member does not have yet."""
    story.by(story.investigator, V.ADD_EVIDENCE, title="A letter", text="It says when he knew.")


def nothing_proven(story: Story) -> None:
    """The panel finds that nothing is proven."""
    sign_findings(story, proven=False)
    story.by(FORM_OF_PANEL[0], V.RECORD_FINDINGS, **_not_proven())
    story.by(FORM_OF_PANEL[1], V.RECORD_FINDINGS)


def _not_proven() -> dict[str, str]:
    return {
        "charge_1_facts": "Nobody else has read the letter.",
        "charge_1_reasons": "It is one word against another.",
    }


def a_minority_writes(story: Story) -> None:
    """One of the panel is outvoted, and writes why."""
    sign_findings(story, against=FORM_OF_PANEL[2:])
    story.by(FORM_OF_PANEL[2], V.WRITE_MINORITY_REASONS, reasons_1="Nobody else has read the letter.")


def proven_all_the_same(story: Story) -> None:
    """The majority saves its finding, which rests on what the respondent had in the bundle in time."""
    shown = finding_input(sorted(story.view.hearing.in_time(story.view)))
    story.two(*FORM_OF_PANEL[:2], V.RECORD_FINDINGS, **{f"charge_1_{name}": said for name, said in shown.items()})


def heard_again(story: Story) -> None:
    """Evidence that came after the hearing is taken, and both sides are to be heard on it."""
    (late,) = story.view.deliberation.late
    piece = story.view.evidence.get(late)
    if piece is not None and piece.side is Seat.INVESTIGATOR:
        story.open_letter(story.respondent, piece.added_by)
    story.by(
        "paul", V.RULE_LATE_EVIDENCE, evidence=late, ruling=LateRuling.HEARD.value, reasons="It could not come before."
    )


def called_again(story: Story) -> None:
    """Both sides are called again, before silence costs the panel its members: to a day that leaves them their notice."""
    day = story.view.today + timedelta(days=40)
    typed = {
        "hearing_on": day,
        "hearing_at": "10:00",
        "hearing_minutes": "240",
        "arrangements": "By video, at ten.",
        "reasons": "A letter came late.",
    }
    story.by("paul", V.REOPEN_HEARING, **typed)


def days_offered(story: Story) -> None:
    """The chair offers two days on which the Society is open."""
    calendar, today = story.view.rules.calendar, story.view.today
    ahead = (today + timedelta(days=days) for days in range(45, 80))
    first, second, *_ = (day for day in ahead if not calendar.closing_reason(day))
    story.by("paul", V.OFFER_HEARING_DAYS, day_1=first, day_2=second, answer_by=today + timedelta(days=7))


def something_told(story: Story) -> None:
    """A panel is named, one of its members tells something, and a reviewer is seated."""
    panel = {"chair": story.name("paul"), "members": [story.name("petra"), story.name("pia")]}
    story.by("ada", V.NAME_PANEL, **panel, rota_reason="Paul has chaired before.")
    story.by("petra", V.DECLARE_INTERESTS, answer="tell", told="We sat on one committee.")
    story.seat(Seat.REVIEWER)


def no_last_word(story: Story) -> None:
    """The respondent says that they had no last word."""
    story.by(story.respondent, V.CONFIRM_LAST_WORD, had="no", why_not="The line broke off.")
