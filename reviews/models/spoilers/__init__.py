"""Checks for spoilers before approval, and reports of them by readers after it."""
