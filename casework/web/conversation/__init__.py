"""The pages of a thread between a party and the Society."""
