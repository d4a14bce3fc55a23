"""Upgrading: a folder for each earlier version holds a database of it on each engine, and its pages in words.

`bench/databases/dump_version.py` makes them, with the demo and a row of whatever the demo lacks.
"""
