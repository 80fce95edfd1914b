"""What waits for whom, and how they learn of it."""
