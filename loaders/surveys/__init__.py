"""Replies to a survey: wide or long, in words, letters, signs or colours."""
