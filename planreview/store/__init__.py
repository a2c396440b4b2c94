"""The SQLite file: schema, operation log, projection and queries."""
