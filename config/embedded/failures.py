"""What can stop the start, said in one line."""


class Failure(Exception):
    """A sentence for the person at the keyboard, and the exit code that goes with it."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        """Keep the sentence as the text of the exception."""
        super().__init__(sentence)
        self.code = code
