"""Services speak Chinese in their tests, whatever a test before left behind."""

from tests.languages import chinese

__all__ = ["chinese"]
