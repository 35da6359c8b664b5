"""What an editor shows and suggests while a record is written, as values: it knows nothing of any editor's protocol."""
