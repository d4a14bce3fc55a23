"""Our own Markdown, in which a document is exported and read back exactly."""
