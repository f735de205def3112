"""The organiser's pages, one module per subject; each gives a blueprint named `pages`."""
