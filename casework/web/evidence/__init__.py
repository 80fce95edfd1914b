"""The pages on which copies are covered and compared, and the bundle of a case."""
