"""Checks: what to look at in a document before it goes on."""
