"""Setting words into a box: as large as they fit, in lines of like length, never cut off."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageDraw

from reviews.rendering.social_card.fonts import font

ELLIPSIS = "…"


@dataclass(frozen=True)
class Face:
    """A style at a size; display sizes are set a little tighter than the font comes."""

    style: str
    size: int
    tracking: float = 0.0  # in ems

    def width(self, text: str) -> float:
        return sum(self.advances(text))

    def advances(self, text: str) -> Iterator[float]:
        """How far each letter moves the pen."""
        for here, following in zip(text, f"{text[1:]} ", strict=True):
            tight = 0 if " " in (here, following) else self.tracking * self.size
            yield _advance(self.style, self.size, here, following) + tight


@lru_cache(maxsize=8192)
def _advance(style: str, size: int, here: str, following: str) -> float:
    """Of a letter before another one, kerned; as in a browser, no kerning reaches over a space."""
    face = font(style, size)
    if " " in (here, following):
        return face.getlength(here)
    return face.getlength(here + following) - face.getlength(following)


def write(draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, face: Face, colour) -> None:
    """One line from its left end on the baseline."""
    x, y = at
    for letter, advance in zip(text, face.advances(text), strict=True):
        draw.text((x, y), letter, font=font(face.style, face.size), fill=colour, anchor="ls")
        x += advance


def fitted(text: str, faces: Iterable[Face], *, width: int, height: int, leading: float):
    """(face, lines) in the first of `faces`, largest first, in which the text fits the box.

    A text too long even for the last face ends in an ellipsis.
    """
    for face in faces:
        lines = _wrapped(text, face, width)
        room = max(1, int(height / (face.size * leading)))
        if len(lines) <= room and all(face.width(line) <= width for line in lines):
            return face, _balanced(lines, face, width)
    lines = [part for line in lines for part in _broken(line, face, width)]
    return face, (lines if len(lines) <= room else _shortened(lines[:room], face, width))


def _balanced(lines: list[str], face: Face, width: int) -> list[str]:
    """The same words in as many lines, of the narrowest measure that does not need more."""
    text = " ".join(lines)
    low, high = width // 3, width
    while high - low > 8:
        middle = (low + high) // 2
        tried = _wrapped(text, face, middle)
        fits = len(tried) == len(lines) and all(face.width(line) <= middle for line in tried)
        low, high, lines = (low, middle, tried) if fits else (middle, high, lines)
    return lines


def _wrapped(text: str, face: Face, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and face.width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _broken(line: str, face: Face, width: int) -> Iterator[str]:
    """A word that no line holds, in pieces that fit."""
    while face.width(line) > width:
        end = next(end for end in range(len(line) - 1, 0, -1) if end == 1 or face.width(line[:end]) <= width)
        yield line[:end]
        line = line[end:]
    yield line


def _shortened(lines: list[str], face: Face, width: int) -> list[str]:
    *whole, last = lines
    while last and face.width(last + ELLIPSIS) > width:
        last = last.rpartition(" ")[0] if " " in last else last[:-1]
    return [*whole, last.rstrip(" ,.;:") + ELLIPSIS]
