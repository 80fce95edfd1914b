"""Guards of the report and its reception."""

from casework.vocabulary import ClockName, IdentityChoice, Mention
from casework.workflow.guard import Asked, answer_guard, guard

MOST_NAMES = 2
"""How often a reporter can say after the report how they want to be known."""
MOST_ADDITIONS = 5
"""How often a reporter can say more about who must not see the report."""


@guard("Say who this is about, or choose “I do not know who it was”.")
def respondent_is_named_or_unknown(named: bool, unknown: bool) -> bool:
    return named or unknown


@guard("Choose at least one commitment, or ask us to help you choose.")
def commitment_is_chosen_or_help_asked(commitments: tuple[int, ...], help_asked: bool) -> bool:
    return bool(commitments) or help_asked


account_is_given = answer_guard("account_is_given", "Tell us what happened.")

truth_is_declared = answer_guard("truth_is_declared", "Confirm that what you wrote is true as far as you know.")


@guard("This complaint is still being prepared.")
def conflicts_are_swept(case: Asked) -> bool:
    """Whether the first sweep has run, and nobody outside still has to say who must not see the report."""
    return case.view.filing.open_to_desk


@guard("No line is waiting for a ruling any more.")
def keep_away_lines_wait(case: Asked) -> bool:
    return bool(case.view.filing.lines_waiting)


@guard("This report is being compared once more. Open this page again in a minute.")
def what_was_added_is_compared(case: Asked) -> bool:
    """Whether the people asked may read all that the reporter added. It may name one of them: then somebody else is asked."""
    return not case.view.filing.addition_waits


@guard("Nobody has to say whom your line means. Write a message to the Society instead.")
def somebody_has_to_rule(case: Asked) -> bool:
    return bool(case.view.filing.lines_waiting)


@guard("You have said more five times. It is all there for the person who has to decide.")
def more_was_not_said_too_often(case: Asked) -> bool:
    """Whether the reporter may say more. Each time, the time to answer begins again."""
    return len(case.view.filing.added) < MOST_ADDITIONS


@guard("For every line, say whom it means, or that it means nobody here.")
def every_line_is_ruled_on(case: Asked, lines: tuple[int, ...]) -> bool:
    return lines == case.view.filing.lines_waiting


@guard("There is no code to exchange here.")
def code_waits_to_be_claimed(case: Asked) -> bool:
    """Whether staff made the reporter's code, and the reporter has neither replaced nor declined it yet."""
    return case.view.filing.code_waits and case.view.clock(ClockName.CODE_CLAIM) is not None


@guard("You report openly already.")
def reporter_is_not_named_openly(case: Asked) -> bool:
    return case.view.filing.identity is not IdentityChoice.OPEN


@guard("You have said this twice since your report. Write to us if something in it is wrong.")
def name_was_not_said_too_often(case: Asked) -> bool:
    """Whether the reporter may say it again. Each name shuts out those who are tied to its bearer, for good."""
    return len(case.view.filing.identity_entries) <= MOST_NAMES


@guard("Choose who may read your name.")
def name_is_shown_or_sealed(choice: IdentityChoice) -> bool:
    return choice is not IdentityChoice.ANONYMOUS


@guard("There is nothing to rule on.")
def mention_waits(case: Asked) -> bool:
    return any(conflict.state is Mention.PROVISIONAL for conflict in case.view.people.conflicts)
