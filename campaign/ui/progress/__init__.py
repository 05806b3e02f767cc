"""The screen *Tiến độ*: four questions for a province, a commune or a village, from one address."""
