"""The version of Foyer, as pyproject.toml names it (a test compares them)."""

VERSION = "0.1.0"
