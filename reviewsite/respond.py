from pagecache.respond import page  # noqa: F401
