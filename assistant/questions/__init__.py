"""A string in, one question out: what it asks for, and of what."""
