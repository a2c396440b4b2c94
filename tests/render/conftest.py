"""Each test speaks Chinese unless it says otherwise, and leaves the language as it was."""

from tests.languages import chinese

__all__ = ["chinese"]
