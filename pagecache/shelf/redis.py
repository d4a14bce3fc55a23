"""The shelf in Redis or Valkey (CACHE_URL)."""

from contextlib import suppress

import msgspec
import redis

from pagecache.shelf.base import CLAIM_SECONDS, KEPT_FOR, Found, Label

PREFIX = "foyer:"
TIMEOUT = 0.2  # seconds: a store that is away must not keep readers waiting


class RedisShelf:
    def __init__(self, url: str):
        self._redis = redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)

    def get(self, key: str, encoding: str) -> Found | None:
        try:
            label, body = self._redis.hmget(PREFIX + key, ["label", encoding])
        except redis.RedisError:
            return None
        if label is None or body is None:
            return None
        return msgspec.msgpack.decode(label, type=Label), body

    def put(self, key: str, label: Label, bodies: dict[str, bytes]) -> None:
        with suppress(redis.RedisError), self._redis.pipeline() as pipeline:
            pipeline.delete(PREFIX + key)
            pipeline.hset(PREFIX + key, mapping={"label": msgspec.msgpack.encode(label), **bodies})
            pipeline.expire(PREFIX + key, KEPT_FOR)
            pipeline.execute()

    def clear(self) -> None:
        with suppress(redis.RedisError):
            for key in self._redis.scan_iter(f"{PREFIX}*", count=1000):
                self._redis.delete(key)

    def delete_old(self) -> None:
        """Redis does it itself."""

    def claim(self, key: str) -> bool:
        try:
            return bool(self._redis.set(f"{PREFIX}claim:{key}", b"", nx=True, px=int(CLAIM_SECONDS * 1000)))
        except redis.RedisError:
            return True

    def release(self, key: str) -> None:
        with suppress(redis.RedisError):
            self._redis.delete(f"{PREFIX}claim:{key}")
