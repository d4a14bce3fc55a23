"""Find the lines of a text that are a score of the film, and take them out of its blocks."""

from dataclasses import dataclass, field, replace

from reviews.importing.formats.blocks import Block
from reviews.importing.formats.headings import exact
from reviews.importing.formats.phrases import signature, split_label
from reviews.importing.formats.post_fields.written_scores import (
    WrittenScore,
    is_score_label,
    labelled_score,
    written_score,
)


@dataclass
class ScoreLines:
    """What was taken out: the scores, and the words of their lines. `blocks`: the others."""

    blocks: list[Block] = field(default_factory=list)
    scores: list[WrittenScore] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def without_scores(parsed: list[Block]) -> ScoreLines:
    """The blocks without scores on lines of their own.

    A score right under a heading is that section's, not the film's, unless the
    heading says that it comes; that of a second opinion is another critic's.
    One without a label counts at the beginning, at the end and under such a
    heading, and so does one with a label where the text has several.
    """
    result = ScoreLines()
    scores = _scores(parsed)
    differ = len({score.share for score in scores.values()}) > 1
    for index, block in enumerate(parsed):
        score = scores.get(index)
        if score and (_may_stand_alone(parsed, index) or (labelled_score(block.text) and not differ)):
            _drop_label(result)
            result.scores.append(score)
            result.words.append(block.raw)
        elif rest := _without_labelled_lines(block, result):
            result.blocks.append(rest)
    return result


def _scores(parsed: list[Block]) -> dict[int, WrittenScore]:
    """Blocks that are a score of this critic, by index, wherever they stand."""
    scores, is_opinion = {}, False
    for index, block in enumerate(parsed):
        if block.kind == "heading":
            is_opinion = exact(split_label(block.text)[0] or block.text) == "opinion"
        score = _score(block)
        if score and not is_opinion and not _is_of_section(parsed, index):
            scores[index] = score
    return scores


def _score(block: Block) -> WrittenScore | None:
    if block.kind == "verbatim" or "\n" in block.text or block.text[:1] in "|>":
        return None
    return labelled_score(block.text) or (written_score(block.text) if block.kind != "item" else None)


def _is_of_section(parsed: list[Block], index: int) -> bool:
    """Whether the block before is a heading, other than the headline and one that announces a score."""
    return index > 1 and parsed[index - 1].kind == "heading" and not _announces(parsed[index - 1])


def _announces(block: Block) -> bool:
    return block.kind == "heading" and (is_score_label(block.text) or exact(block.text) == "verdict")


def _may_stand_alone(parsed: list[Block], index: int) -> bool:
    is_head = not any(block.kind == "heading" for block in parsed[1:index])
    is_end = all(signature(block.raw) or labelled_score(block.text) for block in parsed[index + 1 :][:4])
    is_end = is_end and index + 5 > len(parsed)
    return is_head or is_end or _announces(parsed[index - 1])


def _drop_label(result: ScoreLines) -> None:
    """Take out a heading that only says that this score follows."""
    if len(result.blocks) > 1 and result.blocks[-1].kind == "heading":
        heading = result.blocks[-1]
        if is_score_label(heading.text) and exact(heading.text) is None:
            result.words.append(result.blocks.pop().raw)


def _without_labelled_lines(block: Block, result: ScoreLines) -> Block | None:
    """A paragraph of several lines (“Director: …”, “Rating: …”) without those that are a score."""
    if block.kind != "paragraph" or "\n" not in block.text or block.text[:1] in "|>":
        return block
    lines = block.text.split("\n")
    scores = [(line, score) for line in lines if (score := labelled_score(line))]
    if not scores:
        return block
    result.words += [line for line, _score in scores]
    result.scores += [score for _line, score in scores]
    text = "\n".join(line for line in lines if not labelled_score(line))
    return replace(block, text=text, raw=text) if text.strip() else None
