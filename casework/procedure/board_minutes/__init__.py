"""The minutes of a ballot."""
