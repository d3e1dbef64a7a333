"""Plain JSON data, and what two of the same have in common."""

import hashlib
import json
from typing import Any

Content = dict[str, Any]


def digest(content: Content) -> str:
    """SHA-256 of the canonical JSON: keys sorted, no blanks, UTF-8."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
