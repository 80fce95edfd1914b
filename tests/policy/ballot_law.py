"""An oracle for the board's ballot, written from the sentences of the procedure alone. It imports nothing of the product.

Options, levels and choices are plain texts and numbers; it counts heads where the product computes.
"""

from collections.abc import Mapping, Sequence

MOTIONS = ("remit", "remit_to_new_panel", "dismiss_on_law")
SUSPENSION, PROBATION, LOWEST_VOTED = 6, 5, 2


def least_present(filled: int) -> int:
    """The least quorum by the board's own filled seats: five of seven or more, else three."""
    return 5 if filled >= 7 else 3


def more_than_half(eligible: int) -> int:
    """The smallest number of votes that is more than half of those who may vote."""
    return next(votes for votes in range(eligible + 2) if votes > eligible - votes)


def two_thirds(eligible: int) -> int:
    """The smallest number of votes that is at least two thirds of those who may vote."""
    return next(votes for votes in range(eligible + 1) if 3 * votes >= 2 * eligible)


def quorum(filled: int, eligible: int) -> int:
    """Who has to be present: the least quorum, and more than half of those who may vote."""
    return max(least_present(filled), more_than_half(eligible))


def options(route: str, recommended: int) -> tuple[str, ...]:
    """The options in the order they are put."""
    down = tuple(f"L{level}" for level in range(recommended, LOWEST_VOTED - 1, -1))
    if route == "panel":
        return (*MOTIONS, *down)
    if route == "consent":
        return ("remit", "dismiss_on_law", "consent", *(step for step in down if step != f"L{recommended}"))
    return ("remit", *(("activate",) if recommended else ()), "more_time")


def held_in_abeyance(level: int, recommended: int, named: int | None) -> int | None:
    """What a decision at a level holds in abeyance: probation names a sanction, the other levels none.

    Recommended probation names what was recommended with it. Probation in the place of something heavier names that.
    """
    if level != PROBATION:
        return None
    return named if level == recommended else recommended


def needed(option: str, eligible: int, *, recommended: int, named: int | None) -> int:
    """The votes that carry an option: a majority, or two thirds for suspension, expulsion and bar, also in abeyance."""
    if option in (*MOTIONS, "activate", "more_time"):
        return more_than_half(eligible)
    level = recommended if option == "consent" else int(option[1:])
    held = held_in_abeyance(level, recommended, named)
    heavy = level >= SUSPENSION or (held is not None and held >= SUSPENSION)
    return two_thirds(eligible) if heavy else more_than_half(eligible)


def result(filled: int, eligible: int, votes_needed: int, *, pro: int, contra: int, abstaining: int) -> str:
    """What a round comes to. Quorum is tested before anything is counted; an abstention is present, and not for."""
    present = pro + contra + abstaining
    if present < quorum(filled, eligible) or present < votes_needed:
        return "no_result"
    return "carried" if pro >= votes_needed else "not_carried"


def counts_for(voted: str, put: str, recommended: int) -> bool:
    """Whether a vote for one option counts for another: on the ladder for every lower one, a motion for itself alone."""
    if voted == put:
        return True
    if (voted, put) == ("activate", "more_time"):
        return True
    if voted in (*MOTIONS, "activate", "more_time") or put in (*MOTIONS, "activate", "more_time"):
        return False
    high, low = (recommended if each == "consent" else int(each[1:]) for each in (voted, put))
    return high > low


def ballot(
    filled: int, eligible: int, *, route: str, recommended: int, named: int | None, profile: Sequence[Mapping[str, str]]
) -> tuple[str | None, str]:
    """What a whole ballot comes to: the last option that was put, and its result. A voter's mapping says how they vote."""
    put = ""
    votes: list[tuple[int, str, str]] = []
    for put in options(route, recommended):
        votes += [(voter, put, choices[put]) for voter, choices in enumerate(profile) if put in choices]
        pro = {voter for voter, option, choice in votes if choice == "for" and counts_for(option, put, recommended)}
        there = pro | {voter for voter, option, _ in votes if option == put}
        carries = needed(put, eligible, recommended=recommended, named=named)
        came = result(filled, eligible, carries, pro=len(pro), contra=len(there - pro), abstaining=0)
        if came != "not_carried":
            return put, came
    return put, "not_carried"
