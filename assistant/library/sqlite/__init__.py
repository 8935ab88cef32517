"""The embedded library: one folder, SQLite the only truth, two mirrors for searching."""
