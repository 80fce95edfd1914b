"""The API for programs: the same doors, verbs and refusals as the pages, in JSON."""
