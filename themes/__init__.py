"""Colours of the screens as data; shipped as ``planreview.themes``."""
