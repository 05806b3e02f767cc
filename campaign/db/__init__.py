"""All SQL of the house; nothing above this package builds a statement, nothing below it knows a table."""
