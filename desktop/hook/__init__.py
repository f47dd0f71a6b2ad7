"""The door for other programs: calls, URLs and actions told to the running desk."""
