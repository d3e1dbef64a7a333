from django.utils.functional import Promise


class Refused(Exception):  # noqa: N818 - a refusal is an answer to a person, not an error
    """An action a rule does not allow. ``rule`` names the rule; ``str()`` tells the person."""

    def __init__(self, rule: str, message: str | Promise) -> None:
        super().__init__(rule)
        self.rule = rule
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
