"""The pages of letters and of what hangs on them."""
