"""The translations of the words that readers see, and the marks by which they are found."""
