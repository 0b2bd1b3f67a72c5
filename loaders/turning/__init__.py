"""Tables laid out in an unusual way, written out as ordinary ones before anything is read from them."""
