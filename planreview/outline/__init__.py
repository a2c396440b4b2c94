"""Numbered lines to the outline of a plan."""
