"""What a representative may do, in words for the representative."""

from collections.abc import Collection, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casework.vocabulary import Scope

MAY: Mapping[Scope, Promise] = {
    Scope.ANSWER: _("answer the notice and the draft report, add evidence, and ask for more time"),
    Scope.AGREE: _("agree to early resolution and to consent"),
    Scope.HEARING: _("speak before the panel: challenges, the hearing, the sanction"),
    Scope.APPEAL: _("appeal, or accept the decision"),
}


def scope_in_words(scope: Collection[Scope]) -> tuple[str, ...]:
    """Return what a scope allows, in the order of the form that gave it."""
    return tuple(str(words) for one, words in MAY.items() if one in scope)
