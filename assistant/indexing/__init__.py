"""Files and folders brought into a library, and kept up to date."""
