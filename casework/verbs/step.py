"""One row of the table that joins a verb with its action, its form and its words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from casework.forms.base import VerbForm
from casework.vocabulary import Verb

type Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Step:
    """A verb as people meet it: `label` on the button, `sentence` on what happens when it is done and who hears of it."""

    verb: Verb
    action: Callable[..., Any]
    form: type[VerbForm]
    label: Words
    sentence: Words
