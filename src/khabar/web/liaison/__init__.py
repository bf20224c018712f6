"""The liaison's pages: messages with proof, the gate, requests with clocks, whom we trust."""
