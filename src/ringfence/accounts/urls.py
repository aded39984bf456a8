"""The addresses of a person's own account, below ``/api/``."""

from ringfence.accounts.views.activity import ActivityViewSet
from ringfence.accounts.views.factors import FactorsView, RecoveryCodesView, TotpConfirmView, TotpView
from ringfence.accounts.views.me import DeactivateView, MeView, ReopenView
from ringfence.accounts.views.personal_tokens import PersonalTokenViewSet
from ringfence.accounts.views.sessions import SessionViewSet
from ringfence.api.routers import Router, path

router = Router()
router.register("sessions", SessionViewSet, basename="session")
router.register("me/activity", ActivityViewSet, basename="activity")
router.register("me/tokens", PersonalTokenViewSet, basename="personal-token")

urlpatterns = [
    path("me", MeView.as_view(), name="me"),
    path("me/deactivate", DeactivateView.as_view(), name="me-deactivate"),
    path("me/reopen", ReopenView.as_view(), name="me-reopen"),
    path("me/factors", FactorsView.as_view(), name="factors"),
    path("me/factors/totp", TotpView.as_view(), name="factor-totp"),
    path("me/factors/totp/confirm", TotpConfirmView.as_view(), name="factor-totp-confirm"),
    path("me/factors/recovery-codes", RecoveryCodesView.as_view(), name="recovery-codes"),
    *router.urls,
]
