"""The read side: store → small tables ready to show. Nothing here writes."""
