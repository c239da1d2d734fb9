"""The setup checklist."""
