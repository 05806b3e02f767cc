"""The screen of models and initiatives: the register, registering, one of them."""
