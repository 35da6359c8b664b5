"""The public data below `/data/v1/`: JSON in a versioned shape, converted field by field."""
