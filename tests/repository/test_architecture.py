"""Guards against classes of mistakes: which floor may know which, and what no file may do."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST_ENTRIES = 20
# From the ground up. An app imports from its own floor's left and below only.
FLOORS = [
    "monitoring",
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
# The packages of reviews, and those of its desk, likewise: each may import those before it.
ROOMS = [
    "local_time",
    "document",
    "models",
    "permissions",
    "notifications",
    "rendering",
    "drafts",
    "checks",
    "workflow",
    "spoiler_reports",
    "importing",
    "exporting",
    "public",
    "previews",
    "desk",
    "management",
    "admin",
]
DESK_ROOMS = ["base", "audit_log", "checks", "steps", "deciding", "writing", "imports", "home", "urls"]
# What few may import, whatever stands below them: package or module, and who may besides itself.
PRIVATE = {
    "reviews.public.full_text": ("reviews.public.views", "reviews.desk.writing.live_preview"),
    "reviews.public.opening": (
        "reviews.public.full_text",
        "reviews.public.placeholders",
        "reviews.public.review.article",
        "reviews.public.review.page",
        "reviews.public.views",
        "reviews.previews.render",
        "reviews.desk.writing.live_preview",
        "reviews.desk.deciding.output_channels",
    ),
    "reviews.rendering.social_card": (
        "reviews.workflow.editions",
        "reviews.desk.deciding.output_channels",
        "reviewsite.derived",
    ),
    "reviews.models.triggers": (),
    "reviewsite.demo": ("reviewsite.management.commands.load_demo",),
}
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
        if "migrations" not in path.relative_to(ROOT).parts
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


def test_imports_go_down_the_house():
    no_offenders(
        named(path, f"imports {module}, a floor above")
        for path in sources()
        for module, _name in imports(path)
        if module.split(".")[0] in FLOORS
        and FLOORS.index(module.split(".")[0]) > FLOORS.index(path.relative_to(ROOT).parts[0])
    )


def test_packages_of_reviews_import_only_those_before_them():
    no_offenders(
        named(path, f"imports {module}, which comes after {own} in the order of {package}")
        for package, order in (("reviews", ROOMS), ("reviews.desk", DESK_ROOMS))
        for path in sources()
        for own, module in imports_out_of_order(path, package, order)
    )


def imports_out_of_order(path, package, order):
    """What a file of a package imports from a later one of its rooms, with its own."""
    own = room_of(module_name(path), package)
    if own not in order:
        return
    for module in imported_modules(path):
        room = room_of(module, package)
        if room in order and order.index(room) > order.index(own):
            yield own, module


def room_of(module, package):
    """The name behind the package's in a dotted name; "" if it is not of this package."""
    return module.removeprefix(f"{package}.").split(".")[0] if module.startswith(f"{package}.") else ""


def imported_modules(path):
    """Every dotted name that a file imports: a module, or a name in one."""
    return [f"{module}.{name}".rstrip(".") for module, name in imports(path)]


def test_every_package_of_reviews_has_a_place_in_the_order():
    left_out = {"__init__", "__pycache__", "apps", "migrations"}
    for folder, order in (("reviews", ROOMS), ("reviews/desk", DESK_ROOMS)):
        assert {path.stem for path in (ROOT / folder).iterdir()} - left_out == set(order)


def test_private_modules_are_imported_by_those_named_alone():
    """`public.full_text`, for one, holds the only values with spoilers in them."""
    no_offenders(
        named(path, f"imports {private}")
        for private, importers in PRIVATE.items()
        for path in sources()
        if not within(module_name(path), (private, *importers))
        and any(within(module, (private,)) for module in imported_modules(path))
    )
    for private, importers in PRIVATE.items():
        assert (ROOT / private.replace(".", "/")).exists() or (
            ROOT / f"{private.replace('.', '/')}.py"
        ).exists(), private
        assert set(importers) <= {module_name(path) for path in sources()}


def within(module, packages):
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def test_no_folder_is_too_full():
    """Past some twenty entries a folder is missing. The first folder holds what tools look for there."""
    entries = {}
    for path in tracked():
        for parent in path.parents:
            entries.setdefault(parent, set()).add(path.relative_to(parent).parts[0])
    no_offenders(
        f"{folder}: {len(found)} entries"
        for folder, found in sorted(entries.items())
        if len(found) > MOST_ENTRIES and folder not in (Path(), ROOT) and folder.name != "migrations"
    )


def tracked():
    """The files of the repository, without what runs and tools leave behind."""
    for folder in sorted(path for path in ROOT.iterdir() if path.is_dir() and path.name[0] != "."):
        if folder.name not in ("media", "staticfiles", "node_modules", "htmlcov"):
            files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
            yield from (path.relative_to(ROOT) for path in files)


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
        for name in ("reviews/document/normalise.py", "reviews/document/__init__.py", "shield/marks.py")
        for module, _name in imports(ROOT / name)
        if module.startswith("django")
    )


def test_nothing_public_is_written_but_by_workflow():
    writers = (
        "Edition.objects.create",
        "Edition(",
        "Submission.objects.create",
        "AuditLogEntry.objects.create",
    )
    allowed = ("reviews.workflow", "reviews.models", "reviews.previews.render")
    no_offenders(
        named(path, f"has {writer}")
        for path in sources()
        if not module_name(path).startswith(allowed)
        for writer in writers
        if writer in path.read_text().replace("class ", "")
    )


def test_no_pattern_is_possessive():
    """Python before 3.11.5, such as Debian 12's, matches possessive groups wrongly."""
    possessive = re.compile(r"[\])][*+?]\+|\(\?>")
    no_offenders(
        named(path, line.strip())
        for path in sources()
        for line in path.read_text().splitlines()
        if "re." in line and possessive.search(line)
    )
