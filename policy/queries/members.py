"""Finding members, their standing, and what the conflict sweep compares."""

from datetime import date, timedelta

from accounts.models import User
from policy.conflicts import Employment, PersonDetails
from policy.deadlines import Pause
from policy.models import Member, Standing, Tie


def member_by_number(number: str) -> Member | None:
    """Return the member with this number, or None. Case and surrounding spaces do not count."""
    return Member.objects.select_related("user").filter(number__iexact=number.strip()).first()


def standing_on(member: Member, day: date) -> Standing | None:
    """Return the member's standing on a day; None before they joined."""
    return member.standings.filter(effective__lte=day).order_by("effective", "id").last()


def gaps_in_membership(member: Member, first: date, last: date) -> tuple[Pause, ...]:
    """Return the intervals from `first` to `last` without membership, in which limitation is tolled."""
    gaps: list[Pause] = []
    since: date | None = first
    for standing in member.standings.filter(effective__lte=last).order_by("effective", "id"):
        day = max(standing.effective, first)
        if standing.is_member and since is not None:
            gaps += [Pause(since=since, until=day)] if day > since else []
            since = None
        elif not standing.is_member and since is None:
            since = day
    if since is not None:
        gaps.append(Pause(since=since, until=last + timedelta(days=1)))
    return tuple(gaps)


def details_of_member(member: Member) -> PersonDetails:
    """Return what a conflict sweep compares about a member. Two queries."""
    jobs = [Employment(employer=job.employer, since=job.since, until=job.until) for job in member.employments.all()]
    if member.employer:
        jobs.append(Employment(employer=member.employer))
    ties = [(tie.kind, tie.name) for tie in member.ties.all()]
    named = {kind: frozenset(name for each, name in ties if each == kind) for kind in Tie.Kind}
    return PersonDetails(
        name=member.name,
        key=member.user_id,
        number=member.number,
        email=member.email,
        employments=tuple(jobs),
        chapter=member.chapter,
        committees=frozenset(member.committees),
        family=named[Tie.Kind.FAMILY],
        sponsors=named[Tie.Kind.SPONSOR],
        mentors=named[Tie.Kind.MENTOR],
    )


def details_of_user(user: User) -> PersonDetails:
    """Return what a sweep compares about an office holder: the register's details, or name and address alone."""
    member = Member.objects.select_related("user").filter(user=user).first()
    return details_of_member(member) if member else PersonDetails(name=user.name, key=user.id, email=user.email or "")
