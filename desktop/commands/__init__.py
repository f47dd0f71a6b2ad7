"""The commands that work on the database without a window; each file is one of them."""
