"""The screen *Báo cáo*: documents of a place and a period, texts, posters, and the schedule of the weekly files."""
