"""Pages as they are looked at: at some widths, light and dark; accessible, and no wider than the screen."""

import os

from axe_playwright_python.sync_playwright import Axe

DESK, PUBLIC, HEIGHT = (1280, 820, 390), (1280, 320), 900
# A width changes places, a scheme changes colours: every rule is asked in the light at the widest and in the
# dark at the narrowest, and all but the contrast between. The contrast alone takes four times as long as
# everything else: script/prove (FOYER_LOOKS=all) asks of colours in the other scheme at both ends too.
EVERY_LOOK = os.environ.get("FOYER_LOOKS") == "all"
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
BETWEEN = {"rules": {"color-contrast": {"enabled": False}}}
AXE = Axe().axe_script
# Style sheets are not fetched once more: no rule that is asked here reads them.
CHECK = """(options) => axe.run({preload: false, resultTypes: ["violations"], ...options})
  .then((all) => all.violations)"""
# Colours follow a change of scheme in time: two frames until that begins, then as long as it takes. Not for
# ever: a page behind others may get no frame, and an animation that was taken away never ends.
SETTLED = """async () => {
  const settled = async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    const ends = (one) => one.effect?.getComputedTiming().endTime !== Infinity;
    await Promise.all(document.getAnimations().filter(ends).map((one) => one.finished.catch(() => {})));
  };
  await Promise.race([settled(), new Promise((done) => setTimeout(done, 2000))]);
}"""
REACHING = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 90))"""


def no_violation(page):
    """Nothing that the checker finds on the page as it is now."""
    found = violations(page)
    assert not found, "\n".join(map(str, found))


def no_sideways_scroll(page):
    found = too_wide(page)
    assert not found, "\n".join(found)


def looked_at(page, widths=DESK):
    """Nothing wrong with the page that is open, in any look."""
    found = wrong_with(page, widths)
    assert not found, "\n".join(map(str, found))


def walked(page, addresses, widths=DESK, status=200):
    """Nothing wrong with any of these pages, in any look."""
    found = []
    for address in addresses:
        assert page.goto(address).status == status, address
        found += wrong_with(page, widths)
    assert not found, "\n".join(map(str, found))


def wrong_with(page, widths):
    """What is wrong with the page, look by look; nothing is loaded anew, and it is left as it was."""
    found, before = [], page.viewport_size
    for scheme, width, rules in looks(widths):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLED)
        wrong = violations(page, rules) + [("too wide", place) for place in too_wide(page)]
        found += [(page.url, scheme, width, *item) for item in wrong]
    page.set_viewport_size(before)
    page.emulate_media(color_scheme="light")
    return found


def looks(widths):
    """Scheme, width, and what is asked there, for each look at a page."""
    widest, *between, narrowest = widths
    yield "light", widest, {}
    if EVERY_LOOK:
        yield "dark", widest, COLOURS
    yield from (("dark", width, BETWEEN) for width in between)
    yield "dark", narrowest, {}
    if EVERY_LOOK:
        yield "light", narrowest, COLOURS


def violations(page, options=None):
    """The rules that the page breaks, with the first places; `options` as axe takes them."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    broken = page.evaluate(CHECK, options or {})
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]][:3]) for rule in broken]


def too_wide(page):
    """What reaches over the right edge, if the page can be scrolled there."""
    if not page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        return []
    return page.evaluate(REACHING)[:6] or ["the page itself"]
