"""The pages of the officers of a case: its tabs, notes, team, and the sheets of screening and seats."""
