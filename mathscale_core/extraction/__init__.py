"""Seeds → concepts: names, requests and replies, cleaning, the offline tagger."""
