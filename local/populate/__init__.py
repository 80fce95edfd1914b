"""Fills an installation with any number of cases: clones of histories that real steps made, valid down to their seals."""
