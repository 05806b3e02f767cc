"""Pure rules of the field; nothing here reads a clock, a file of the user's, or a database."""
