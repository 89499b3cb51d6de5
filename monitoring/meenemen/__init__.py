"""A frozen overview to take along: PDF, PPTX, XLSX, DOCX and one HTML file, all from the same frozen data."""
