"""What one case shows to its viewer: its page, history, receipts and tasks."""
