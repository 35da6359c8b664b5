"""The public API of Atlassian Statuspage, version 2, as static files for its many clients."""
