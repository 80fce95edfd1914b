"""The public pages, and the report with one question on each page. Nobody is signed in here, and no visit is noted."""
