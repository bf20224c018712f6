"""The administrator's pages: accounts and the node's health. No intelligence reaches them."""
