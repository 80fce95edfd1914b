"""What `manage.py doctor` asks of an installation: what is missing, and how to mend it, one plain line each."""
