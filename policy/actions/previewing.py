"""What a page shows of a list before its import: counts and the first changes of each kind, or the faults."""

from collections.abc import Iterable
from datetime import datetime

from policy.actions.comparing import Change, Kind, Plan, RowFault
from policy.actions.refusals import ListRefused
from policy.models import MemberImport

SHOWN = 100
"""How many changes of each kind, and how many faults, a page shows."""


def plan_list(changes: Iterable[Change | RowFault]) -> tuple[Plan, dict[str, object]]:
    """Return the plan of a list, and what a page shows of it. ListRefused, with the faults, if a row is refused."""
    plan, faults, more = Plan(), list[str](), 0
    shown: dict[str, list[object]] = {kind: [] for kind in Kind if kind != Kind.UNCHANGED}
    for one in changes:
        if isinstance(one, RowFault):
            more += 1
            faults += [str(one)] if len(faults) < SHOWN else []
            continue
        plan.add(one)
        if one.kind in shown and len(shown[one.kind]) < SHOWN:
            shown[one.kind].append({"row": one.row, "number": one.number, "name": one.name, "differs": one.differs})
    if more > len(faults):
        faults.append(f"There are {more - len(faults):,} more faults.")
    if faults:
        raise ListRefused(*faults)
    return plan, {"counts": plan.counts, **shown}


def keep_preview(upload: MemberImport, plan: Plan, shown: dict[str, object], at: datetime) -> None:
    """Store a preview. From now on a person can confirm this plan."""
    upload.state, upload.plan, upload.shown = MemberImport.State.READY, plan.digest, shown
    upload.confirmed, upload.compared_at = "", at
    upload.save(update_fields=["state", "plan", "shown", "confirmed", "compared_at"])


def refuse_list(upload: MemberImport, fault: ListRefused, at: datetime) -> None:
    """Store why a list is refused, and delete the file."""
    upload.state, upload.shown, upload.content = MemberImport.State.REFUSED, {"faults": fault.faults}, None
    upload.finished_at = at
    upload.save(update_fields=["state", "shown", "content", "finished_at"])
