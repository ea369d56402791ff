"""The records in Django's admin, and the review desk inside it. Registered by Django's autodiscovery."""

from django.contrib import admin

from tracker.admin import articles, claims, decisions, entities, moves

__all__ = ["articles", "claims", "decisions", "entities", "moves"]

admin.site.site_header = "The Moves Desk"
admin.site.site_title = "The Moves Desk"
admin.site.index_title = "Records"
