"""MDX: components that hide by their names or properties, and JavaScript, which is never printed."""

import time

import pytest

from reviews.importing.kinds import as_text
from tests.reviews.importing.outline import in_clear

HIDING_NAMES = ["Reveal", "Accordion", "Collapse", "Toggle", "Hidden", "Fold", "ShowMore", "ReadMore"]
HIDING_NAMES += [
    "Spoiler",
    "Blur",
    "Modal",
    "Disclosure",
    "ClickToShow",
    "Conceal",
    "reveal-box",
    "Ui.Reveal",
]
HIDING_PROPS = [
    "collapsed",
    "hide",
    "revealOnClick",
    "open={false}",
    "isOpen={false}",
    'defaultOpen="false"',
    "expanded={false}",
    "visible={false}",
    "closed={true}",
    'variant="blur"',
    'mode={"reveal"}',
    "\n  hiddenUntilClick={true}\n  onClick={() => go(1)}\n",
]


def cleaned(text):
    data, notes = as_text(text.encode(), name="review.mdx", max_bytes=100_000)
    return " ".join(data.decode().split()), " ".join(note.message for note in notes)


@pytest.mark.parametrize("name", HIDING_NAMES)
def test_a_component_whose_name_hides_is_hidden(name):
    shown = in_clear(f"# Bells\n\nRain.\n\n<{name}>\n\nHe drowns.\n\n</{name}>\n\nFog.", "a.mdx")
    assert "drowns" not in shown
    assert "Fog." in shown


@pytest.mark.parametrize("prop", HIDING_PROPS)
def test_a_component_whose_properties_hide_is_hidden(prop):
    shown = in_clear(f"# Bells\n\nRain.\n\n<Box {prop}>\n\nHe drowns.\n\n</Box>\n\nFog.", "a.mdx")
    assert "drowns" not in shown
    assert "Fog." in shown


@pytest.mark.parametrize(
    "component",
    [
        "<Note>Snow.</Note>",
        "<Note collapsed={false} open>Snow.</Note>",
        '<Note title="Hide and Seek" type="info" items={[1, {a: 2}]} onClick={() => go(1)}>Snow.</Note>',
        "<Note\n  wide\n  style={{color: 'red'}}\n>\nSnow.\n</Note>",
        "<SpoilerFree>Snow.</SpoilerFree>",
        "<Ui.Note>Snow.</Ui.Note>",
        "<fog-note data-x wide>Snow.</fog-note>",
        "Snow. <Stars count={4} />",
    ],
)
def test_any_other_component_is_named_and_its_words_stay(component):
    text, notes = cleaned(f"Rain.\n\n{component}\n\nFog.")
    assert text == "Rain. Snow. Fog."
    assert "were left out" in notes


@pytest.mark.parametrize(
    "script",
    [
        "import Note from '../Note.astro'",
        'import { A, B } from "x";',
        "import {\n  A,\n  B\n} from '../x'",
        "import * as ui from 'ui'",
        "import A, { B } from 'x'",
        "export const x = 4",
        "export const meta = {\n  title: 'x',\n\n  inner: {a: [1, {b: 2}]}\n}",
        "export default function Page() {\n  return { x: {} }\n}",
        "export { a, b } from 'x'",
        "{props.title}",
        "{frontmatter.date}",
        "{Astro.props.x}",
        "{children}",
        "{new Date().getFullYear()}",
        "{page.open && frontmatter.title}",
        "{/* He drowns. */}",
    ],
)
def test_javascript_is_named_and_not_printed(script):
    text, notes = cleaned(f"Rain.\n\n{script}\n\nFog.")
    assert text == "Rain. Fog."
    assert "left out" in notes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rain{' '}and {\"snow\"}.", "Rain and snow."),
        ("Import duties, and exports from 'Riga'.", "Import duties, and exports from 'Riga'."),
        ("Set {a, b} and {x: 1}; x <Anna said> y.", "Set {a, b} and {x: 1}; x <Anna said> y."),
        (r"$\frac{a.b}{c.d}$", r"$\frac{a.b}{c.d}$"),
    ],
)
def test_words_in_braces_and_prose_stay(text, words):
    assert cleaned(text)[0] == words


@pytest.mark.parametrize(
    "unit", ["{a.b ", "export const x = {\n", "import {\n", "<A b={{", "<A>", "<a {", "{a && "]
)
def test_scripts_without_an_end_do_not_take_long(unit):
    started = time.process_time()
    as_text(f"w {unit}".encode() * 20_000, max_bytes=1_000_000)
    assert time.process_time() - started < 10
