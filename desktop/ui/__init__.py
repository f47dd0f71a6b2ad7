"""The window: panels that render an immutable view and pass on what the agent wishes."""
