"""What each letter to the member is called, for the pages that name it by its event."""

from collections.abc import Mapping

from django.utils.functional import Promise

from casework.vocabulary import Seat
from notifications.letters.subjects import SUBJECTS
from notifications.letters.table import LETTERS


def subjects_for_the_member() -> Mapping[str, Promise]:
    """Return the subject of each letter to the member, by the type of its event."""
    member = Seat.RESPONDENT
    return {kind.type: SUBJECTS[posts[member].template] for kind, posts in LETTERS.items() if member in posts}
