"""Review in a terminal whether a city's work plan is being carried out."""

__version__ = "0.1.0"
