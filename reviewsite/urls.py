from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from reviewsite.pages import media, views

urlpatterns = [
    path("", views.home, name="home"),
    path("admin/", admin.site.urls),
    path("", include("reviews.public.urls")),
    path("", include("reviews.previews.urls")),
    path(f"{settings.MEDIA_URL.lstrip('/')}<path:path>", media.media, name="media"),
    path("", include("reviewsite.pages.urls")),
]
handler403 = "reviewsite.desk.errors.forbidden"
handler404 = "reviewsite.desk.errors.not_found"
handler500 = "reviewsite.errors.server_error"
