"""The desk knows who asks, what they may do and what they set, in three queries."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission, User
from django.urls import reverse

from reviews.models import StaffSettings
from tests.reviews.builders import somebody

pytestmark = pytest.mark.django_db


@pytest.mark.engines
def test_permissions_are_those_of_django(django_assert_num_queries):
    both = somebody("Author", "Moderator")
    both.user_permissions.add(Permission.objects.get(codename="add_film"))
    people = [both, somebody(), somebody("Chief", is_active=False), User.objects.create_superuser("root")]
    for user in people:
        expected = ModelBackend().get_all_permissions(User.objects.get(pk=user.pk))
        found = User.objects.get(pk=user.pk)
        assert found.get_all_permissions() == expected
    with django_assert_num_queries(1):
        assert User(pk=both.pk, is_active=True).has_perms(
            ["reviews.decide", "films.add_film", "reviews.add_draft"]
        )


def test_a_page_asks_three_times_whom_it_is_for(client, django_assert_num_queries):
    user = somebody("Author")
    StaffSettings.objects.create(user=user, time_zone="Asia/Tokyo")
    client.force_login(user)
    client.get(reverse("admin:own_settings"))
    with django_assert_num_queries(5):  # and the form once, and unread notices
        page = client.get(reverse("admin:own_settings"))
    assert page.wsgi_request.staff_settings.time_zone == "Asia/Tokyo"


def test_whoever_was_deactivated_is_logged_out(client):
    user = somebody("Author")
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(reverse("admin:index")).status_code == 302
