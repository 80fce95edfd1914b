"""The officer's first page."""
