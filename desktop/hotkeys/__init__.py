"""Shortcuts that work while another window has the keyboard."""
