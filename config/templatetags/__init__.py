"""Tags that the templates of every app can load."""
