"""The API base: what an app imports to get safe endpoints for an owned model."""
