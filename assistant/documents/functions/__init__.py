"""What a paragraph does in its document: states, recommends, decides, asks, or only frames."""
