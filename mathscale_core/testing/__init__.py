"""For tests, ours and those of users: a scripted model, tiny graphs, a fresh workspace.

Nothing here is imported by production code, and nothing here needs a network.
"""
