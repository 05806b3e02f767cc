"""Imports: reading a file, a dry run that writes nothing, one transaction that writes all, and the way back."""
