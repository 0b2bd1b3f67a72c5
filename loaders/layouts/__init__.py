"""Layouts: the places where a table says things, tried against its cells until one reading explains them all."""
