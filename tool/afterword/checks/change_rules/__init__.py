"""One module for each rule that judges a change: a record, or `status.yml`, before and after it."""
