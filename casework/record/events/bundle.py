"""Events of the bundle: the stages at which its pages are fixed."""

from django.utils.translation import gettext_lazy as _

from casework.record.events.base import Event
from casework.record.events.evidence import COPY
from casework.vocabulary import Verb


class BundleFrozen(Event):
    """The bundle was frozen at a stage: a later document comes behind these and moves none of them.

    `begins` is the page on which each document begins, in order, and `pages` the last page of all. The digest, of the
    documents in their order with their pages, is sealed: in the clear it would name documents that somebody knows.
    """

    sealed = {"pages_digest": COPY}
    labels = {"pages_digest": _("Digest of the pages")}
    begins: tuple[int, ...]
    pages: int


class BundleFrozenForPanel(BundleFrozen):
    """The bundle was frozen when the case went to a panel."""

    type = "case.bundle_frozen_for_panel"
    title = _("Bundle frozen for the panel")
    verb = Verb.FIND_CASE_TO_ANSWER


class BundleFrozenAsServed(BundleFrozen):
    """The bundle was frozen when it was served."""

    type = "case.bundle_frozen_as_served"
    title = _("Bundle frozen as served")
    verb = Verb.SERVE_BUNDLE


class BundleFrozenForBoard(BundleFrozen):
    """The bundle was frozen when the papers went to the board."""

    type = "case.bundle_frozen_for_board"
    title = _("Bundle frozen for the board")
    verb = Verb.SEND_BOARD_PACK


class BundleFrozenForAppeal(BundleFrozen):
    """The bundle was frozen when an appeal was lodged."""

    type = "case.bundle_frozen_for_appeal"
    title = _("Bundle frozen for the appeal")
    verb = Verb.LODGE_APPEAL
