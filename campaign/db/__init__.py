"""All SQL of the house; nothing above this package builds a statement, nothing below it knows a table.

`Connection` is handed on for annotations, so that services need not name the library.
"""

from sqlalchemy import Connection

__all__ = ["Connection"]
