"""Link checker: fetches the external URLs in reviews, in a task or a command, never during a save."""
