"""One process tree that serves web, content origin and background work."""
