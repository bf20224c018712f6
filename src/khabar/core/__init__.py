"""Core: the words every room shares. Standard library only, no input or output."""
