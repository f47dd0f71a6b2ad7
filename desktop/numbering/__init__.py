"""Turns what lines and people write into phone numbers that can be compared."""
