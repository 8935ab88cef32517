"""Who speaks in each sentence of a document: its author, a speaker in turn, or one reported."""
