"""The rules, one module each; `checks.registry` lists them."""
