from django.urls import path

from reviews.public import views

app_name = "reviews"
urlpatterns = [
    path("reviews/", views.review_list, name="list"),
    path("reviews/<slug:slug>/", views.review_detail, name="detail"),
    path("reviews/<slug:slug>/history/", views.history, name="history"),
    path("reviews/<slug:slug>/spoilers/", views.spoilers, name="spoilers"),
    path("reviews/<slug:slug>/spoilers/<int:number>/", views.parts, name="parts"),
    path("reviews/<slug:slug>/spoilers/<int:number>/<str:address>/", views.part, name="part"),
    path("critics/<slug:slug>/", views.critic, name="critic"),
]
