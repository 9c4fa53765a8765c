"""The one error family of the command: a sentence, what to do about it, and an exit code."""


class PracticeError(Exception):
    """Something a person can act on. `cli.main` is the one place that prints it.

    `message` says what happened and where; `remedy` says what to do about it and may be
    empty; `exit_code` is 2 for wrong usage and 3 when the environment or `practice` itself
    is at fault.
    """

    def __init__(self, message: str, remedy: str = "", exit_code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.exit_code = exit_code

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()
