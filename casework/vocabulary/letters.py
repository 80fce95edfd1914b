"""The letters the procedure sends, by their numbers."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise


class Letter(StrEnum):
    """A kind of letter; its text is a template, its readers a table."""

    N1 = "N1"  # acknowledgement
    N2 = "N2"  # request for items
    N3 = "N3"  # dismissal with review right
    N4 = "N4"  # review result
    N5 = "N5"  # notice of investigation
    N6 = "N6"  # no case
    N7 = "N7"  # charges
    N8 = "N8"  # panel list with the challenge window; notice of hearing
    N9 = "N9"  # not proven
    N10 = "N10"  # decision
    N11 = "N11"  # outcome
    N12 = "N12"  # appeal lodged or admitted
    N13 = "N13"  # appeal decided
    N14 = "N14"  # final events, where rule or law says
    N15 = "N15"  # closure and data rights
    N16 = "N16"  # interim measure
    N17 = "N17"  # a clock changed, or a request was answered
    N18 = "N18"  # condition reminder, breach, completion
    N19 = "N19"  # panel, voter or officer changed
    N20 = "N20"  # no retaliation
    N21 = "N21"  # abatement
    N22 = "N22"  # progress and feedback (new)
    N23 = "N23"  # something to answer: talks, an answer, a draft report, a consent term, findings (new)
    N24 = "N24"  # referred, joined, adopted, remitted, reopened (new)
    N25 = "N25"  # identity decision or release (new)


LETTERS_TO_THE_MEMBER: dict[str, Promise] = {}
"""What each letter to the member is called, by the type of its event. The app that writes the letters fills it."""


def name_letters_to_the_member(names: Mapping[str, Promise]) -> None:
    LETTERS_TO_THE_MEMBER.update(names)
