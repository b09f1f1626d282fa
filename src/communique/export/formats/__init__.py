"""The formats, one module each; `communique.export` finds them by their names."""
