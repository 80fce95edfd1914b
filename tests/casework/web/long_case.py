"""A case as large as a real one: three allegations, a minority, factors, and long words on both sides."""

from casework.vocabulary import Verb
from ledger.canonical import JsonObject
from local.demo import story as told
from local.demo.findings import PANEL, name_factors
from local.demo.scenario import Story
from tests.casework.web.conftest import Town

ALLEGED = ((2, 3), (8, 2), (10, 1))
LONG = (
    "The letter of 2 April says in plain words that the agreement can be ended at any time, and it was read to the customer "
    "on the telephone. The member had signed it. When the customer asked to leave, the member said that no such promise had "
    "been made, and the copy was gone from the file. Two colleagues saw it there on the day before, and say so on their own. "
) * 3
VIEWS = (
    "I was wrong not to read the file to its end, and the customer has been repaid. I asked for that before anyone complained. "
    "A suspension with my name in public ends my role; a reprimand says the same, and lets me go on putting it right. "
) * 3


def before_the_board(town: Town) -> Story:
    """Three charges, two of them proven and one of these against the vote of one; the papers are out and served."""
    story = town.story()
    story.alleged = ALLEGED
    for chapter in (told.screen, told.investigate):
        chapter(story)
    answered(story)
    told.finish_report(story)
    story.open_letter(story.respondent, told.last_event(story, "case.report_finalised"))
    told.sat(story)
    found(story)
    name_factors(story)
    for kind in ("case.findings_recorded", "case.factors_named"):
        story.open_letter(story.respondent, told.last_event(story, kind))
    story.by(story.respondent, Verb.SUBMIT_ON_SANCTION, views=VIEWS)
    story.alleged = ALLEGED[:2]
    recommended(story)
    told.send_papers(story, f"The panel recommends a suspension of ninety days and a course. {LONG}")
    return story


def answered(story: Story) -> None:
    """The member acknowledges the notice and answers at length."""
    story.by(story.respondent, Verb.ACKNOWLEDGE_NOTICE, confirmed="on")
    denial = told.for_each_allegation(story, answer="deny", reasons=LONG)
    story.wait(5)
    story.by(story.respondent, Verb.RESPOND_TO_NOTICE, **denial, summary="I deny it.")


def found(story: Story) -> None:
    """Each of the panel signs; Pia sees the second charge otherwise, and nobody finds the third proven."""
    for verb in (Verb.GIVE_FIRST_VIEW, Verb.SIGN_FINDINGS):
        for first in PANEL:
            story.by(first, verb, **opinion(second="no" if first == "pia" else "yes"))
    story.by("pia", Verb.WRITE_MINORITY_REASONS, reasons_2=LONG)
    copies = sorted(story.view.evidence.copy_keys)
    written: JsonObject = {"rests_on": copies, "facts": LONG, "reasons": LONG}
    findings = {f"charge_{n}_{name}": said for n in (1, 2, 3) for name, said in written.items()}
    story.two("paul", "petra", Verb.RECORD_FINDINGS, **findings)


def opinion(*, second: str) -> dict[str, str]:
    """What somebody of the panel types on the three charges."""
    said = {1: "yes", 2: second, 3: "no"}
    return {f"{question}_{n}_1": said[n] for n in said for question in ("happened", "breaches")}


def recommended(story: Story) -> None:
    """The panel recommends a suspension, with one factor each way."""
    rules, shown = story.view.rules, str(story.view.deliberation.findings[0].id)
    worse, better = next(iter(rules.aggravating)), next(iter(rules.mitigating))
    sheet = {
        "level": 6,
        "term_days": "90 days",
        "lower_5_days": "365 days",
        "lower_5_keeps": [1],
        "condition_1": "Complete a course on honest dealing with customers, and send its certificate.",
        "condition_1_proof": "The certificate.",
        "condition_1_days": 120,
        "factor_1": worse,
        "factor_1_shown_by": shown,
        "factor_2": better,
        "factor_2_shown_by": shown,
        "wording": "A suspension of ninety days and a course.",
        "lower_level": LONG,
        "reasons": LONG,
    }
    story.by("paul", Verb.OPEN_HISTORY, confirmed="on")
    story.wait(20)
    story.two("paul", "petra", Verb.RECOMMEND_SANCTION, **told.severities_of(story), **sheet)
