"""The desk knows who asks, what they may do, what they set and their unread notices, in two queries."""

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from django.utils import timezone

from reviews.models import AuditLogEntry, Notice, StaffSettings
from reviewsite.desk.backends import StaffBackend
from tests.reviews.builders import somebody, submitted

pytestmark = pytest.mark.django_db


@pytest.mark.engines
def test_permissions_are_those_of_django(django_assert_num_queries):
    both = somebody("Author", "Moderator")
    both.user_permissions.add(Permission.objects.get(codename="add_film"))
    people = [both, somebody(), somebody("Chief", is_active=False), User.objects.create_superuser("root")]
    for user in people:
        expected = ModelBackend().get_all_permissions(User.objects.get(pk=user.pk))
        assert User.objects.get(pk=user.pk).get_all_permissions() == expected
        if user.is_active:
            assert StaffBackend().get_user(user.pk).get_all_permissions() == expected
    with django_assert_num_queries(1):
        assert User(pk=both.pk, is_active=True).has_perms(
            ["reviews.decide", "films.add_film", "reviews.add_draft"]
        )


def test_a_page_asks_twice_whom_it_is_for(client, django_assert_num_queries):
    user = somebody("Author")
    StaffSettings.objects.create(user=user, time_zone="Asia/Tokyo")
    client.force_login(user)
    client.get(reverse("admin:own_settings"))
    with django_assert_num_queries(4):  # the form and the unread notices once
        page = client.get(reverse("admin:own_settings"))
    assert page.wsgi_request.staff_settings.time_zone == "Asia/Tokyo"


@pytest.mark.engines
def test_unread_notices_are_loaded_with_who_asks(django_assert_num_queries):
    submission = submitted(author=somebody("Author"))
    mine, foreign = submission.review.author, somebody("Author")
    moderator = somebody("Moderator")
    for user in (mine, foreign, moderator):
        entry = AuditLogEntry.objects.create(
            review=submission.review, by=moderator, step="submit", at=timezone.now()
        )
        Notice.objects.create(to=user, entry=entry, why="commented", at=timezone.now())
    for user in (mine, foreign, moderator):
        expected = Notice.objects.visible_to(user).unread().count()
        loaded = StaffBackend().get_user(user.pk)
        with django_assert_num_queries(0 if user == moderator else 1):  # who sees all reviews
            assert Notice.objects.unread_count(loaded) == expected
    assert Notice.objects.unread_count(StaffBackend().get_user(foreign.pk)) == 0


def test_whoever_was_given_a_permission_has_it_on_the_next_page(client):
    user = somebody("Author")
    client.force_login(user)
    waiting = reverse("admin:reviews_draft_waiting")
    assert client.get(waiting).status_code == 403
    user.groups.add(Group.objects.get(name="Moderator"))
    assert client.get(waiting).status_code == 200
    user.groups.clear()
    assert client.get(waiting).status_code == 403


def test_whoever_was_deactivated_is_logged_out(client):
    user = somebody("Author")
    client.force_login(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(reverse("admin:index")).status_code == 302
