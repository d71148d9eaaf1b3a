"""The command line: parse, build a Workspace, call the pipeline, print. No logic of its own."""
