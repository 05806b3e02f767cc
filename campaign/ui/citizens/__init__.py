"""*Công dân*: the list of people, one person's file, possible duplicates, and the files that leave the house."""
