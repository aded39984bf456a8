"""Django's admin site with Ringfence's log-in: ``ringfence.accounts.admin_site.AdminConfig`` in ``INSTALLED_APPS``.

It stands there in the place of ``django.contrib.admin``.
"""

from __future__ import annotations

from django.contrib.admin.apps import AdminConfig as DjangoAdminConfig


class AdminConfig(DjangoAdminConfig):
    """``django.contrib.admin``, whose site is :class:`ringfence.accounts.admin_log_in.AdminSite`."""

    default_site = "ringfence.accounts.admin_log_in.AdminSite"
