"""Reviews as files: the last text as Markdown, each revision's exact bytes, their pictures."""
