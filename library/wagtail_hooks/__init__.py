"""The editor: Wagtail's admin with our rights, menus, panels and steps."""

from library.wagtail_hooks import choosers, doors, look, menus, panels, rights, steps

__all__ = ["choosers", "doors", "look", "menus", "panels", "rights", "steps"]
