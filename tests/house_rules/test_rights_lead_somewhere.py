"""A right to a step leads to its form, or to something else that a person does; the printed pages name the exceptions."""

from casework.record.rights import RIGHTS, When
from casework.verbs import VERBS
from casework.vocabulary import Seat, Verb
from casework.vocabulary.not_offered import NO_WAY, NOT_OFFERED
from operations import printing

WITHOUT_A_FORM = frozenset({Verb.CLAIM_CODE, Verb.OPEN_LETTER, Verb.READ_MESSAGES, Verb.SEND_MESSAGE})
"""Steps that a person takes by doing something else: changing the words, opening a letter, reading or sending a message."""


def test_every_right_of_a_person_to_a_step_leads_to_its_form_or_is_named_as_not_offered() -> None:
    cells = (cell for (seat, _state), cell in RIGHTS.items() if seat is not Seat.CLOCK)
    given = {right.right if isinstance(right, When) else right for cell in cells for right in cell}
    shut = {verb for verb, why in NOT_OFFERED.items() if why == NO_WAY}
    assert {right for right in given if isinstance(right, Verb)} - VERBS.keys() == WITHOUT_A_FORM | shut


def test_the_printed_pages_say_of_a_step_that_nobody_can_take_that_it_is_not_offered() -> None:
    steps, seats = printing.page("docs/workflow.md"), printing.page("docs/confidentiality.md")
    for verb, why in NOT_OFFERED.items():
        assert why in steps.partition(f"\n### {verb.value}\n")[2].partition("\n### ")[0]
        assert f"`{verb.value}`: {why}" in seats
