"""The letter that tells a decision of the board."""
