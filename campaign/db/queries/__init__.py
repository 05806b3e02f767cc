"""Reads, one module a subject; each returns plain frozen data, never a row object."""
