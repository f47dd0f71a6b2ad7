"""Callside: the right file, the right words and a silence timer beside a softphone."""

__version__ = "0.1.0"
