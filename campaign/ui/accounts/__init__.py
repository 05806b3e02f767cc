"""The parts of the screen *Tài khoản*: people, teams, villages, who looks as somebody else."""
