"""The pulse of an installation: when each part last worked, how much waits, and how to fix a part that stopped."""
