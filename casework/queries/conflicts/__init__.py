"""Who may not see a case, and why."""
