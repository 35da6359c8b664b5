"""The history pages: by year, by month, filtered, and of maintenance."""
