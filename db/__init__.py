"""Schema, queries, presets and samples; shipped as ``planreview.db``."""
