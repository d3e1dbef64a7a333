"""A delivery in the format that an endpoint chose: a file, or the text of a mail."""

from typing import Final, NamedTuple

from wire.formats import FORMATS
from wire.push.failure import Failure, FailureError
from wire.push.loads import Load

OURS: Final = "json"
_ENDINGS: Final = {"json": "json", "xml": "xml", "plain": "txt"}


class Paper(NamedTuple):
    name: str
    media_type: str
    content: bytes


def paper_of(load: Load) -> Paper:
    """The file of a delivery: its name sorts by number, and is the same with each try."""
    if load.delivery is None or load.dispatch is None:
        return Paper(f"{load.push.message_id}.txt", "text/plain", b"Uji / test\n")
    found = FORMATS.get(load.endpoint.format)
    if found is None:
        raise FailureError(Failure.OURS)
    is_own = load.endpoint.format == OURS
    content = (
        load.text.encode() if is_own else found.render(load.delivery, load.dispatch, load.origin)
    )
    kind = found.media_type.partition(";")[0]
    ending = next((each for word, each in _ENDINGS.items() if kind.endswith(word)), "bin")
    return Paper(f"{load.delivery.number:010d}.{ending}", found.media_type, content)
