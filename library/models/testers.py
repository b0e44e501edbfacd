"""What may be done to a page in the editor, beyond Wagtail's own questions."""

from wagtail.models import PagePermissionTester


class DraftTester(PagePermissionTester):
    """Drafts are written, previewed and thrown away; the review does the rest."""

    def can_publish(self):
        """Nobody: readers see frozen versions only."""
        return False

    def can_unpublish(self):
        return False

    def can_publish_subpage(self):
        return False

    def can_submit_for_moderation(self):
        return False

    def can_set_view_restrictions(self):
        return False

    def can_lock(self):
        return self.user.is_superuser

    def can_unlock(self):
        return self.user.is_superuser or self.user_has_lock()

    def can_move(self):
        return False

    def can_reorder_children(self):
        return False

    def can_delete(self, ignore_bulk=False):
        """One's own draft, as long as no version of it was ever submitted."""
        if not super().can_delete(ignore_bulk=ignore_bulk):
            return False
        versions = getattr(self.page.specific, "versions", None)
        return versions is not None and not versions.exists()

    def can_view_revisions(self):
        return self.can_edit()
