"""What templates may say of a case."""
