"""Who is asking: a token in the `Authorization` header; sessions are DRF's own."""

from typing import Any

from django.contrib.auth.models import User
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from knox.auth import TokenAuthentication as KnoxTokenAuthentication
from knox.models import AuthToken
from rest_framework.exceptions import AuthenticationFailed


class TokenAuthentication(KnoxTokenAuthentication):
    """`Authorization: Token …`, with tokens from `manage.py create_token`."""

    def authenticate_credentials(self, token: bytes) -> tuple[User, AuthToken]:
        # Knox decodes and looks up whatever it is given; bytes that are no text, and NUL on PostgreSQL, would be a 500.
        if not (token.isascii() and token.isalnum()):
            raise AuthenticationFailed
        found: tuple[User, AuthToken] = super().authenticate_credentials(token)
        return found


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its metaclass is untyped
    """How the schema tells of it."""

    target_class = "tracker.api.access.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:  # noqa: ARG002  the hook's
        return build_bearer_security_scheme_object("Authorization", "Token")

    def get_security_requirement(self, auto_schema: AutoSchema) -> list[dict[str, list[Any]]]:
        """An empty requirement beside it where nobody needs to be known: to read."""
        nobody: list[dict[str, list[Any]]] = [] if auto_schema.method == "POST" else [{}]
        return [*nobody, {self.name: []}]
