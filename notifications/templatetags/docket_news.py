"""What a docket shows beside what is asked: the papers that came, which Today shows too."""

from collections.abc import Sequence

from django import template
from django.template import Context

from accounts.models import User
from ledger.clock import now
from notifications.topics.table import Topic
from notifications.waiting.lines import WaitingLine, lines_of
from notifications.waiting.mails import items_of

register = template.Library()


@register.simple_tag(takes_context=True)
def bundles_to_read(context: Context) -> Sequence[WaitingLine]:
    """Return the notifications of bundles on the first page of a docket. One query."""
    request = context["request"]
    if "after" in request.GET:
        return ()
    return bundles_of(request.user)


def bundles_of(user: User) -> Sequence[WaitingLine]:
    items = items_of(user.pk).filter(topic=Topic.BUNDLE.value).select_related("case").order_by("since", "pk")
    return lines_of(user, items, now()) if items else ()
