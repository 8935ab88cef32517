"""What people keep: citations, the questions they answer, and what became of both."""
