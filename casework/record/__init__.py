"""What happened in a case, and what follows from it: events, clocks, state, rights."""
