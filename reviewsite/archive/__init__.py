"""The whole house as an archive, exported and restored (docs/archive-format.md)."""
