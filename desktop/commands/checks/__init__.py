"""What `callside check` looks at, one subject a file."""
