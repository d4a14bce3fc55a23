"""The shelf in Redis or Valkey (CACHE_URL)."""

from collections.abc import Sequence
from contextlib import suppress

import msgspec
import redis

from pagecache.shelf.base import CLAIM_SECONDS, KEPT_FOR, Found, Label, Row

PREFIX = "foyer:"
CLAIM = f"{PREFIX}claim:"
TIMEOUT = 0.2  # seconds: a store that is away must not keep readers waiting


class RedisShelf:
    def __init__(self, url: str):
        self._redis = redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)

    def get(self, key: str, *encodings: str) -> Found | None:
        try:
            label, *bodies = self._redis.hmget(PREFIX + key, ["label", *encodings])
        except redis.RedisError:
            return None
        for encoding, body in zip(encodings, bodies, strict=True):
            if label is not None and body is not None:
                return Found(msgspec.msgpack.decode(label, type=Label), body, encoding)
        return None

    def put(self, rows: Sequence[Row], *, release: str = "") -> None:
        with suppress(redis.RedisError), self._redis.pipeline() as pipeline:
            for key, label, bodies in rows:
                pipeline.delete(PREFIX + key)
                pipeline.hset(PREFIX + key, mapping={"label": msgspec.msgpack.encode(label), **bodies})
                pipeline.expire(PREFIX + key, KEPT_FOR)
            if release:
                pipeline.delete(CLAIM + release)
            pipeline.execute()

    def clear(self) -> None:
        with suppress(redis.RedisError):
            for key in self._redis.scan_iter(f"{PREFIX}*", count=1000):
                self._redis.delete(key)

    def delete_old(self) -> None:
        """Redis does it itself."""

    def claim(self, key: str) -> bool:
        try:
            return bool(self._redis.set(CLAIM + key, b"", nx=True, px=int(CLAIM_SECONDS * 1000)))
        except redis.RedisError:
            return True

    def release(self, key: str) -> None:
        with suppress(redis.RedisError):
            self._redis.delete(CLAIM + key)
