"""Who had what, when: the two sides of a case compared."""
