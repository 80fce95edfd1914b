"""A browser that starts in the middle of a run leaves the tests the connection that they had."""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from playwright.sync_api import Page


def test_under_the_loop_of_a_browser_a_test_has_the_same_connection(
    own_connection: BaseDatabaseWrapper, page: Page
) -> None:
    assert connections[DEFAULT_DB_ALIAS] is own_connection
