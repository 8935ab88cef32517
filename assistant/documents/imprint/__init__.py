"""What a document says of itself: title, symbol, author, date and body, each with its basis."""
