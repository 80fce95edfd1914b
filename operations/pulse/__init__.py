"""The pulse of an installation: when each part last did its work, how much waits, and what mends it when it stops."""
