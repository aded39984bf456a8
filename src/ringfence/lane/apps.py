"""The Django app of the lanes: with it in ``INSTALLED_APPS`` every viewset that can have a lane has one."""

from __future__ import annotations

from django.apps import AppConfig


class LaneConfig(AppConfig):
    """``ringfence.lane`` in ``INSTALLED_APPS``."""

    name = "ringfence.lane"
    label = "ringfence_lane"

    def ready(self) -> None:
        """Offer lanes to the views; forget them where a test changes a setting."""
        from django.core.signals import setting_changed

        from ringfence.api import shortcuts
        from ringfence.lane import bearers, lanes

        shortcuts.offer(lanes.lane_of, lanes.why_none)
        setting_changed.connect(lambda **_: lanes.forget(), weak=False, dispatch_uid="ringfence_lanes")
        setting_changed.connect(lambda **_: bearers.forget(), weak=False, dispatch_uid="ringfence_bearers")
