"""The desk: what needs a decision today, as cards with one next action each."""
