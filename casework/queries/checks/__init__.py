"""The stored rows against the record."""
