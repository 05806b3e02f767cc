"""The parts of *Chỉ tiêu*: what was typed, the grid, filling a column, saving, the history of a cell."""
