"""The field's rules as pure functions: no I/O, no clock, standard library only."""
