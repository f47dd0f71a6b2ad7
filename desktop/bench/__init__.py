"""Benchmarks: every time is a ratio to a floor measured in the same run, turn by turn."""
