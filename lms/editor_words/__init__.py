"""Vietnamese words for the screens of Wagtail that its own catalogue lacks.

Only ``locale/`` is here. The app stands below ours and above Wagtail's in
INSTALLED_APPS, so that its words give way to ours and take the place of theirs.
"""
