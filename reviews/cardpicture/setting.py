"""Setting words into a box: as large as they fit, in lines of like length, never cut off."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import ImageDraw, ImageFont

from reviews.cardpicture.letters import font

ELLIPSIS = "…"


@dataclass(frozen=True)
class Face:
    """A style at a size; display sizes are set a little tighter than the font comes."""

    style: str
    size: int
    tracking: float = 0.0  # in ems

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return font(self.style, self.size)

    def width(self, text: str) -> float:
        return self.font.getlength(text) + max(0, len(text) - 1) * self.tracking * self.size


def write(draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, face: Face, colour) -> None:
    """One line from its left end on the baseline, letter by letter, kerned."""
    x, y = at
    for here, following in zip(text, [*text[1:], ""], strict=True):
        draw.text((x, y), here, font=face.font, fill=colour, anchor="ls")
        pair = face.font.getlength(here + following) - face.font.getlength(following)
        x += pair + face.tracking * face.size


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
