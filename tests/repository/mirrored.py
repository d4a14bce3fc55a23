"""Where the tests of a module stand: `python -m tests.repository.mirrored reviews/checks/links.py` says."""

import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ALWAYS = "tests/repository"
TEMPLATES = {"reviews": "reviews", "pages": "reviewsite/pages", "admin": "reviewsite/desk"}


# What stands beside the packages of reviews, whose tests are not all of reviews.
BESIDE = {
    "reviews/admin.py": "tests/reviews/desk",
    "reviews/local_time.py": "tests/reviews/test_local_time.py",
    "reviews/spoiler_reports.py": "tests/reviews/public",
}


def folders_for(changed: Iterable[str]) -> list[str]:
    """The paths of tests to run for changed files, the narrowest folders that mirror them; none twice."""
    folders = {folder for path in changed if (folder := _folder(Path(path)))} | {ALWAYS}
    return sorted(folder for folder in folders if not any(_is_inside(folder, other) for other in folders))


def _folder(path: Path) -> str:
    if path.parts[0] == "tests":
        return str(path) if path.name.startswith("test_") and (ROOT / path).exists() else str(path.parent)
    if str(path) in BESIDE:
        return BESIDE[str(path)]
    if path.parts[0] == "templates":
        path = Path(TEMPLATES.get(path.parts[1], "reviewsite")).joinpath(*path.parts[2:])
        if path.parts[0] == "reviews" and path.parts[1] not in ("desk", "previews"):
            return "tests/reviews/public"
    if path.suffix not in (".py", ".html"):
        return ""
    mirrored = (Path("tests", *folder.parts) for folder in path.parents if folder.parts)
    return next((str(folder) for folder in mirrored if (ROOT / folder).is_dir()), "")


def _is_inside(folder: str, other: str) -> bool:
    return folder != other and folder.startswith(f"{other}/")


if __name__ == "__main__":
    print("\n".join(folders_for(sys.argv[1:])))
