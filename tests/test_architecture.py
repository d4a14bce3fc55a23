"""Guards against classes of mistakes: which floor may know which, and what no file may do."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# From the ground up. An app imports from its own floor's left and below only.
FLOORS = [
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


@cache
def sources():
    return [
        path
        for app in FLOORS
        for path in sorted((ROOT / app).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def module_name(path):
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path):
    """Every module that a file imports from, and every name it takes from there."""
    pairs = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            pairs += ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            pairs += ((node.module, alias.name) for alias in node.names)
    return pairs


def no_offenders(offenders):
    """Fails with every offender on a line of its own."""
    offenders = list(offenders)
    assert not offenders, "\n" + "\n".join(offenders)


def named(path, message):
    return f"{path.relative_to(ROOT)} {message}"


def test_every_floor_and_the_templates_are_looked_at():
    """A folder that was renamed has no files here, and breaks no rule."""
    assert {path.relative_to(ROOT).parts[0] for path in sources()} == set(FLOORS)
    assert templates()


def test_what_spoils_is_given_to_the_spoiler_page_alone():
    """`asked` holds the only values with spoilers in them: made by `full`, and named in one neutral head."""
    takers = {
        module_name(path)
        for path in sources()
        if any(module == "reviews.public.spoiler_page" for module, _name in imports(path))
    }
    assert takers == {"reviews.public.full_text", "reviews.public.head_tags"}


def test_imports_go_down_the_house():
    no_offenders(
        named(path, f"imports {module}, a floor above")
        for path in sources()
        for module, _name in imports(path)
        if module.split(".")[0] in FLOORS
        and FLOORS.index(module.split(".")[0]) > FLOORS.index(path.relative_to(ROOT).parts[0])
    )


def test_rooms_of_reviews_know_only_those_before_them():
    no_offenders(
        named(path, f"imports {'.'.join(parts)}")
        for path in sources()
        if path.is_relative_to(ROOT / "reviews")
        for parts in imports_above_its_room(path)
    )


def imports_above_its_room(path):
    """What a file of reviews imports from a room that comes after its own."""
    own = module_name(path).split(".")[1:2]
    for module, name in imports(path):
        parts = [*module.split("."), name]
        is_room = own and parts[0] == "reviews" and len(parts) > 1 and parts[1] in ROOMS and own[0] in ROOMS
        if is_room and ROOMS.index(parts[1]) > ROOMS.index(own[0]):
            yield parts


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


def test_no_public_module_reads_a_draft_table():
    no_offenders(
        named(path, offence)
        for path in sources()
        if module_name(path).startswith(GROUND_OF_READERS)
        for offence in reads_of_drafts(path)
    )


def reads_of_drafts(path):
    """What a file takes of drafts, or of what is there for staff alone."""
    for module, name in imports(path):
        if name in DRAFT_TABLES:
            yield f"imports {name}"
        if module.startswith(
            ("reviews.models.draft.draft", "reviews.drafts", "reviews.desk", "reviews.workflow")
        ):
            yield f"imports from {module}"
    if ".draft" in path.read_text():
        yield "reaches for a draft"


def test_no_signal_is_used():
    no_offenders(
        named(path, f"has {word}")
        for path in sources()
        for word in ("django.dispatch", "db.models.signals", "@receiver")
        if word in path.read_text()
    )


def test_html_is_marked_safe_in_shield_alone():
    no_offenders(
        named(path, f"imports {name}")
        for path in sources()
        if path.relative_to(ROOT).parts[0] != "shield"
        for _module, name in imports(path)
        if name in {"mark_safe", "format_html"}
    )


def test_templates_mark_nothing_safe_and_hold_no_script_or_style():
    no_offenders(
        named(path, f"has {found}") for path in templates() for found in unsafe_parts(path.read_text())
    )


def unsafe_parts(text):
    yield from (word for word in ("|safe", "autoescape off", " style=", "<style") if word in text)
    for script in text.split("<script")[1:]:
        tag = script.split(">")[0]
        if "src=" not in tag and "application/ld+json" not in tag:
            yield f"<script{tag}>"


def test_the_document_and_the_marks_know_no_django():
    no_offenders(
        f"{name} imports {module}"
        for name in ("reviews/text.py", "reviews/document.py", "shield/marks.py")
        for module, _name in imports(ROOT / name)
        if module.startswith("django")
    )


def test_nothing_public_is_written_but_by_workflow():
    writers = ("Edition.objects.create", "Edition(", "Submission.objects.create", "RecordLine.objects.create")
    allowed = ("reviews.workflow", "reviews.models", "reviews.previews.render")
    no_offenders(
        named(path, f"has {writer}")
        for path in sources()
        if not module_name(path).startswith(allowed)
        for writer in writers
        if writer in path.read_text().replace("class ", "")
    )
