"""script/check runs the tests of the folders that mirror what changed."""

import pytest

from tests.repository.mirrored import ALWAYS, folders_for


@pytest.mark.parametrize(
    ("changed", "folder"),
    [
        ("reviews/checks/links.py", "tests/reviews/checks"),
        ("reviews/checks/facts/notes.py", "tests/reviews/checks"),
        ("reviews/desk/writing/inlines.py", "tests/reviews/desk/writing"),
        ("templates/reviews/desk/writing/merge.html", "tests/reviews/desk/writing"),
        ("templates/pages/film.html", "tests/reviewsite/pages"),
        ("templates/reviews/film/_facts_box.html", "tests/reviews/public"),
        ("templates/reviews/gone.html", "tests/reviews/public"),
        ("reviews/admin.py", "tests/reviews/desk"),
        ("films/models.py", "tests/films"),
        ("tests/films/test_films.py", "tests/films/test_films.py"),
    ],
)
def test_a_changed_file_has_the_folders_for_its_mirror(changed, folder):
    assert folders_for([changed]) == sorted({folder, ALWAYS})


def test_a_folder_is_not_run_again_for_a_file_in_it():
    changed = ["reviews/checks/links.py", "tests/reviews/checks/test_checks.py", "docs/staff.md"]
    assert folders_for(changed) == [ALWAYS, "tests/reviews/checks"]
