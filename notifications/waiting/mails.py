"""Reminders by mail: one for everything that waits for a person, without a word of what it is."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce

from accounts.compiled import Given
from accounts.mails import MailKind, write_mail
from casework.models import CaseGrant, Opening
from casework.record.rights import ACCUSED
from ledger.clock import now
from ledger.models import Entry
from notifications.mail.throttle import HOUR, hour_of_case, random_delay
from notifications.mail.times import first_mail
from notifications.models import Item, MailChoice
from notifications.topics.clock_rules import is_law_bound
from notifications.topics.table import Topic

BATCH = 200
KEPT = timedelta(days=30)
"""How long a withdrawn item is kept."""


def items_of(person: UUID | Given) -> QuerySet[Item]:
    """Return what waits for a person, in the cases that they may see now; no query yet."""
    return shown_items().filter(person=person)


def withdrawn_items_of(person: UUID) -> QuerySet[Item]:
    """Return what does not wait any more for a person, in the cases that they may see now; no query yet."""
    return _in_cases_seen().filter(person=person, withdrawn_at__isnull=False)


def shown_items() -> QuerySet[Item]:
    """Return what waits for anybody who may see its case now; no query yet."""
    return _in_cases_seen().filter(withdrawn_at__isnull=True)


def in_time(items: QuerySet[Item], moment: datetime | Given) -> QuerySet[Item]:
    """Return the items without those about the days of a hearing that nobody can answer any more."""
    return items.exclude(topic=Topic.DAYS.value, due__lt=moment)


def _in_cases_seen() -> QuerySet[Item]:
    """Return what waits or waited for anybody who may see its case now. The right decides, because it ends at once.

    That somebody has a seat is no news once they have opened the case in it. While it is their turn, their first page shows
    that alone: without this, the old news would come up when somebody else ends that turn. An item that was placed before it
    named the entry of its seat has only the day.
    """
    seen = CaseGrant.objects.filter(user=OuterRef("person"), content_object=OuterRef("case"))
    entry = Entry.objects.filter(id=OuterRef(OuterRef("about__0"))).values(moment=Cast("at", DateTimeField()))
    given = Coalesce(Subquery(entry), Cast(OuterRef("since"), DateTimeField()))
    opened = Opening.objects.filter(user=OuterRef("person"), case=OuterRef("case"), at__gte=given)
    return Item.objects.filter(Exists(seen)).exclude(Exists(opened), topic=Topic.SEAT.value)


def write_waiting_mails() -> int:
    """Write the mails that are due now, for at most a batch of people; return how many. Delete what was long withdrawn."""
    moment = now()
    Item.objects.filter(withdrawn_at__lt=moment - KEPT).delete()
    due = in_time(shown_items(), moment).filter(mail_due__lte=moment, person__is_active=True)
    people = due.order_by("person").values_list("person", flat=True).distinct()[:BATCH]
    return sum(_write(person, moment) for person in list(people))


@transaction.atomic
def _write(person: UUID, moment: datetime) -> bool:
    """Write one mail for all that waits for a person, in the transaction that notes it."""
    shown = in_time(items_of(person), moment)
    locked = shown.select_for_update(of=("self",)).select_related("case")
    due = list(locked.filter(mail_due__lte=moment).order_by("id"))
    held_back = [item for item in due if item.seat in ACCUSED and not _take_the_hour(item, moment)]
    for item in held_back:
        item.mail_due = random_delay(moment)
        item.save(update_fields=["mail_due"])
    if len(held_back) == len(due):
        return False
    said = Q(mail_due__lte=moment) | Q(mailed_at__isnull=True)
    rest = shown.filter(said).exclude(pk__in=[item.pk for item in held_back])
    Item.objects.filter(pk__in=list(rest.values_list("pk", flat=True))).update(mailed_at=moment, mail_due=None)
    write_mail(person, MailKind.SOMETHING_WAITS)
    return True


def _take_the_hour(item: Item, moment: datetime) -> bool:
    """Return whether no mail left to the reporter's side of this report within the hour, and note this one."""
    claim = hour_of_case(item.case)
    side, last = claim.last_note() or ("accused", moment)
    if side != "accused" and moment < last + HOUR:
        return False
    claim.note(("accused", moment), HOUR)
    return True


def something_waits(person: UUID) -> bool:
    return in_time(items_of(person), now()).exists()


def mail_choice(person: UUID) -> MailChoice.Often:
    found = MailChoice.objects.filter(person=person).values_list("often", flat=True).first()
    return MailChoice.Often(found or MailChoice.Often.DAILY)


@transaction.atomic
def choose_mails(person: UUID, often: MailChoice.Often) -> None:
    """Set how often a person gets reminders, also about what waits already and was not mailed."""
    MailChoice.objects.update_or_create(person_id=person, defaults={"often": often})
    moment = now()
    for item in Item.objects.select_for_update().filter(
        person=person, withdrawn_at__isnull=True, mailed_at__isnull=True
    ):
        law = is_law_bound(Topic(item.topic), item.clock)
        # The item does not say whether its hour must stay hidden: the next round is right for both.
        item.mail_due = first_mail(often, moment, law=law, by_day=True)
        item.save(update_fields=["mail_due"])
