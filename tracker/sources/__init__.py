"""Where articles come from, besides uploads, the API and the command line: the inbox folder."""
