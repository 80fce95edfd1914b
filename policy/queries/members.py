"""Finding members, their standing, and what the conflict sweep compares."""

from datetime import date

from policy.conflicts import Employment, PersonDetails
from policy.models import Member, Standing, Tie


def member_by_number(number: str) -> Member | None:
    """Return the member with this number, or None. Case and surrounding spaces do not count."""
    return Member.objects.select_related("user").filter(number__iexact=number.strip()).first()


def standing_on(member: Member, day: date) -> Standing | None:
    """Return the member's standing on a day; None before they joined."""
    return member.standings.filter(effective__lte=day).order_by("effective", "id").last()


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
