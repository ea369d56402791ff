"""The addresses of the review desk, under `/admin/review/`."""

from django.urls import path

from tracker.admin import desk

urlpatterns = [
    path("", desk.review_queue, name="review_queue"),
    path("<int:pk>/", desk.review_move, name="review_move"),
    path("undo/", desk.review_undo, name="review_undo"),
    path("skipped/", desk.review_skipped, name="review_skipped"),
]
