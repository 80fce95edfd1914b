"""How many letters a reporter has not opened, for the page of their report."""

from django import template
from django.template import Context

from casework.web.requests import acting
from notifications.letters.inbox import count_unread
from notifications.web.inbox import REPORTERS, visible_letters

register = template.Library()


@register.simple_tag(takes_context=True)
def new_letters(context: Context) -> int:
    """Return how many letters of the open channel nobody has opened. One query."""
    request = context["request"]
    return count_unread(acting(request).user, REPORTERS, visible_letters(request))
