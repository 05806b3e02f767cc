"""The screen of *Dân vận khéo*: registrations, the shortlist with its rules, the leader's choice."""
