from tests.pagecache.reader import reader, shelf  # noqa: F401  (fixtures)
