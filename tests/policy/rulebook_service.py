"""What a rulebook says of letters that nobody opens, and of the pages of a bundle."""

from datetime import date, timedelta
from typing import Any

from policy.deemed_service import deemed_day, pages_served_on, reminder_day
from policy.rules import Rules

DAY = date(2026, 1, 1)
LATER = DAY + timedelta(days=40)


def service_days(rules: Rules) -> Any:
    """Return when a letter is brought to mind again and counts as served, and since when pages do."""
    sent = [(), (LATER,), (DAY, LATER), (DAY, DAY)]
    days = [(reminder_day(DAY, reminded, rules), deemed_day(DAY, reminded, rules)) for reminded in sent]
    return days, pages_served_on(DAY, rules)
