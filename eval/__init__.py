"""Scores of the product against labelled data, and the floors they hold."""
