"""Draw the social card with Pillow: 1200 by 630 pixels, the size of Open Graph images."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from reviews.rendering.social_card.fonts import writable
from reviews.rendering.social_card.typesetting import Face, fit_text, write

# Raised when cards come out otherwise than before: `refresh_derived` then draws the older ones anew.
VERSION = 1
SIZE = (1200, 630)
MARGIN = 72
INSIDE = SIZE[0] - 2 * MARGIN
PAPER, RAISED, INK, MUTED = "#faf6ee", "#fffdf8", "#1c1a17", "#655f55"
BULB, RULE, EDGE = "#e8a33d", "#e4dccd", "#8c8372"
HEADLINE = [Face("roman", size, -0.02 if size > 72 else -0.01) for size in range(124, 32, -4)]
TITLE = [Face("italic", size) for size in range(40, 26, -2)]
DOTS = 76
TOP, BOTTOM = 488, 584  # of the ticket (score box)
MAX_LAMPS = 10
HOUSE = "Foyer"


@dataclass(frozen=True)
class CardWords:
    """The text on a card. All of it is safe: what is above the text on the review page."""

    film: str
    headline: str
    critics: tuple[str, ...]
    score: str = ""  # "3½"; "" without a score
    lit: float = 0.0  # number of lit lamps
    maximum: int = 0
    word: str = ""


def draw(words: CardWords) -> bytes:
    """A PNG without metadata."""
    picture = Image.new("RGB", SIZE, PAPER)
    canvas = ImageDraw.Draw(picture)
    _masthead(picture, canvas)
    _middle(canvas, words)
    _foot(picture, canvas, words)
    out = BytesIO()
    _quantized(picture).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _quantized(picture):
    """With a palette of 128 colours (a smaller file in a quarter of the time); the background stays exact."""
    quantized = picture.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    palette, background = quantized.getpalette(), 3 * quantized.getpixel((0, 0))
    palette[background : background + 3] = picture.getpixel((0, 0))
    quantized.putpalette(palette)
    return quantized


def _masthead(picture, canvas) -> None:
    write(canvas, (MARGIN, 104), HOUSE, Face("roman", 60, -0.03), INK)
    for number in range(DOTS):
        _disc(picture, MARGIN + number * (INSIDE - 7) / (DOTS - 1), 134, 7, BULB)


def _middle(canvas, words: CardWords) -> None:
    """The film title, then the headline. If the font cannot write the headline, the title in its place."""
    film, headline = writable(words.film), writable(words.headline)
    if not headline:
        film, headline = "", film or _("Film reviews that keep the ending.")
    top, bottom = 166.0, 452
    if film:
        face, lines = fit_text(film, TITLE, width=INSIDE, height=100, leading=1.2)
        top = _lines(canvas, lines, face, top, 1.2, MUTED) + 10
    face, lines = fit_text(headline, HEADLINE, width=INSIDE, height=int(bottom - top), leading=1.04)
    space = bottom - top - len(lines) * face.size * 1.04
    _lines(canvas, lines, face, top + max(0, space) * 0.3, 1.04, INK)


def _lines(canvas, lines, face: Face, top: float, leading: float, colour) -> float:
    """Write lines below each other; returns the y of the next line."""
    for line in lines:
        write(canvas, (MARGIN, top + face.size * 0.86), line, face, colour)
        top += face.size * leading
    return top


def _foot(picture, canvas, words: CardWords) -> None:
    left = _ticket(picture, canvas, words) + 40 if words.score else MARGIN
    names = get_text_list(list(filter(None, map(writable, words.critics))), _("and"))
    if not names:
        return
    width = int(SIZE[0] - MARGIN - left)
    faces = [Face("roman", size) for size in (32, 30, 28, 26)]
    face, lines = fit_text(_("By %(names)s") % {"names": names}, faces, width=width, height=80, leading=1.25)
    baseline = 536 - (len(lines) - 1) * face.size * 0.625 + face.size * 0.32
    for number, line in enumerate(lines):
        x = SIZE[0] - MARGIN - face.width(line) if words.score else MARGIN
        write(canvas, (x, baseline + number * face.size * 1.25), line, face, MUTED)


def _ticket(picture, canvas, words: CardWords) -> float:
    """Draw the score as a ticket stub: number, perforation, word over the lamps. Returns its right edge."""
    number, of = Face("roman", 68, -0.02), Face("italic", 28)
    score = words.score if writable(words.score) == words.score else f"{words.lit:g}"
    scale = _("of %(maximum)s") % {"maximum": words.maximum}
    tear = MARGIN + 26 + number.width(score) + 12 + of.width(scale) + 26
    face, line = _score_word(words)
    lamps = words.maximum if words.maximum <= MAX_LAMPS else 0
    right = tear + 28 + max(face.width(line), lamps * 26) + 28 if line or lamps else tear
    canvas.rectangle((MARGIN, TOP, right, BOTTOM), fill=RAISED, outline=EDGE, width=2)
    write(canvas, (MARGIN + 26, 558), score, number, INK)
    write(canvas, (tear - 26 - of.width(scale), 558), scale, of, MUTED)
    if right > tear:
        _perforation(picture, canvas, tear)
        write(canvas, (tear + 28, 530 if lamps else 547), line, face, INK)
        _lamps(picture, tear + 28, 546 if line else 526, words.lit, lamps)
    return right


def _score_word(words: CardWords) -> tuple[Face, str]:
    word = writable(words.word)
    faces = [Face("roman", size) for size in (36, 32, 28)]
    face, lines = fit_text(word[:1].upper() + word[1:], faces, width=420, height=1, leading=1)
    return face, "".join(lines)


def _perforation(picture, canvas, x: float) -> None:
    for y in range(TOP + 18, BOTTOM - 16, 9):
        _disc(picture, x - 1.5, y, 3, EDGE)
    for y, outside in ((TOP, (TOP - 14, TOP - 1)), (BOTTOM, (BOTTOM + 1, BOTTOM + 14))):
        _disc(picture, x - 11, y - 11, 22, EDGE)
        _disc(picture, x - 9, y - 9, 18, PAPER)
        canvas.rectangle((x - 14, outside[0], x + 14, outside[1]), fill=PAPER)


def _lamps(picture, x: float, y: float, lit: float, count: int) -> None:
    for number in range(count):
        _disc(picture, x + number * 26, y, 21, RULE)
        _disc(picture, x + number * 26, y, 21, BULB, part=min(1.0, max(0.0, lit - number)))


def _disc(picture, x: float, y: float, diameter: int, colour, part: float = 1.0) -> None:
    """Draw an antialiased disc, or with `part` below 1 its left part."""
    if width := round(diameter * part):
        picture.paste(colour, (round(x), round(y)), _mask(diameter).crop((0, 0, width, diameter)))


@lru_cache(maxsize=16)
def _mask(diameter: int) -> Image.Image:
    large = Image.new("L", (diameter * 8, diameter * 8))
    ImageDraw.Draw(large).ellipse((0, 0, diameter * 8 - 1, diameter * 8 - 1), fill=255)
    return large.resize((diameter, diameter), Image.Resampling.LANCZOS)
