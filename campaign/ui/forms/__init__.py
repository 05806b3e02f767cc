"""The parts of the record screen: finding a person, ticking steps, adding somebody, a whole group, taking back."""
