"""Archives of one municipality: made, verified, restored, compared; and what ends with one: archiving and deleting.

The file's form is told byte by byte in docs/archives.md.
"""
