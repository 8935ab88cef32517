"""What a question names, found by its name before any search: documents and places in them."""
