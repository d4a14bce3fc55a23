import gc
import os
import sys

from django.core.wsgi import get_wsgi_application

# A thread that builds a page gives way to those that only send one after half a millisecond, not after five.
sys.setswitchinterval(0.0005)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reviewsite.settings")
application = get_wsgi_application()  # first: it sets Django up

from django.conf import settings  # noqa: E402

from monitoring.access_log import AccessLog  # noqa: E402
from monitoring.metrics import begin_metrics  # noqa: E402
from pagecache.front import Front  # noqa: E402
from reviewsite.operations.exposition import HouseCollector  # noqa: E402
from reviewsite.operations.probes import Probes  # noqa: E402
from reviewsite.operations.system_checks import refuse_unsafe_start  # noqa: E402

refuse_unsafe_start()
count = begin_metrics(settings.METRICS_LISTEN, HouseCollector())
application = Probes(AccessLog(Front(application), count, in_batches=True))

# What was loaded by now is never garbage: looking at it again and again took a tenth of each page's time.
gc.collect()
gc.freeze()
gc.set_threshold(10_000)
