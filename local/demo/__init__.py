"""The demonstration: a small society of invented people, and cases made by real steps."""
