"""The rules of a collections call: pure, no I/O, no clock, no threads, no randomness."""
