"""One widget a module, each with its stylesheet."""
