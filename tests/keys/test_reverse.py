"""Addresses are remembered, for each set of URLs and each prefix."""

import pytest
from django.urls import NoReverseMatch, set_script_prefix

from keys.addresses import reverse


def test_it_gives_what_djangos_gives_also_under_a_prefix():
    assert reverse("pages:film", args=["heat"]) == reverse("pages:film", args=["heat"]) == "/films/heat/"
    set_script_prefix("/foyer/")
    try:
        assert reverse("pages:film", args=["heat"]) == "/foyer/films/heat/"
    finally:
        set_script_prefix("/")
    with pytest.raises(NoReverseMatch):
        reverse("pages:film", args=["no slug"])
