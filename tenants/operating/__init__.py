"""What operators ask of the fleet and see of it: jobs with their progress, and how each municipality is."""
