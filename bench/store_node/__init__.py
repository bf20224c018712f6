"""The parts of bench/store.py that run inside one node: the ground, the load, the readers."""
