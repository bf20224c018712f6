"""Api: the node-to-node door and integrators."""
