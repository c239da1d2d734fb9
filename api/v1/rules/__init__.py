"""Rules of a draft: decision points, live evaluation, the trial area, what-if."""
