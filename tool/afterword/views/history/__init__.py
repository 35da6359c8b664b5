"""The history pages: by year, by month, filtered, and maintenance."""
