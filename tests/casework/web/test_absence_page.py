"""Who can stand in for somebody who is away, and who sees meanwhile what waits for them."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from accounts.mails import MailKind
from accounts.models import AccountMail, Appointment
from accounts.offices import holders, people_to_stand_in
from accounts.vocabulary import Office
from ledger.clock import now
from local.demo.scenario import Story
from local.demo.story import screener
from tests.casework.web import conftest as web
from tests.casework.web.conftest import Town
from tests.casework.web.note_writing import add_task, in_screening
from tests.casework.web.reporting import text
from tests.scenario_fixtures import begins

begun, here, town, story = web.begun, web.here, web.town, web.story


def away(town: Town, first: str) -> str:
    return " ".join(text(town.browser(first).get(reverse("own_absence"))).split())


def test_a_colleague_in_the_same_office_can_stand_in_and_sees_what_waits(town: Town) -> None:
    page = away(town, "ines")
    assert ("Ian Intake" in page, "People who hold one of your offices." in page) == (True, True)
    assert ("The other officers of intake see" in page, "Intake sees" in page) == (True, False)
    assert "Intake sees what waits for you." in away(town, "sara")


def test_no_first_day_of_an_absence_is_filled_in(town: Town) -> None:
    assert f'value="{now().date().year}"' not in away(town, "ines")


def test_without_a_colleague_the_page_says_why_nobody_can_stand_in(town: Town) -> None:
    Appointment.objects.filter(office=Office.INTAKE.value).exclude(user=town.people["ines"]).delete()
    page = away(town, "ines")
    assert "nobody else does now" in page
    assert "Nobody else is in intake now" in page
    assert f"An administrator can appoint somebody: {town.people['adam'].name}." in page
    assert "goes on to the next" not in page


def noted(town: Town, first: str, since: date, until: date, stand_in: str = "") -> str:
    days = {"since": since.isoformat(), "until": until.isoformat(), "stand_in": stand_in}
    page = text(town.browser(first).post(reverse("own_absence"), days, follow=True))
    return " ".join(page.split())


@begins(in_screening)
def test_a_planned_absence_stands_on_team_and_beside_a_task_for_its_days(town: Town, story: Story) -> None:
    one, today = screener(story), now().date()
    user, since, until = town.people[one], today + timedelta(days=7), today + timedelta(days=11)
    stand_in = people_to_stand_in(user, today)[0]
    said = noted(town, one, since, until, str(stand_in.pk))
    assert f"You are away from {since:%-d %B} to {until:%-d %B}. {stand_in.name} stands in." in said
    ines = town.browser("ines")
    team = " ".join(text(ines.get(reverse("team"))).split())
    assert f"Away {since:%-d %b} to {until:%-d %b}, {stand_in.name} stands in" in team
    away = f"{user.name} is away from {since:%-d %B} to {until:%-d %B}. {stand_in.name} stands in."
    told = []
    for day in (since - timedelta(days=1), since + timedelta(days=1)):
        on: dict[str, Any] = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}
        assert add_task(ines, story, user.pk, **on).status_code == 302
        told.append(away in " ".join(text(ines.get(reverse("today"))).split()))
    assert told == [False, True]


def test_an_officer_chosen_to_stand_in_reads_it_on_three_pages_and_nobody_else_does(town: Town) -> None:
    since, until = now().date() + timedelta(days=7), now().date() + timedelta(days=11)
    noted(town, "ines", since, until, str(town.people["ian"].pk))
    said = f"You stand in for <strong>Ines Intake</strong> from {since:%-d %B} to {until:%-d %B}."
    for page in ("today", "own_absence", "team"):
        shown = [" ".join(text(town.browser(one).get(reverse(page))).split()).count(said) for one in ("ian", "ines")]
        assert shown == [1, 0], page
    assert said not in " ".join(text(town.browser("sara").get(reverse("today"))).split())


def test_the_stand_in_is_mailed_once_for_the_same_days_and_the_mail_waits_for_nobody_else(town: Town) -> None:
    since, until = now().date() + timedelta(days=7), now().date() + timedelta(days=11)

    def mailed() -> list[str]:
        rows = AccountMail.objects.filter(kind=MailKind.STANDS_IN)
        names = list(rows.values_list("user__name", flat=True))
        rows.delete()
        return names

    told = []
    for last, stand_in in ((until, "ian"), (until, "ian"), (until + timedelta(days=1), "ian"), (until, "")):
        noted(town, "ines", since, last, str(town.people[stand_in].pk) if stand_in else "")
        told.append(mailed())
    assert told == [["Ian Intake"], [], ["Ian Intake"], []]


def test_intake_reads_that_all_others_of_intake_are_away_on_these_days(town: Town) -> None:
    since, last = now().date() + timedelta(days=7), now().date() + timedelta(days=11)
    others = "All other officers of intake are away on some of these days too."
    intake = [one.user for one in holders(Office.INTAKE, now().date())]
    first = {user.pk: key for key, user in town.people.items()}
    said = [others in noted(town, first[user.pk], since, last) for user in intake]
    assert said == [False] * (len(intake) - 1) + [True]
