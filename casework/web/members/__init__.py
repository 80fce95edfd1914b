"""A member's own oath, and the passkey with which somebody signs."""
