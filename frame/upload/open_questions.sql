SELECT question, about, key, value FROM questions
