"""Looking at one page: at each width, in light and dark, with the accessibility checker."""

from axe_playwright_python.sync_playwright import Axe

# Style sheets are fetched anew for one rule alone, on locked orientation, which ours know nothing of.
FULL = {"resultTypes": ["violations"], "preload": False}
# Contrast is most of what a run costs: it is looked at where a scheme shows what it shows nowhere else.
COLOURS = FULL | {"runOnly": ["color-contrast", "link-in-text-block"]}
LINKS = FULL | {"runOnly": ["link-in-text-block"]}
# Everything at each width once; places change with a width, colours with a scheme.
LOOKS = {
    (1280, "light"): FULL,
    (1280, "dark"): COLOURS,
    (820, "light"): LINKS,
    (820, "dark"): FULL,
    (390, "light"): FULL,
    (390, "dark"): LINKS,
}
# Colours follow a change of scheme, and one change begins the next; what goes on for ever is not waited for.
SETTLED = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  const ends = (a) => a.playState === "running" && a.effect.getComputedTiming().endTime < Infinity;
  const moving = () => document.getAnimations().filter(ends);
  await frame();
  await frame();
  for (let found = moving(); found.length; found = moving()) {
    await Promise.all(found.map((a) => a.finished.catch(() => {})));
    await frame();
  }
}"""
REACHING = """[...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 90))"""


def violations(page, options):
    """What the checker says; it is put into a page once, however often it runs there."""
    axe = Axe("0") if page.evaluate("'axe' in window") else Axe()
    return axe.run(page, options=options).response["violations"]


def wrong_with(page):
    """What is wrong on the screen, in each look; nothing is loaded anew."""
    found = []
    for (width, scheme), options in LOOKS.items():
        shown(page, width, scheme)
        look = f"{page.url} {scheme} {width}"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append((look, "too wide", page.evaluate(REACHING)[:6]))
        for rule in violations(page, options):
            found.append((look, rule["id"], [node["html"][:120] for node in rule["nodes"]][:3]))
    shown(page, *next(iter(LOOKS)))
    return found


def shown(page, width, scheme):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate(SETTLED)


def looked_at(page):
    found = wrong_with(page)
    assert not found, "\n".join(map(str, found))


def walked(page, addresses, *, status=200):
    found = []
    for address in addresses:
        assert page.goto(address).status == status, address
        found += wrong_with(page)
    assert not found, "\n".join(map(str, found))
