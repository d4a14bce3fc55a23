"""Importing at the desk: one text with a look first, an archive with its progress and what became of it."""
