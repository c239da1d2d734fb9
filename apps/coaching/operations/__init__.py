"""Writing what coaching keeps."""
