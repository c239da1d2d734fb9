"""Work queues over HTTP."""
