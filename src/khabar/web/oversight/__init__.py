"""Oversight: the prosecutor's and the auditor's pages. They read and prove; they never edit."""
