"""Site: settings and wiring – the only place that reads the environment."""
