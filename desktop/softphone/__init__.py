"""Lines: one file per kind of softphone; bytes in, `CallEvent`s out."""
