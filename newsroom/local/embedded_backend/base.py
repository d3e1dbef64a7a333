"""Django's PostgreSQL, started by the first connection that needs it."""

from pathlib import Path
from typing import Any

from newsroom.local import embedded
from newsroom.postgresql_backend import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        embedded.use(
            Path(self.settings_dict["EMBEDDED_HOME"]),
            throwaway=self.settings_dict["EMBEDDED_THROWAWAY"],
        )
        return super().get_new_connection(conn_params)
