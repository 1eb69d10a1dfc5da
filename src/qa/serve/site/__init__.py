"""The pages beside the conversation: browsing measures and units, rendered on the server."""
