"""Pages of products: list, write, approve, release, recall; the reader's inbox and answer."""
