"""Places that become others: merged, divided, moved to another commune, with everything that hangs on them."""
