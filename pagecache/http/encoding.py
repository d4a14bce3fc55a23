"""Compression of pages, and which encoding a client takes."""

import gzip
from functools import lru_cache

import brotli

ENCODINGS = ("br", "gzip")  # in the order of preference
# A page is compressed while its first reader waits: the next levels take twice as long, for 2 to 6 % less.
BROTLI_QUALITY = 4
GZIP_LEVEL = 4
LEAST = 200  # bytes: below, compression gains nothing


def compressed(body: bytes, encoding: str) -> bytes:
    if encoding == "br":
        return brotli.compress(body, quality=BROTLI_QUALITY)
    return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)


def decompressed(body: bytes, encoding: str) -> bytes:
    """Raises an OSError, EOFError, zlib.error or brotli.error for bytes that are damaged."""
    return brotli.decompress(body) if encoding == "br" else gzip.decompress(body)


@lru_cache(maxsize=512)
def accepted(header: str) -> str:
    """The best encoding for an Accept-Encoding header: “br”, “gzip”, or “plain”."""
    weights = dict(map(_weight, header.lower().split(",")))
    others = weights.get("*", 0.0)
    best = max(ENCODINGS, key=lambda name: weights.get(name, others))
    return best if weights.get(best, others) > 0 else "plain"


def _weight(item: str) -> tuple[str, float]:
    name, _, parameter = item.partition(";")
    _, _, value = parameter.partition("=")
    try:
        return name.strip(), float(value) if value.strip() else 1.0
    except ValueError:
        return name.strip(), 0.0
