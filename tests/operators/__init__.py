"""The platform's operators: jobs, measures, their addresses, and what they never see."""
