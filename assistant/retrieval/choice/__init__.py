"""Which of the passages found comes first, and whether any is an answer."""
