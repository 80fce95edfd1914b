"""The appeal panel."""
