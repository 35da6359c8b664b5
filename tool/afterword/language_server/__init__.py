"""The language server: it takes an editor's requests, asks `editor`, and answers in the protocol's terms.

Everything about the protocol is here, and nothing else is.
"""
