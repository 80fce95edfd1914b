"""The conversation with the parties."""
