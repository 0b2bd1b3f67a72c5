"""The upload page: files in, each looked at before it is saved; questions answered, cells mended, figures
compared; then history, undo and what is remembered."""
