"""The Textual screens; the only place that imports Textual."""
