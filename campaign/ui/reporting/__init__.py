"""The parts of *Số liệu báo cáo*: entering, deciding, locking, who is silent, what was done with one number."""
