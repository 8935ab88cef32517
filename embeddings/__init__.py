"""Texts in, unit vectors and nearest neighbours out; knows nothing of documents."""
