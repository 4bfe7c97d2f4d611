"""The editors' side of the site."""

from csp.decorators import csp_update
from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class EditorsSite(AdminSite):
    site_title = _("ASEAN–Japan Knowledge Base")
    site_header = _("ASEAN–Japan Knowledge Base: editors")
    index_title = _("Records and sources")

    def admin_view(self, view, cacheable=False):
        # Two of the stock admin's own templates carry inline styles; no other page may.
        allowed = csp_update({"style-src": ["'self'", "'unsafe-inline'"]})
        return allowed(super().admin_view(view, cacheable))
