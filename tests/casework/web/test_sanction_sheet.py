"""The sanction sheet of a panel: its range while one works, only what was named, and nothing typed lost."""

from uuid import uuid4

from django.urls import reverse
from django.utils.html import strip_tags

from casework.models import Case
from casework.vocabulary import CaseState, Verb
from local.demo import story as told
from local.demo.findings import finding_input, sign_findings
from local.demo.scenario import ONE, Story
from policy.queries import commitment_titles
from policy.sanctions import weights
from tests.casework.web.conftest import Alleged, Town, brought_to, town_begun
from tests.casework.web.reporting import text
from tests.scenario_fixtures import upon


@upon(brought_to("panel_forming"))
def weighed(_town: Town, story: Story, *, factors: int = 6) -> Story:
    """A case in which the panel has named some factors, and the member had time to speak on it."""
    told.sat(story)
    sign_findings(story)
    said = finding_input(sorted(story.view.evidence.copy_keys)).items()
    findings = {f"charge_{n}_{name}": value for n, _ in enumerate(story.alleged, 1) for name, value in said}
    story.two("paul", "petra", Verb.RECORD_FINDINGS, **findings)
    story.by("paul", Verb.NAME_FACTORS, severities=[2, 3], factors=list(range(factors)))
    story.open_letter("rex", told.last_event(story, "case.factors_named"))
    story.wait(20)
    return story


begun = town_begun(weighed)


def weighing(town: Town, *, factors: int = 6, alleged: Alleged = ONE) -> Story:
    """The same of a case with other allegations or factors."""
    return weighed(town, town.case_in("panel_forming", alleged=alleged), factors=factors)


def sheet_of(story: Story) -> str:
    return reverse("panel_step", args=[story.case, Verb.RECOMMEND_SANCTION.value])


def test_the_range_follows_the_choices_without_script_and_keeps_what_is_typed(town: Town, story: Story) -> None:
    paul, address = town.browser("paul"), sheet_of(story)
    page = text(paul.get(address))
    assert ("No range yet" in page, "Work out the range" in page) == (True, True)
    worse = next(iter(story.view.rules.aggravating))
    typed = {"severity_1": "2", "wording": "A reprimand, godwit.", "draft": "work_out", "draft_version": "0"}
    answer = paul.post(address, typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    page = text(paul.get(address))
    assert ("Range now: levels 4 to 5" in page, "A reprimand, godwit." in page) == (True, True)
    paul.post(address, {**typed, f"factor_{worse}": "on", "level": "7", "draft_version": "1"})
    page = text(paul.get(address))
    assert ("Range now: levels 5 to 6" in page, "the level lies outside the range" in page) == (True, True)


def test_each_proven_allegation_is_headed_by_its_number_in_the_case_and_its_commitment(
    town: Town, story: Story
) -> None:
    (one,) = story.view.allegations.all
    title = commitment_titles({one.edition})[one.edition, one.commitment]
    page = " ".join(text(town.browser("paul").get(sheet_of(story))).split())
    assert f"<span>Allegation 1: commitment {one.commitment}, {title}" in page
    assert "Allegation 1: how grave it was" in page


def test_a_condition_after_the_first_is_folded_until_it_holds_something(town: Town, story: Story) -> None:
    address = sheet_of(story)
    paul = town.browser("paul")
    assert text(paul.get(address)).count('<details class="ob-fold">') == 3
    paul.post(address, {"condition_3_days": "60", "draft": "work_out", "draft_version": "0"})
    page = text(paul.get(address))
    assert (page.count('<details class="ob-fold">'), page.count('<details class="ob-fold" open>')) == (2, 1)


def test_only_what_the_member_was_told_of_can_be_ticked(town: Town, story: Story) -> None:
    rules, known = story.view.rules, story.view.deliberation
    named = {weights(rules)[number].code for number in known.may_weigh} & {*rules.aggravating, *rules.mitigating}
    page = text(town.browser("paul").get(sheet_of(story)))
    assert {code for code in (*rules.aggravating, *rules.mitigating) if f'name="factor_{code}"' in page} == named


def test_the_range_is_worked_out_for_those_alone_who_may_recommend(town: Town, story: Story) -> None:
    asked = {"severity_1": "2", "draft": "range"}
    answers = {first: town.browser(first).post(sheet_of(story), asked) for first in ("paul", "ada", "bo")}
    assert {first: answer.status_code for first, answer in answers.items()} == {"paul": 200, "ada": 403, "bo": 404}
    assert ("Range now: levels 4 to 5" in text(answers["paul"]), "<html" in text(answers["paul"])) == (True, False)
    assert "Draft saved" not in text(town.browser("paul").get(sheet_of(story)))


def test_like_cases_are_counted_by_level_from_five_on(town: Town, story: Story) -> None:
    asked = {"severity_1": "2", "draft": "range"}
    paul, few = town.browser("paul"), "Fewer than five closed cases"
    ended = [3, 4, 4, 5]
    closed(story, *ended)
    assert few in text(paul.post(sheet_of(story), asked))
    closed(story, 4)
    page = " ".join(text(paul.post(sheet_of(story), asked)).split())
    assert "<dt>level 5</dt><dd>1</dd><dt>level 4</dt><dd>3</dd><dt>level 3</dt><dd>1</dd>" in page
    assert few in text(paul.post(sheet_of(story), asked | {"severity_1": "3"}))
    paul.post(sheet_of(story), {"severity_1": "2", "draft": "work_out", "draft_version": "0"})
    assert "<dt>level 4</dt><dd>3</dd>" in " ".join(text(paul.get(sheet_of(story))).split())


def closed(story: Story, *levels: int) -> None:
    """Close cases of this Society that started in the cell of commitment 2 and severity S2, one at each of these levels."""
    like = Case.objects.get(reference=story.case)
    for level in levels:
        key = uuid4()
        Case.objects.create(
            id=key,
            reference=key.hex[:16],
            code_name="Earlier",
            rulebook_id=like.rulebook_id,
            filed_at=like.filed_at,
            state=CaseState.CLOSED,
            settled_cell=22,
            settled_level=level,
        )


def test_the_tab_of_the_sanction_shows_the_panel_what_was_signed(town: Town, story: Story) -> None:
    there = reverse("panel_sanction", args=[story.case])
    assert "waiting_title" not in text(town.browser("petra").get(there))
    sheet = {"severity_1": "3", "level": "6", "term_days": "90 days", "lower_5_days": "12 months", "lower_level": "No."}
    story.by("paul", Verb.RECOMMEND_SANCTION, **sheet, wording="Ninety days.", reasons="It was denied.")
    for first in ("paul", "petra"):
        page = " ".join(strip_tags(text(town.browser(first).get(there))).split())
        shown = ("Signed, and waiting for another signature", "90 days", "Ninety days.", "It was denied.")
        assert {words: words in page for words in shown} == dict.fromkeys(shown, True)


def test_a_length_needs_its_unit(town: Town, story: Story) -> None:
    page = sent_wrong(town, story, level="6", term_days="60", lower_5_days="12 months", lower_level="No.")
    assert "Write days or months after the number, such as 60 days or 2 months." in page


FOUND = "The promise was made in the letter and denied later."


def sent_wrong(town: Town, story: Story, **typed: str) -> str:
    """What the page says of a sheet that was sent with these fields."""
    answer = town.browser("paul").post(sheet_of(story), {"severity_1": "3", "level": "4", **typed})
    assert answer.status_code == 422
    return " ".join(strip_tags(text(answer)).split())


def test_everything_that_is_missing_is_said_at_once_and_names_its_factor(town: Town, story: Story) -> None:
    worse = next(iter(story.view.rules.aggravating))
    page = sent_wrong(town, story, **{f"factor_{worse}": "on"})
    named = f"Choose what shows this: {story.view.rules.aggravating[worse].meaning}"
    missing = (named, "Write why the recommendation leaves it.", "Write whether the next lower level would do.")
    assert {words: words in page for words in missing} == dict.fromkeys(missing, True)
    assert "(optional)" not in page.split("2. What weighs")[1].split("3. Would")[0]


def test_the_sheet_shows_what_was_found_and_the_severities_by_name(town: Town, story: Story) -> None:
    page = " ".join(strip_tags(text(town.browser("paul").get(sheet_of(story)))).split())
    shown = ("Material: levels 4 to 5", "Serious: level 6", FOUND)
    assert {words: words in page for words in shown} == dict.fromkeys(shown, True)


def test_the_second_signer_reads_the_range_and_how_a_majority_signs(town: Town, story: Story) -> None:
    sheet = {"severity_1": "3", "level": "6", "term_days": "90 days", "lower_5_days": "12 months", "lower_level": "No."}
    story.by("paul", Verb.RECOMMEND_SANCTION, **sheet, wording="Ninety days.", reasons="It was denied.")
    page = " ".join(strip_tags(text(town.browser("petra").get(sheet_of(story)))).split())
    shown = ("The range of this sheet: level 6", "The level lies inside the range.", "A majority signs this")
    assert {words: words in page for words in shown} == dict.fromkeys(shown, True)
    assert "send it back and say why" not in page
