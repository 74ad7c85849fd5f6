"""The occupation file: compiled from the official O*NET and BLS releases, written once, read card by card."""
