"""Reading what is sealed."""
