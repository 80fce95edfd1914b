"""Typesetting: blocks of text become PDF, and page pictures become a numbered bundle. It knows no case and no settings."""
