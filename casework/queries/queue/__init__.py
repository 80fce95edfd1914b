"""The officers' queue and what stands beside it: Today's cases, the team, seats."""
