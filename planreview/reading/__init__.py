"""Bytes to numbered lines of text."""
