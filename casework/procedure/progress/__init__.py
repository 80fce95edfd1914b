"""Status and feedback."""
