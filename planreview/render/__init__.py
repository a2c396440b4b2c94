"""Report models to Rich renderables and files, one module a format."""
