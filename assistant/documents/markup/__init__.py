"""HTML and what is turned into it: Markdown, books, mail."""
