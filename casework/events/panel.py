"""What can have happened: the panel."""

from dataclasses import dataclass
from typing import ClassVar

from casework.events.base import Fact, Moved
from casework.vocabulary import Verb


@dataclass(frozen=True, kw_only=True)
class PanelNamed(Fact):
    """."""

    type: ClassVar[str] = "case.panel_named"
    verb: ClassVar[Verb] = Verb.NAME_PANEL


@dataclass(frozen=True, kw_only=True)
class PanelListServed(Fact):
    """."""

    type: ClassVar[str] = "case.panel_list_served"
    verb: ClassVar[Verb] = Verb.SERVE_PANEL_LIST


@dataclass(frozen=True, kw_only=True)
class PanelFormed(Moved):
    """."""

    type: ClassVar[str] = "case.panel_formed"
    verb: ClassVar[Verb] = Verb.FORM_PANEL


@dataclass(frozen=True, kw_only=True)
class PanelDissolved(Moved):
    """."""

    type: ClassVar[str] = "case.panel_dissolved"
    verb: ClassVar[Verb] = Verb.DISSOLVE_PANEL
