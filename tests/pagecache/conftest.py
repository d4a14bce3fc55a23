from tests.front import reader, shelf  # noqa: F401  (fixtures)
