"""Vietnamese in the encodings from before Unicode, and in UTF-8 that was read as another."""
