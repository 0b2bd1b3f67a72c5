"""Replies to a survey: wide, long or transposed, in words, letters, signs or colours."""
