"""The one layout of records and of `status.yml`: text and its nodes in, the same content laid out anew."""
