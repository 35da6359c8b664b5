"""Writing a site to disk, reusing what is unchanged, and exporting pages for other generators."""
