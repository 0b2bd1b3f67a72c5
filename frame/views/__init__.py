"""The views of each page: what is chosen on them, the slide that follows, and the words where that is blank."""
