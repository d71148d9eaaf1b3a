"""The screens: one thin file each, in the order of the rail."""
