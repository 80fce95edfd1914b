"""Corrections and referrals."""
