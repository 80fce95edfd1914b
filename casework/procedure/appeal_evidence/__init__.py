"""What the sides bring on an appeal that is new."""
