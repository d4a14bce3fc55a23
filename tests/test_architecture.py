"""Guards against classes of mistakes: which floor may know which, and what no file may do."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# From the ground up. An app imports from its own floor's left and below only.
FLOORS = [
    "integers",
    "keys",
    "pagecache",
    "search",
    "shield",
    "images",
    "films",
    "cast",
    "franchises",
    "ratings",
    "reviews",
    "reviewsite",
]
# The rooms of reviews, likewise: (room, may be imported by those after it).
ROOMS = [
    "steps",
    "levels",
    "moments",
    "upgrades",
    "document",
    "emptiness",
    "grades",
    "cardpicture",
    "formats",
    "models",
    "rules",
    "roles",
    "access",
    "hands",
    "telling",
    "bake",
    "differing",
    "compare",
    "merging",
    "drafts",
    "checks",
    "outside",
    "searching",
    "workflow",
]
ROOMS += ["reporting", "importing", "public", "previews", "desk", "management", "admin"]
GROUND_OF_READERS = ("reviews.public", "reviewsite.pages", "reviewsite.errors", "pagecache")
DRAFT_TABLES = {
    "Draft",
    "DraftAdvice",
    "DraftAdvisory",
    "DraftAspect",
    "DraftByline",
    "DraftCastNote",
    "DraftOpinion",
    "DraftPart",
    "DraftPicture",
    "DraftPoint",
    "DraftSection",
}


def sources():
    for app in FLOORS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def module_name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path):
    """Every module that a file imports from, and every name it takes from there."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield from ((node.module, alias.name) for alias in node.names)


def ids(path):
    return str(path.relative_to(ROOT))


def test_what_spoils_is_given_to_the_spoiler_page_alone():
    """`asked` holds the only values with spoilers in them: made by `full`, and named in one neutral head."""
    takers = {
        module_name(path)
        for path in sources()
        if any(module == "reviews.public.spoiler_page" for module, _name in imports(path))
    }
    assert takers == {"reviews.public.full_text", "reviews.public.head_tags"}


@pytest.mark.parametrize("path", list(sources()), ids=ids)
def test_imports_go_down_the_house(path):
    own = path.relative_to(ROOT).parts[0]
    for module, _name in imports(path):
        floor = module.split(".")[0]
        if floor in FLOORS:
            assert FLOORS.index(floor) <= FLOORS.index(own), f"{path} imports {module}, a floor above"


@pytest.mark.parametrize(
    "path", [path for path in sources() if path.is_relative_to(ROOT / "reviews")], ids=ids
)
def test_rooms_of_reviews_know_only_those_before_them(path):
    own = module_name(path).split(".")[1:2]
    for module, name in imports(path):
        parts = [*module.split("."), name]
        if own and parts[0] == "reviews" and len(parts) > 1 and parts[1] in ROOMS and own[0] in ROOMS:
            assert ROOMS.index(parts[1]) <= ROOMS.index(own[0]), f"{path} imports {'.'.join(parts)}"


def test_no_two_files_import_each_other():
    names = {module_name(path): path for path in sources()}
    edges = {}
    for name, path in names.items():
        targets = set()
        for module, taken in imports(path):
            targets |= {target for target in (f"{module}.{taken}", module) if target in names}
        edges[name] = {target for target in targets if target != name}
    finished, path_now = set(), []

    def visit(name):
        assert name not in path_now, f"round: {' -> '.join([*path_now[path_now.index(name) :], name])}"
        if name in finished:
            return
        path_now.append(name)
        for target in sorted(edges[name]):
            visit(target)
        path_now.pop()
        finished.add(name)

    for name in sorted(edges):
        visit(name)


@pytest.mark.parametrize(
    "path", [path for path in sources() if module_name(path).startswith(GROUND_OF_READERS)], ids=ids
)
def test_no_public_module_reads_a_draft_table(path):
    for module, name in imports(path):
        assert name not in DRAFT_TABLES, f"{path} imports {name}"
        assert not module.startswith(
            ("reviews.models.draft.draft", "reviews.drafts", "reviews.desk", "reviews.workflow")
        )
    assert ".draft" not in path.read_text(), f"{path} reaches for a draft"


@pytest.mark.parametrize("path", list(sources()), ids=ids)
def test_no_signal_is_used(path):
    text = path.read_text()
    assert "django.dispatch" not in text
    assert "db.models.signals" not in text
    assert "@receiver" not in text


@pytest.mark.parametrize("path", list(sources()), ids=ids)
def test_html_is_marked_safe_in_shield_alone(path):
    marks = {name for _module, name in imports(path)} & {"mark_safe", "format_html", "SafeString"}
    if path.relative_to(ROOT).parts[0] != "shield":
        assert not marks & {"mark_safe", "format_html"}, f"{path} marks HTML as safe"


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=ids)
def test_templates_mark_nothing_safe_and_hold_no_script_or_style(path):
    text = path.read_text()
    assert "|safe" not in text
    assert "autoescape off" not in text
    assert " style=" not in text
    assert "<style" not in text
    for script in text.split("<script")[1:]:
        assert "src=" in script.split(">")[0] or "application/ld+json" in script.split(">")[0]


def test_the_document_and_the_marks_know_no_django():
    for name in ("reviews/text.py", "reviews/document.py", "shield/marks.py"):
        assert not [module for module, _name in imports(ROOT / name) if module.startswith("django")]


def test_nothing_public_is_written_but_by_workflow():
    writers = ("Edition.objects.create", "Edition(", "Submission.objects.create", "RecordLine.objects.create")
    for path in sources():
        inside = module_name(path).startswith(
            ("reviews.workflow", "reviews.models", "reviews.previews.render")
        )
        if not inside:
            found = [writer for writer in writers if writer in path.read_text().replace("class ", "")]
            assert not found, f"{path}: {found}"
