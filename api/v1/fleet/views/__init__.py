"""The operators' addresses. They exist in the platform's own room only."""
