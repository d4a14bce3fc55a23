"""Signs that somebody meant to hide something: sentences that warn, and tags that hide, in any language."""
