"""Forms: the input of each verb, and the public report."""
