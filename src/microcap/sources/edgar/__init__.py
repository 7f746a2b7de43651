"""Asking the SEC: addresses, a client that keeps its rules, and readers of what it answers."""
