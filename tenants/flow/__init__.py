"""Work behind the requests, for a fleet: what waits is found by pointers, what is due everywhere by rounds."""
