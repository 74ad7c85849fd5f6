"""Draws what replies show as pictures: one kind a file, `style.py` for how all look, `panel.py` to draw on."""
