"""Sessions in the database, as Django keeps them, with whose they are beside the data."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Stored

from editorial.models.session import Session


class SessionStore(Stored):
    """Django's, in a table of ours: ``settings.SESSION_ENGINE``."""

    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        session: Any = super().create_model_instance(data)
        session.say_whose(data)
        return session
