"""Use cases, one transaction each; they take the store, a clock and a person."""
