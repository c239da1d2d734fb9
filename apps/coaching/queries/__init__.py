"""Reading what coaching keeps."""
