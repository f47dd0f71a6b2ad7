"""Finds, parses and validates what is in `resources/`: words, profiles, sample files, scripts."""
