"""The sanction sheet of a panel: its range while one works, only what was named, and nothing typed lost."""

from django.urls import reverse

from casework.vocabulary import Verb
from local.demo import story as told
from local.demo.findings import finding_input, sign_findings
from local.demo.scenario import Story
from policy.sanctions import weights
from tests.casework.web.conftest import Town
from tests.casework.web.reporting import text


def weighing(town: Town, *, factors: int = 6) -> Story:
    """A case in which the panel has named some factors, and the member had time to speak on it."""
    story = town.case_in("panel_forming")
    told.sat(story)
    sign_findings(story)
    said = finding_input(sorted(story.view.evidence.copy_keys))
    story.two("paul", "petra", Verb.RECORD_FINDINGS, **{f"charge_1_{name}": value for name, value in said.items()})
    story.by("paul", Verb.NAME_FACTORS, severities=[2, 3], factors=list(range(factors)))
    story.open_letter("rex", told.last_event(story, "case.factors_named"))
    story.wait(20)
    return story


def sheet_of(story: Story) -> str:
    return reverse("panel_step", args=[story.case, Verb.RECOMMEND_SANCTION.value])


def test_the_range_follows_the_choices_without_script_and_keeps_what_is_typed(town: Town) -> None:
    story = weighing(town)
    paul, address = town.browser("paul"), sheet_of(story)
    page = text(paul.get(address))
    assert ("No range yet" in page, "Work out the range" in page) == (True, True)
    worse = next(iter(story.view.rules.aggravating))
    typed = {"severity_1": "2", "wording": "A reprimand, godwit.", "draft": "work_out", "draft_version": "0"}
    answer = paul.post(address, typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    page = text(paul.get(address))
    assert ("Range now: L4 to L5" in page, "A reprimand, godwit." in page) == (True, True)
    paul.post(address, {**typed, f"factor_{worse}": "on", "level": "7", "draft_version": "1"})
    page = text(paul.get(address))
    assert ("Range now: L5 to L6" in page, "the level lies outside the range" in page) == (True, True)


def test_only_what_the_member_was_told_of_can_be_ticked(town: Town) -> None:
    story = weighing(town)
    rules, known = story.view.rules, story.view.deliberation
    named = {weights(rules)[number].code for number in known.may_weigh} & {*rules.aggravating, *rules.mitigating}
    page = text(town.browser("paul").get(sheet_of(story)))
    assert {code for code in (*rules.aggravating, *rules.mitigating) if f'name="factor_{code}"' in page} == named


def test_the_range_is_worked_out_for_those_alone_who_may_recommend(town: Town) -> None:
    story, asked = weighing(town), {"severity_1": "2", "draft": "range"}
    answers = {first: town.browser(first).post(sheet_of(story), asked) for first in ("paul", "ada", "bo")}
    assert {first: answer.status_code for first, answer in answers.items()} == {"paul": 200, "ada": 403, "bo": 404}
    assert ("Range now: L4 to L5" in text(answers["paul"]), "<html" in text(answers["paul"])) == (True, False)
    assert "Draft saved" not in text(town.browser("paul").get(sheet_of(story)))
