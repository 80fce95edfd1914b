"""What a page says about a vote that ended without its reader."""

from django import template

from casework.queries.decisions.vote_ended import words_of_vote_ended

register = template.Library()
register.simple_tag(words_of_vote_ended)
