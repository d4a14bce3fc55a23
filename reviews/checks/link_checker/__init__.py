"""Addresses outside that reviews link to: looked at by a task or a command, never during a save."""
