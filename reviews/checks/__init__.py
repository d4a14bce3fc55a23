"""Checks of a document before it is submitted and approved; `run.run_checks` runs them all."""
