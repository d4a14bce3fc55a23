from tests.pagecache.house import filled_house  # noqa: F401  (fixture)
from tests.pagecache.reader import reader, shelf  # noqa: F401  (fixtures)
