"""Questions → check results: the checks, and overlap with test items."""
