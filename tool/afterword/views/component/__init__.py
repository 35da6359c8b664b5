"""The pages of one component, and the list of components."""
