"""Khabar: the open system for criminal intelligence, from direction to feedback."""

__version__ = "0.1.0"
