"""The cookie of the page where reports begin: it holds the handle of a report that was not sent, and opens nothing."""

BEGUN = "begun"
