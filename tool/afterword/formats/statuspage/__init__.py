"""The status of a site as Statuspage's public interface tells it, version 2, for the clients that there are of it."""
