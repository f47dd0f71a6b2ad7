"""The debtor's voice: each line is spoken by a child process, and its loudness is known exactly."""
