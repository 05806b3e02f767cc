"""The screen *Bảng công khai*: the switch of a campaign's public board, and what will be seen of it."""
