"""The import engine: a file becomes rows, rows become records, and what cannot is given back to be mended.

`targets` says what a kind of import has to offer, `rows` turns cells into values, `engine` walks the file in batches;
`people` is the target for persons. The directory brings its own through `apps.people.operations.imports`.
"""
