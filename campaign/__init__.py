"""Digital-citizen campaign tracker: who was helped with which step, against which target, by which day."""

__version__ = "0.1.0"
