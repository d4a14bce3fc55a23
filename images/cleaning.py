"""Clean an uploaded picture: verified by its bytes, rotated upright, sRGB, scaled down, without metadata."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

from images.limits import MAX_SIDE

AVERAGED = ("L", "LA", "RGB", "RGBA", "CMYK")  # modes whose pixels can be averaged as they are
STRIP = 256  # rows of the reduced picture that are made at a time
WEBP_PERCENT = 40  # of the pixels that others may have: its decoder keeps four copies of them
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}

_one_at_a_time = Lock()
NOT_A_PICTURE = _(
    "This is not a whole JPEG, PNG or WebP picture, whatever its name says. Choose another file."
)
TOO_HEAVY = _("This file has more than %(limit)s MB. Save it smaller and try again.")
TOO_LARGE = _("This picture has more than %(limit)s million pixels. Scale it down and try again.")
DAMAGED = _("This picture is cut off or damaged. Export it again and try once more.")
EMPTY = _("This file is empty.")


@dataclass(frozen=True)
class CleanPicture:
    content: bytes
    sha256: str
    extension: str

    @property
    def name(self) -> str:
        return f"{self.sha256}.{self.extension}"


def clean(upload) -> CleanPicture:
    """A clean picture made from an open binary file. Raises ValidationError if it is not a picture.

    Deterministic: the same file always gives the same bytes, and so the same name. One at a time in each
    process: forty million pixels take 280 MiB.
    """
    with _one_at_a_time:
        original = _open(_read(upload))
        format = original.format
        content = _encode(_normalise(original), format)
    return CleanPicture(content, hashlib.sha256(content).hexdigest(), EXTENSIONS[format])


def _read(upload) -> bytes:
    limit = settings.IMAGE_MAX_BYTES
    upload.seek(0)
    data = upload.read(limit + 1)
    if not data:
        raise ValidationError(EMPTY, code="empty")
    if len(data) > limit:
        raise ValidationError(TOO_HEAVY, code="too_heavy", params={"limit": _mega(limit, 1024 * 1024)})
    return data


def _open(data: bytes) -> Image.Image:
    """The decoded picture. Its size is checked before any pixel is decoded (decompression bombs)."""
    limit = settings.IMAGE_MAX_PIXELS
    try:
        picture = Image.open(BytesIO(data), formats=list(EXTENSIONS))
    except Image.DecompressionBombError as error:
        raise _too_large(limit) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error
    if picture.format == "WEBP":
        limit = limit * WEBP_PERCENT // 100
    if picture.width * picture.height > limit:
        raise _too_large(limit)
    try:
        picture.draft(picture.mode, (MAX_SIDE, MAX_SIDE))  # JPEG alone is decoded smaller
        picture.load()
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise ValidationError(DAMAGED, code="damaged") from error
    return picture


def _too_large(limit: int) -> ValidationError:
    return ValidationError(TOO_LARGE, code="too_large", params={"limit": _mega(limit, 1_000_000)})


def _normalise(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if picture.mode in AVERAGED:
        picture = _reduced(picture)
    picture = ImageOps.exif_transpose(picture)
    if profile:
        picture = _to_srgb(picture if picture.mode == "CMYK" else _to_standard_mode(picture), profile)
    picture = _to_standard_mode(picture)
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    return picture


def _reduced(picture: Image.Image) -> Image.Image:
    """A very large picture at a half, a third …: each later step copies all of its pixels.

    In strips, for the same reason.
    """
    factor = max(picture.size) // MAX_SIDE
    if factor < 2:
        return picture
    reduced = Image.new(picture.mode, tuple(-(-side // factor) for side in picture.size))
    reduced.info = picture.info
    for top in range(0, picture.height, STRIP * factor):
        strip = picture.crop((0, top, picture.width, min(top + STRIP * factor, picture.height)))
        reduced.paste(strip.reduce(factor), (0, top // factor))
    return reduced


def _to_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Convert from the embedded colour profile to sRGB. A broken profile is ignored."""
    target = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        srgb = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, srgb, outputMode=target) or picture
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _to_standard_mode(picture: Image.Image) -> Image.Image:
    """Convert palettes, CMYK and 16 bits per channel to L, RGB or RGBA."""
    if picture.mode.startswith(("I", "F")):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB") else picture.convert("RGB")


def _encode(picture: Image.Image, format: str) -> bytes:
    """Encode only the pixels: no EXIF, XMP, profile or comment."""
    options = {
        "JPEG": {"quality": 85, "progressive": True, "optimize": True},
        "PNG": {"optimize": True},
        "WEBP": {"quality": 85, "method": 4},
    }
    out = BytesIO()
    pixels = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    pixels.save(out, format, **options[format])
    return out.getvalue()


def _mega(limit: int, unit: int) -> str:
    return f"{limit / unit:.3g}"
