"""Second signatures."""
