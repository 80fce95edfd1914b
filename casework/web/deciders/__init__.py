"""The pages of a panel, an appeal panel and the board."""
