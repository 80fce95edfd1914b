"""Beginnings of messages that officers send often, by their key in an address: what a list calls them, and the words."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Prepared(NamedTuple):
    label: Promise
    words: Promise


PREPARED: Mapping[str, Prepared] = {
    "read": Prepared(_("We have read it"), _("Thank you. We have read what you wrote and take it into account.")),
    "question": Prepared(_("A question"), _("We would like to understand one point better. ")),
    "step": Prepared(
        _("That needs a step"),
        _(
            "What you ask for needs a step of its own. You can find it on the page of your case, under “What you can do”."
        ),
    ),
    "longer": Prepared(_("It takes longer"), _("We need more time for this. You will hear from us by ")),
    "danger": Prepared(
        _("Danger: ask about help"),
        _(
            "Are you, or is somebody else, in danger now? Has anybody called the emergency services? If not, please call"
            " them now: we do not call them for you. Please write to us whether you are safe."
        ),
    ),
    "well": Prepared(
        _("How are you?"), _("We would like to know how you are, and whether anything has happened to you.")
    ),
}
