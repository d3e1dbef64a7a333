"""The newsroom's door. ``classes`` registers what is in it, once the site stands."""
