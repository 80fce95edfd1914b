"""Actions about people, outside any case: accounts, offices, invitations, absences."""
