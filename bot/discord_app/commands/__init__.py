"""One slash command or group a file; each has `setup(bot)`, which adds it to the bot. Found by itself."""
