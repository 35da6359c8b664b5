"""The chart of a record: axis, lanes, markers, and its Plotly and stand-alone forms."""
