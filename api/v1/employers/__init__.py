"""Services to employers over HTTP."""
