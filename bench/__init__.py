"""Measurements of speed, memory and bytes; run by ``python -m bench``, never by the tests.

It refuses to judge correctness: whatever must hold on every machine is asserted under ``tests``.
"""
