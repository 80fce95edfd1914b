"""The public side: pages to read, and the report, one question a page. Nobody is signed in here, and nobody is noted."""
