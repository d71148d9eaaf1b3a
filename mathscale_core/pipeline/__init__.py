"""One function per arrow of the loop: read the store, take a pure step, write the store, record who did it."""
