"""Measuring the online share: cells, sums along the tree, frozen figures."""
