"""What is asked of the library and is not in it."""

from typing import Any

from django.http import Http404


class NotInLibrary(Http404):
    """404 with an `explanation` for people."""

    def __init__(self, explanation: Any):
        super().__init__(explanation)
        self.explanation = explanation
