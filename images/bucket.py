"""The storage of pictures in a bucket of S3 or its like (MEDIA_STORAGE; needs django-storages[s3])."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


@contextmanager
def _os_errors() -> Iterator[None]:
    """A bucket that fails fails as a disk does, for whoever answers a full or missing one."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise OSError(errno.EIO, f"The storage of pictures failed: {type(error).__name__}") from error


class BucketStorage(S3Storage):
    """Files in a bucket. Their addresses stay the site's (/media/…): no page changes with the storage.

    The bucket needs no public access: the site sends the files (reviewsite/pages/media.py). What is
    uploaded stands under its name whole or not at all.
    """

    def get_default_settings(self):
        return super().get_default_settings() | {
            "client_config": Config(
                connect_timeout=5,
                read_timeout=20,
                retries={"total_max_attempts": 2},
                # Newer checksums are for Amazon's own alone.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            )
        }

    def url(self, name, *_args, **_kwargs):
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def _open(self, name, mode="rb"):
        with _os_errors():
            return super()._open(name, mode)

    def _save(self, name, content):
        with _os_errors():
            return super()._save(name, content)

    def delete(self, name):
        with _os_errors():
            super().delete(name)

    def exists(self, name):
        with _os_errors():
            return super().exists(name)

    def listdir(self, name):
        with _os_errors():
            return super().listdir(name)

    def size(self, name):
        with _os_errors():
            return super().size(name)
