"""Fit text into a box: as large as possible, in lines of similar length, never clipped."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import ImageDraw

from reviews.rendering.social_card.fonts import font

ELLIPSIS = "…"


@dataclass(frozen=True)
class Face:
    """A font style at a size. `tracking`: display sizes are set slightly tighter than the font's default."""

    style: str
    size: int
    tracking: float = 0.0  # in ems

    def width(self, text: str) -> float:
        return sum(self.advances(text))

    def advances(self, text: str) -> Iterator[float]:
        """The advance width of each letter, in pixels."""
        for letter, following in zip(text, f"{text[1:]} ", strict=True):
            tracking = 0 if " " in (letter, following) else self.tracking * self.size
            yield _advance(self.style, self.size, letter, following) + tracking


@lru_cache(maxsize=8192)
def _advance(style: str, size: int, letter: str, following: str) -> float:
    """The advance of a letter before another one, kerned; as in browsers, not across a space."""
    face = font(style, size)
    if " " in (letter, following):
        return face.getlength(letter)
    return face.getlength(letter + following) - face.getlength(following)


def write(draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, face: Face, colour) -> None:
    """Draw one line; `at` is the left end of its baseline."""
    x, y = at
    for letter, advance in zip(text, face.advances(text), strict=True):
        draw.text((x, y), letter, font=font(face.style, face.size), fill=colour, anchor="ls")
        x += advance


def fit_text(text: str, faces: Iterable[Face], *, width: int, height: int, leading: float):
    """(face, lines) in the first of `faces`, largest first, in which the text fits the box.

    A text too long even for the last face ends in an ellipsis.
    """
    for face in faces:
        lines = _wrap(text, face, width)
        max_lines = max(1, int(height / (face.size * leading)))
        if len(lines) <= max_lines and all(face.width(line) <= width for line in lines):
            return face, _balance(lines, face, width)
    lines = [part for line in lines for part in _break_word(line, face, width)]
    return face, (lines if len(lines) <= max_lines else _truncate(lines[:max_lines], face, width))


def _balance(lines: list[str], face: Face, width: int) -> list[str]:
    """The same words in the same number of lines, at the smallest width that does not need more lines."""
    text = " ".join(lines)
    low, high = width // 3, width
    while high - low > 8:
        middle = (low + high) // 2
        candidate = _wrap(text, face, middle)
        fits = len(candidate) == len(lines) and all(face.width(line) <= middle for line in candidate)
        low, high, lines = (low, middle, candidate) if fits else (middle, high, lines)
    return lines


def _wrap(text: str, face: Face, width: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and face.width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _break_word(line: str, face: Face, width: int) -> Iterator[str]:
    """A word that is wider than the box, in pieces that fit."""
    while face.width(line) > width:
        end = next(end for end in range(len(line) - 1, 0, -1) if end == 1 or face.width(line[:end]) <= width)
        yield line[:end]
        line = line[end:]
    yield line


def _truncate(lines: list[str], face: Face, width: int) -> list[str]:
    *whole, last = lines
    while last and face.width(last + ELLIPSIS) > width:
        last = last.rpartition(" ")[0] if " " in last else last[:-1]
    return [*whole, last.rstrip(" ,.;:") + ELLIPSIS]
