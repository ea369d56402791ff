"""The addresses of the pages."""

from django.urls import path

from tracker.web.views import articles, companies, executives, front, health, moves

urlpatterns = [
    path("", front.front, name="front"),
    path("executives/", executives.executives, name="executives"),
    path("executives/<str:slug>/", executives.executive, name="executive"),
    path("companies/", companies.companies, name="companies"),
    path("companies/<str:slug>/", companies.company, name="company"),
    path("moves/<int:pk>/", moves.move, name="move"),
    path("articles/", articles.articles, name="articles"),
    path("articles/upload/", articles.upload, name="upload"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
