"""The chart of a record: axis, lanes, markers, and its forms for Plotly and as a file."""
