"""Logs to standard error: one line an event, as text or JSON, and no word of any text in it."""
