"""Screen pieces that several pages use."""
