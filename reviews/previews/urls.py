from django.urls import path

from reviews.previews import views

app_name = "previews"
urlpatterns = [
    path("preview/<str:token>/", views.safe, name="safe"),
    path("preview/<str:token>/spoilers/", views.full, name="full"),
]
