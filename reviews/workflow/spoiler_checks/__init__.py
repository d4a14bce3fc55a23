"""Spoiler checks: who may sign, what is refused, and the step itself."""
