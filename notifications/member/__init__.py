"""What a member, or a representative, reads and writes in their own case."""
