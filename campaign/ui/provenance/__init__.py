"""The screen *Số này ở đâu ra?*: what a number counted, over which days and places, and the rows behind it."""
