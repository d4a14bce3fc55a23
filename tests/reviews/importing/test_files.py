"""Files that are none: nothing waits for them, and memory is not filled."""

import os

import pytest

from reviews.importing.files import read_file
from reviews.importing.formats import FormatError


def test_a_file_of_just_the_length_is_read(tmp_path):
    path = tmp_path / "review.md"
    path.write_bytes(b"x" * 100)
    assert read_file(path, 100) == b"x" * 100
    with pytest.raises(FormatError, match="more than the 99 bytes"):
        read_file(path, 99)


def test_a_file_longer_than_memory_is_not_read(tmp_path):
    path = tmp_path / "long.md"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    with pytest.raises(FormatError, match="too long"):
        read_file(path, 1_000)


def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(FormatError, match="a pipe or a device"):
        read_file(path, 1_000)


@pytest.mark.parametrize("name", ["/dev/zero", "/"])
def test_devices_and_folders_are_none(name, tmp_path):
    with pytest.raises(FormatError, match="a folder, a pipe or a device"):
        read_file(type(tmp_path)(name), 1_000)


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "none", 1_000)
