"""Writing a site to disk, reusing unchanged files, and exporting pages for other generators."""
