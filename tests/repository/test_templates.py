"""Templates are read like code: in lines that fit on a screen."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "templates"
LONGEST_LINE = 160


def test_no_line_of_a_template_is_over_160_characters():
    too_long = [
        f"{path.relative_to(ROOT)}:{number} has {len(line)} characters"
        for path in sorted(ROOT.rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]
    assert not too_long, "\n" + "\n".join(too_long)
