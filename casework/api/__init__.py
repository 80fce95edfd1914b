"""The house for programs: the same doors, verbs and refusals as the pages, in JSON."""
