"""What the coordinator sees of the municipalities: released figures, and nothing else."""
