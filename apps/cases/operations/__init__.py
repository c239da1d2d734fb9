"""What is done to cases: one transaction each, with its audit row and its place in the timeline."""
