"""The parts of *Địa bàn*: pasting a list, the list of places, one place and what may be changed of it."""
