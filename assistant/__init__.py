"""Ask documents; answers are exact quotations with their places."""
