"""Doors to the world: store, job folders, reply cache, offline provider, executors, exports."""
