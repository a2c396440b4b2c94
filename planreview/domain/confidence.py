"""How sure the reader is of a target, and from where on it counts."""

from __future__ import annotations

# Below this confidence a quantity is asked about and counts for nothing until a person takes it.
DOUBTFUL = 0.75
