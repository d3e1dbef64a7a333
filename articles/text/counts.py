"""How long a story is, in words and in minutes."""

WORDS_A_MINUTE = 200


def words(text: str) -> int:
    """The words of a text in any script; a dash or a bullet standing alone is none."""
    return sum(any(map(str.isalnum, token)) for token in text.split())


def reading_minutes(words: int) -> int:
    """Minutes to read so many words, rounded up and never less than one."""
    return max(1, -(-words // WORDS_A_MINUTE))
