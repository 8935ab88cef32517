"""PDF files: characters to lines to paragraphs, with the place of every word."""
