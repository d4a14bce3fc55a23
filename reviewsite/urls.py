from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.urls import include, path

from reviewsite.pages import views

urlpatterns = [
    path("", views.home, name="home"),
    path("admin/", admin.site.urls),
    path("", include("reviews.public.urls")),
    path("", include("reviews.previews.urls")),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include("reviewsite.pages.urls")),
]
handler403 = "reviewsite.desk.errors.forbidden"
handler404 = "reviewsite.desk.errors.not_found"
