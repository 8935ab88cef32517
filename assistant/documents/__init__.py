"""A file in, paragraphs with exact places out."""
