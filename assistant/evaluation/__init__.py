"""Judged questions through the real pipeline, and the figures that come out."""
