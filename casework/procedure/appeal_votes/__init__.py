"""The votes of an appeal panel on each ground."""
