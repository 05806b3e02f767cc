"""Writes, one module a subject. Nothing here commits: two operations can always share a transaction."""
