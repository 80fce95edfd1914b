"""What can wait for somebody, which event and which clock brings it, and which do not."""
