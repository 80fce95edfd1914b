"""What `manage.py doctor` asks of a house: what is missing, and how to mend it, one plain line each."""
