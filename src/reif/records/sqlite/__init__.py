"""Django's way to SQLite, in which writers take turns."""
