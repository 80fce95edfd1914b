"""The officers' queue: its pages, its searches and its steps in several cases."""
