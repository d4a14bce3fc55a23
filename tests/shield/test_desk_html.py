"""HTML that is built without a template: marked, and escaped."""

from types import SimpleNamespace

from shield.desk_html import diff_html, draft_cells

BAD = "<b>&"
ESCAPED = "&lt;b&gt;&amp;"


def run(kind, is_hidden=False):
    return SimpleNamespace(kind=kind, text=BAD, is_hidden=is_hidden)


def test_runs_are_marked_and_escaped():
    assert diff_html([run("same"), run("same", is_hidden=True)]) == (
        f'{ESCAPED}<span class="spoiler">{ESCAPED}</span>'
    )
    assert diff_html([run("removed")]) == (
        f'<del><span class="visually-hidden">deleted: </span>{ESCAPED}</del>'
    )
    added = diff_html([run("added", is_hidden=True)])
    assert added.startswith('<span class="spoiler"><ins>') and added.endswith(f"{ESCAPED}</ins></span>")


def test_each_value_of_a_row_is_escaped():
    cells = draft_cells("/draft/1/", '?a=1&b="', *[BAD] * 5)
    assert cells.count(ESCAPED) == 5
    assert BAD not in cells and 'href="/draft/1/?a=1&amp;b=&quot;"' in cells
