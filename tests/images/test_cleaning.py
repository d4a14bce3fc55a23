"""What may become a picture of ours, and what is left of it."""

import hashlib
import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, ImageOps

from images.cleaning import _reduced, clean

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def _picture(kind="JPEG", size=(40, 20), mode="RGB", colour=None, **options):
    out = BytesIO()
    Image.new(mode, size, colour or 0).save(out, kind, **options)
    return out.getvalue()


def _upload(data, name="poster.jpg"):
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def _read(picture):
    return Image.open(BytesIO(picture.content))


def _bomb(width=60_000, height=60_000):
    """A PNG of few bytes that says it has billions of pixels."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 10_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
NONE_OF_THEM = "This is not a whole JPEG, PNG or WebP picture, whatever its name says. Choose another file."
DAMAGED = "This picture is cut off or damaged. Export it again and try once more."
TOO_LARGE = "This picture has more than 40 million pixels. Scale it down and try again."

HOSTILE = {
    "an SVG with a script": (SVG, "drawing.svg", NONE_OF_THEM),
    "an SVG named JPEG": (SVG, "drawing.jpg", NONE_OF_THEM),
    "a GIF": (_picture("GIF"), "moving.gif", NONE_OF_THEM),
    "a GIF named PNG": (_picture("GIF"), "moving.png", NONE_OF_THEM),
    "a page of HTML": (HTML, "evil.html", NONE_OF_THEM),
    "a page of HTML named WebP": (HTML, "evil.webp", NONE_OF_THEM),
    "HTML behind the first bytes of a GIF": (b"GIF89a" + HTML, "evil.jpg", NONE_OF_THEM),
    "a BMP": (_picture("BMP"), "old.jpg", NONE_OF_THEM),
    "a TIFF": (_picture("TIFF"), "scan.jpg", NONE_OF_THEM),
    "nothing but a name": (b"", "empty.jpg", "This file is empty."),
    "the first bytes of a JPEG": (b"\xff\xd8\xff\xe0\0\x10JFIF", "cut.jpg", NONE_OF_THEM),
    "a JPEG cut off": (_picture(size=(600, 600), colour="red")[:-900], "cut.jpg", DAMAGED),
    "a PNG cut off": (_picture("PNG", size=(600, 600), colour="red")[:-700], "cut.png", DAMAGED),
    "a WebP cut off": (_picture("WEBP", size=(600, 600), colour="red")[:-20], "cut.webp", NONE_OF_THEM),
    "a bomb beyond what Pillow opens": (_bomb(), "bomb.png", TOO_LARGE),
    "a bomb just beyond the limit": (_bomb(6_400, 6_400), "bomb.png", TOO_LARGE),
}


@pytest.mark.parametrize(("data", "name", "sentence"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_sound_picture_is_refused_with_one_sentence(data, name, sentence):
    with pytest.raises(ValidationError) as refusal:
        clean(_upload(data, name))

    assert refusal.value.messages == [sentence]


def test_a_file_above_the_limit_is_refused_before_it_is_opened(settings):
    settings.IMAGE_MAX_BYTES = 1024 * 1024

    with pytest.raises(ValidationError) as refusal:
        clean(_upload(HTML + b" " * 1024 * 1024))

    assert refusal.value.messages == ["This file has more than 1 MB. Save it smaller and try again."]


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_the_name_is_the_hash_of_the_bytes_and_the_extension_what_they_are(kind, extension):
    picture = clean(_upload(_picture(kind), "evil.html"))

    assert picture.name == f"{hashlib.sha256(picture.content).hexdigest()}.{extension}"
    assert _read(picture).format == kind


def test_the_same_file_gives_the_same_bytes():
    data = _picture("WEBP", colour="navy")

    assert clean(_upload(data)) == clean(_upload(data))


def test_a_picture_taken_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = 6

    assert _read(clean(_upload(_picture(size=(40, 20), exif=exif)))).size == (20, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_that_the_camera_wrote_is_left(kind):
    exif = Image.Exif()
    exif[MAKE] = "Canary Cameras"
    exif.get_ifd(GPS)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    extra = {"comment": b"Canary comment"} if kind == "JPEG" else {}

    picture = clean(_upload(_picture(kind, exif=exif, icc_profile=profile, **extra)))

    assert b"Canary" not in picture.content
    kept = _read(picture)
    assert dict(kept.getexif()) == {}
    assert kept.info.keys() & {"icc_profile", "exif", "comment", "xmp"} == set()


def test_colours_are_brought_to_srgb_before_their_profile_goes():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = bytearray(lab)
    red, green = lab.index(b"rXYZ"), lab.index(b"gXYZ")
    swapped[red : red + 4], swapped[green : green + 4] = b"gXYZ", b"rXYZ"  # its red is what sRGB calls green

    picture = clean(_upload(_picture("PNG", colour=(255, 0, 0), icc_profile=bytes(swapped))))

    red, green, _blue = _read(picture).convert("RGB").getpixel((0, 0))
    assert red < 30 < 220 < green


def test_a_broken_profile_does_not_cost_the_picture():
    picture = clean(_upload(_picture("PNG", colour=(255, 0, 0), icc_profile=b"no profile at all")))

    assert _read(picture).getpixel((0, 0)) == (255, 0, 0)


@pytest.mark.parametrize(
    ("kind", "mode", "kept"),
    [
        ("JPEG", "CMYK", "RGB"),
        ("JPEG", "L", "L"),
        ("PNG", "P", "RGB"),
        ("PNG", "1", "RGB"),
        ("PNG", "LA", "RGBA"),
        ("PNG", "RGBA", "RGBA"),
        ("PNG", "I;16", "L"),
        ("WEBP", "RGBA", "RGBA"),
    ],
)
@pytest.mark.parametrize("profile", [b"", ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()])
def test_every_mode_of_colour_is_read(kind, mode, kept, profile):
    colour = (90, 90, 90, 90)[: len(Image.new(mode, (1, 1)).getbands())]
    picture = _read(clean(_upload(_picture(kind, mode=mode, colour=colour, icc_profile=profile))))

    assert picture.mode in {kept, "RGB" if kind == "JPEG" or kept == "L" else kept}
    assert picture.size == (40, 20)


def test_a_large_picture_is_brought_down_to_2400_pixels_and_a_small_one_left_as_it_is():
    assert _read(clean(_upload(_picture(size=(4800, 1200))))).size == (2400, 600)
    assert _read(clean(_upload(_picture(size=(300, 100))))).size == (300, 100)


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "LA"), ("WEBP", "RGBA")]
)
def test_a_very_large_picture_is_reduced_before_it_is_copied(kind, mode, monkeypatch):
    sizes = []
    upright = ImageOps.exif_transpose
    monkeypatch.setattr(
        ImageOps, "exif_transpose", lambda picture: sizes.append(picture.size) or upright(picture)
    )
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    picture = _read(clean(_upload(_picture(kind, (5_001, 303), mode, exif=exif))))

    assert max(sizes[0]) <= 2_501
    assert (picture.height, picture.width) in ((2_400, 145), (2_400, 146))


@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA", "CMYK"])
def test_reducing_in_strips_is_reducing_at_once(mode):
    picture = Image.effect_noise((4_900, 1_101), 60).convert("RGBA" if mode == "RGBA" else "L").convert(mode)

    assert _reduced(picture).tobytes() == picture.reduce(2).tobytes()


def test_a_webp_may_have_fewer_pixels_as_its_decoder_takes_more_memory_for_each(settings):
    settings.IMAGE_MAX_PIXELS = 1_000
    assert clean(_upload(_picture("PNG", (40, 25))))
    assert clean(_upload(_picture("WEBP", (40, 10))))
    with pytest.raises(ValidationError) as refusal:
        clean(_upload(_picture("WEBP", (40, 11))))
    assert refusal.value.code == "too_large"
