"""Every address of the desk."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("tracker.web.urls")),
    path("api/", include("tracker.api.urls")),
    path("admin/review/", include("tracker.admin.urls")),
    path("admin/", admin.site.urls),
]
