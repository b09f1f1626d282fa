"""Communiqué keeps the record of what news reports say about international affairs."""
