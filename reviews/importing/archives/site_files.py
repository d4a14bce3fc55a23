"""Which files of a site or a notebook are posts, and what their names tell: date, short address, old address.

The folders are those of Hugo, Jekyll, Hexo, Eleventy, Astro and Obsidian as their documentation names them.
"""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

POST_ENDINGS = (".md", ".markdown", ".mdx", ".txt", ".html", ".htm", ".xhtml", ".docx")
EXPORT_ENDINGS = (".xml", ".json", ".csv", ".rss", ".atom")
PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif")
# Where a site keeps its posts; a folder without one of these is read whole.
_POST_FOLDERS = "source/_posts source/_drafts _posts _drafts src/content src/posts content posts"
POST_FOLDERS = tuple(_POST_FOLDERS.split())
_PROGRAM_FOLDERS = """node_modules vendor themes layouts archetypes resources static public assets dist build
    data i18n templates partials __macosx plugins scripts styles fonts css js sass"""
PROGRAM_FOLDERS = frozenset(_PROGRAM_FOLDERS.split())
_OTHER_PAGES = """readme license licence changelog contributing code_of_conduct _index 404 search robots
    humans sitemap feed requirements security authors tags categories"""
OTHER_PAGES = frozenset(_OTHER_PAGES.split())
_FILM = re.compile(r"(\S.{0,200}) \(((?:18|19|20)[0-9]{2})\)")
_DATED = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[-_ ]+(.+)")


def is_post(name: str) -> bool:
    """Whether a file can be a post, by its ending, and is no page of a program or of the site itself."""
    path = PurePosixPath(name)
    return (
        path.suffix.lower() in POST_ENDINGS
        and path.stem.lower() not in OTHER_PAGES
        and not path.name.startswith((".", "~$"))
        and not any(map(_is_program_folder, path.parts[:-1]))
    )


def is_export(name: str) -> bool:
    """Whether a file among those of a site can be an export of another program, by its ending and place."""
    path = PurePosixPath(name)
    return path.suffix.lower() in EXPORT_ENDINGS and not any(map(_is_program_folder, path.parts[:-1]))


def is_nested_zip(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() == ".zip" and not any(map(_is_program_folder, path.parts[:-1]))


def export_names(names: Iterable[str]) -> tuple[list[str], list[str]]:
    """(exports of other programs among the files, tables of Letterboxd that say less than its reviews).

    The other tables of Letterboxd name the same films again, without a text.
    """
    found = [name for name in names if is_export(name)]
    reviews = [name for name in found if PurePosixPath(name).name.lower() == "reviews.csv"]
    tables = [name for name in found if name.lower().endswith(".csv") and name not in reviews]
    if not reviews:
        return found, []
    diaries = [name for name in tables if PurePosixPath(name).name.lower() == "diary.csv"]
    return [name for name in found if name not in tables], diaries


def _is_program_folder(folder: str) -> bool:
    is_hidden = folder.startswith(".") or (
        folder.startswith("_") and folder in ("_layouts", "_includes", "_sass", "_site", "_data", "_plugins")
    )
    return is_hidden or folder.lower() in PROGRAM_FOLDERS


def post_names(names: Iterable[str]) -> list[str]:
    """The files that can be posts: of the site's folders of posts if it has any, else all."""
    found = [name for name in names if is_post(name)]
    in_folders = [name for name in found if post_folder(name)]
    return in_folders or found


def post_folder(name: str) -> str:
    """The folder of posts that a file stands in, with all before it; "" for none."""
    inner = f"/{PurePosixPath(name).parent.as_posix()}/"
    for folder in POST_FOLDERS:
        start = inner.find(f"/{folder}/")
        if start >= 0:
            return inner[1 : start + len(folder) + 1]
    return ""


def told_by_name(name: str) -> dict[str, str]:
    """Date and short address that a file's name tells; a file “index” has that of its folder.

    Of a notebook, in which the name is all the title that a text has: title, film and year.
    """
    path = PurePosixPath(name)
    stem = path.parent.name if path.stem.lower() == "index" and path.parent.name else path.stem
    dated = _DATED.fullmatch(stem)
    told = {"slug": dated[4] if dated else stem}
    if dated:
        told["date"] = f"{dated[1]}-{int(dated[2]):02}-{int(dated[3]):02}"
    if "_drafts" in path.parts:
        told["draft"] = "true"
    return told | _title(stem) | _old_address(name, told)


def film_told_by_name(name: str) -> dict[str, str]:
    """Title, film and year that the name of a single file tells, if it is a film with its year."""
    stem = PurePosixPath(name).stem
    return _title(stem) if _FILM.fullmatch(stem) else {}


def _title(stem: str) -> dict[str, str]:
    """Of a name in words (“Pier (2016)”); none of one that is an address (“the-pier”)."""
    film = _FILM.fullmatch(stem)
    told = {"title": stem} if " " in stem else {}
    return told | {"film": film[1], "year": film[2]} if film else told


def _old_address(name: str, told: dict[str, str]) -> dict[str, str]:
    """The address that the program gives a post unless it is told otherwise."""
    folder, slug = post_folder(name), told["slug"]
    if folder.endswith("source/_posts") and "date" in told:
        return {"permalink": f"/{told['date'].replace('-', '/')}/{slug}/"}
    if folder.endswith("_posts") and "date" in told:
        return {"permalink": f"/{told['date'].replace('-', '/')}/{slug}.html"}
    if folder.endswith("content") and not folder.endswith("src/content"):
        path = PurePosixPath(name).relative_to(folder)
        inner = path.parent if path.stem.lower() == "index" else path.with_suffix("")
        return {"permalink": f"/{inner.as_posix()}/"}
    return {}
