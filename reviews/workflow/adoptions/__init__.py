"""Adopt imported drafts: an archive goes live at once, and says of each text that nobody read it here yet."""
