"""The steps that somebody is offered in a case."""
