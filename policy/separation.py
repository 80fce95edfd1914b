"""Which seats one person may not hold together in one case. Seats are plain words here: the rule book knows no case."""

from collections.abc import Iterable, Mapping

PARTIES = frozenset({"complainant", "respondent", "representative", "witness"})
PANELS = frozenset({"panel_chair", "panel_member", "appeal_chair", "appeal_member"})

MAY_ALSO_BE: Mapping[str, frozenset[str]] = {
    **dict.fromkeys((*PANELS, "auditor"), frozenset[str]()),
    "board_member": frozenset({"interim_member"}),
    "investigator": frozenset({"intake", "screener", "blind_reader", "registrar"}),
    "decider": frozenset({"intake", "screener", "blind_reader", "interim_member", "monitor", "registrar"}),
    "consent_approver": frozenset({"intake", "screener", "blind_reader", "interim_member", "monitor", "registrar"}),
    "reviewer": frozenset({"intake", "interim_member", "monitor"}),
    "adviser": frozenset({"intake", "screener", "blind_reader", "registrar"}),
    "board_secretary": frozenset({"intake", "screener", "blind_reader", "interim_member", "monitor", "registrar"}),
    "custodian": frozenset({"protection_officer", "registrar", "dpo"}),
    "dpo": frozenset({"custodian", "protection_officer", "registrar"}),
    "protection_officer": frozenset({"intake", "monitor", "custodian", "registrar", "dpo"}),
}
"""A person who has acted in the office on the left may hold no office but these."""

FREE = frozenset({"intake", "screener", "blind_reader", "interim_member", "monitor", "registrar"})
"""Offices barred by the rows above only."""

OFFICES = FREE | MAY_ALSO_BE.keys()


def _is_barred(one: str, other: str) -> bool:
    if one == other:
        return False
    if one in PARTIES or other in PARTIES:
        return {one, other} != {"complainant", "witness"}
    return any(a in MAY_ALSO_BE and b not in MAY_ALSO_BE[a] for a, b in ((one, other), (other, one)))


INCOMPATIBLE: Mapping[str, frozenset[str]] = {
    seat: frozenset(other for other in PARTIES | OFFICES if _is_barred(seat, other))
    for seat in sorted(PARTIES | OFFICES)
}
"""For every seat the seats that the same person may not also hold, or have held, in the case. Symmetric."""


def may_also_sit(held: Iterable[str], wanted: str, *, linked: bool = False) -> bool:
    """Whether someone who has acted as each of `held` may take the seat `wanted`.

    `linked`: they were held in a linked case, where parties are compared with offices only. Seats without a row
    (the public, the clock) bar nothing.
    """
    barred = INCOMPATIBLE.get(wanted, frozenset[str]())
    if linked and wanted in PARTIES:
        barred -= PARTIES
    return barred.isdisjoint(held)
