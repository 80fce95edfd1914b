"""From the record to letters, in order; what was sent, and what a step would send."""
