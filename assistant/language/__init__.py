"""What knows languages and nothing of documents: characters, words, sentences, numbers."""
