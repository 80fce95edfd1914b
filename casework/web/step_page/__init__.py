"""What the page of a step is made of. The page itself is `casework/web/steps.py`."""
