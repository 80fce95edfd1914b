"""Mails: how they leave, how often, and at which hour."""
