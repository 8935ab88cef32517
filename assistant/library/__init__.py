"""What has been read, kept safely."""
