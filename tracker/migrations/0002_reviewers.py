"""The group Reviewers: who may submit articles, see every record and decide on moves, and nothing else."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GROUP = "Reviewers"
SEEN = (
    "article", "claim", "company", "companyalias", "decision", "executive", "executivealias", "move", "moverole",
)  # fmt: skip
RIGHTS = {
    ("article", "add_article"): "Can add article",
    ("article", "retry_article"): "Can put a failed article back in the queue",
    ("move", "review_move"): "Can approve, reject and correct moves",
    **{(model, f"view_{model}"): f"Can view {model}" for model in SEEN},
}


def make_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the group with exactly these rights; run again, it sets them again."""
    database = schema_editor.connection.alias
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    group, _ = apps.get_model("auth", "Group").objects.using(database).get_or_create(name=GROUP)
    rights = []
    for (model, codename), name in RIGHTS.items():
        # Django makes these rows only after the last migration, with these very names: it finds ours and leaves them.
        content_type, _ = content_types.get_or_create(app_label="tracker", model=model)
        right, _ = permissions.get_or_create(
            content_type_id=content_type.pk, codename=codename, defaults={"name": name}
        )
        rights.append(right)
    group.permissions.set(rights)


def drop_group(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the group away; the permissions are Django's and stay."""
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name=GROUP).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("tracker", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(make_group, drop_group)]
