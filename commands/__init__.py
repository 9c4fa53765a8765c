"""Groups of commands, loaded when one of them is typed; `commands.frame` is what all share."""
