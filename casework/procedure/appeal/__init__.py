"""Appeal."""
