"""Plain text and tables written as text."""
