"""Compares two versions of a site: what readers newly see, which numbers move, what a reviewer should ask."""
