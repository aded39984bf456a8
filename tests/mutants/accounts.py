"""Breakages of tokens, sessions, log-ins and throttles."""

from __future__ import annotations

from tests.mutants.mutant import Mutant

_KEYS, _TOKENS = "ringfence/accounts/keys.py", "ringfence/accounts/tokens.py"
_SESSIONS, _GATEWAY = "ringfence/accounts/sessions.py", "ringfence/accounts/gateway.py"
_LOG_IN, _THROTTLES = "ringfence/accounts/log_in.py", "ringfence/accounts/throttles.py"
_OPTIONS = '                options={"require": list(REQUIRED_CLAIMS), "verify_sub": False},'
# Of one algorithm: the others take minutes and the same way.
_FORGERIES = "accounts/test_tokens.py::test_nothing_but_the_right_key_signs[HS256]"
_CLAIMS = "accounts/test_tokens.py::test_no_claim_may_be_wrong_even_rightly_signed[HS256-access]"
_TURNS = "server/test_log_in.py"

MUTANTS = (
    Mutant(
        "signature-unverified",
        _KEYS,
        _OPTIONS,
        _OPTIONS.replace("False", 'False, "verify_signature": False'),
        "Anybody writes themselves a token for anybody.",
        (_FORGERIES,),
    ),
    Mutant(
        "audience-unverified",
        _KEYS,
        _OPTIONS,
        _OPTIONS.replace("False", 'False, "verify_aud": False'),
        "A token that another server of the same key was meant for opens this one.",
        (_CLAIMS,),
    ),
    Mutant(
        "issuer-unverified",
        _KEYS,
        "                issuer=self.issuer,\n",
        "",
        "A token of another issuer with the same key opens this server.",
        (_CLAIMS,),
    ),
    Mutant(
        "expiry-unverified",
        _KEYS,
        '        leeway=config.simple_jwt("LEEWAY"),',
        "        leeway=10**9,",
        "An access token that was stolen is good for years.",
        (_CLAIMS,),
    ),
    Mutant(
        "header-of-ones-own",
        _KEYS,
        "            if header != key.header:",
        '            if header["alg"] != key.algorithm:',
        "A token's header may name keys, addresses and critical extensions of its own.",
        ("accounts/test_tokens.py::test_no_header_but_the_servers_own_is_taken_even_rightly_signed[HS256]",),
    ),
    Mutant(
        "claim-said-twice",
        _KEYS,
        ", object_pairs_hook=_once)",
        ")",
        "Two readers of one token see two users in it.",
        ("accounts/test_tokens.py::test_no_payload_but_one_object_of_claims_is_taken[HS256]",),
    ),
    Mutant(
        "token-type-unverified",
        _TOKENS,
        "    def get_token_backend(self) -> keys.KeyedBackend:",
        "    def verify_token_type(self) -> None:\n        return\n\n"
        "    def get_token_backend(self) -> keys.KeyedBackend:",
        "A refresh token opens the API, for a day and not for minutes.",
        (_CLAIMS, "dialects/test_log_in_paths.py::test_tokens_are_not_interchangeable"),
    ),
    Mutant(
        "scope-of-a-token-ignored",
        _TOKENS,
        '        if "scope" in token and token["scope"] not in scopes:',
        "        if False:",
        "Conduit's long token opens notes and money.",
        ("lane/test_tokens.py::test_a_token_of_conduit_opens_no_notes",),
    ),
    Mutant(
        "user-of-a-token-unchecked",
        "ringfence/accounts/authentication.py",
        "        if claims is None or found is None or found.user.pk != claims.user_id:",
        "        if claims is None or found is None:",
        "A token may name one user and live on the session of another.",
        (_CLAIMS,),
    ),
    Mutant(
        "ended-session-opens",
        _GATEWAY,
        "        sid=sid, revoked_at=None, expires_at__gt=now, owner__is_active=True",
        "        sid=sid, expires_at__gt=now, owner__is_active=True",
        "A token opens the API after its session was ended.",
        ("accounts/test_sessions.py::test_one_session_is_ended_and_dead_at_the_next_request",),
    ),
    Mutant(
        "personal-token-never-expires",
        _GATEWAY,
        "digest=digest, revoked_at=None, expires_at__gt=timezone.now(), owner__is_active=True",
        "digest=digest, revoked_at=None, owner__is_active=True",
        "A personal token opens the API after its time.",
        ("accounts/test_personal_tokens.py::test_an_expired_token_is_dead",),
    ),
    Mutant(
        "reading-token-writes",
        "ringfence/accounts/personal_tokens.py",
        '        wanted = {f"{app_label}:{WRITE}"} if writing else {f"{app_label}:{READ}", f"{app_label}:{WRITE}"}',
        '        wanted = {f"{app_label}:{READ}", f"{app_label}:{WRITE}"}',
        "A script's token that may only read deletes notes.",
        ("accounts/test_personal_tokens.py::test_a_reading_token_reads_and_never_writes",),
    ),
    Mutant(
        "rotation-without-its-condition",
        _SESSIONS,
        "Session.objects.filter(pk=session.pk, generation=session.generation, revoked_at=None)",
        "Session.objects.filter(pk=session.pk, revoked_at=None)",
        "Of two refreshes at once both turn the session, and the slower one turns it back: who refreshes "
        "honestly is taken for a thief.",
        ("accounts/test_overtaken.py",),
    ),
    Mutant(
        "rotation-without-its-condition-at-once",
        _SESSIONS,
        "Session.objects.filter(pk=session.pk, generation=session.generation, revoked_at=None)",
        "Session.objects.filter(pk=session.pk, revoked_at=None)",
        "The same, by twenty clients of a real server.",
        ("races/test_token_races.py::test_twenty_refreshes_of_one_token_are_one_turn_and_nobody_is_logged_out",),
        "postgresql",
    ),
    Mutant(
        "rotation-of-an-ended-session",
        _SESSIONS,
        "generation=session.generation, revoked_at=None)",
        "generation=session.generation)",
        "A refresh that a log-out overtakes answers with tokens.",
        ("accounts/test_overtaken.py",),
    ),
    Mutant(
        "reuse-goes-unnoticed",
        _SESSIONS,
        "    _end_as_stolen(session, found.user, device)\n    return None",
        "    return None",
        "A thief who refreshes first keeps the session.",
        (f"{_TURNS}::test_an_older_token_ends_the_session_at_once_even_within_the_ten_seconds",),
    ),
    Mutant(
        "grace-without-end",
        _SESSIONS,
        "    return now - session.rotated_at <= grace and tokens",
        "    return tokens",
        "The token before the present one is good for as long as the session.",
        (f"{_TURNS}::test_after_ten_seconds_the_token_replaced_ends_the_session",),
    ),
    Mutant(
        "log-out-of-nothing",
        _SESSIONS,
        "    ended = end(live().filter(pk=session_id), Session.End.LOGOUT) == 1",
        "    ended = live().filter(pk=session_id).exists()",
        "Logging out ends nothing.",
        (f"{_TURNS}::test_a_log_out_kills_every_token_of_the_session_and_no_other",),
    ),
    Mutant(
        "sessions-outlive-a-new-password",
        "ringfence/accounts/account.py",
        "        sessions.end(sessions.live().exclude(pk=keep_session_id), Session.End.PASSWORD)\n",
        "",
        "Who stole a session keeps it although the password was changed.",
        ("dialects/test_djoser.py::TestSetPassword::test_every_other_session_ends_and_personal_tokens_stay",),
    ),
    Mutant(
        "password-unconfirmed",
        "ringfence/accounts/account.py",
        "    if not right:",
        "    if False:",
        "Who holds a session for a moment sets a new password without knowing the old one.",
        (
            "dialects/test_djoser.py::TestSetPassword::"
            "test_wrong_passwords_are_counted_although_the_answer_is_a_refusal",
        ),
    ),
    Mutant(
        "second-factor-skipped",
        _LOG_IN,
        "    if not kinds:",
        "    if True:",
        "A stolen password is enough where there is a second factor.",
        ("accounts/test_factors.py::test_every_log_in_answers_with_a_challenge_and_no_token",),
    ),
    Mutant(
        "recovery-code-good-for-ever",
        "ringfence/accounts/factors.py",
        "unused.update(used_at=timezone.now()) == 1",
        "unused.exists()",
        "A recovery code that somebody has read over a shoulder opens the account again.",
        ("accounts/test_factors.py::test_a_recovery_code_is_good_once_and_written_down",),
    ),
    Mutant(
        "throttle-without-effect",
        _THROTTLES,
        "    if counted.wait:",
        "    if False:",
        "Passwords and codes can be guessed without end.",
        ("accounts/test_throttles.py::test_one_too_many_is_429_with_the_time_to_wait_also_for_the_right_password",),
    ),
    Mutant(
        "throttle-not-by-account",
        _LOG_IN,
        '        throttles.require("log_in.account_and_address", key, device.network),\n',
        "",
        "One account's password can be guessed five times as often from one address.",
        ("accounts/test_throttle_attacks.py::test_twenty_guesses_at_one_account_from_one_address_and_no_more",),
    ),
    Mutant(
        "address-of-ones-own-choice",
        "ringfence/accounts/addresses.py",
        "        if not any(address in network for network in networks):",
        "        if False:",
        "A guesser has a new address for every guess, by a header.",
        ("accounts/test_addresses.py::test_a_stranger_speaks_for_nobody_else",),
    ),
    Mutant(
        "mailed-link-of-any-purpose",
        "ringfence/accounts/mail_tokens.py",
        '        self.key_salt = f"ringfence.mail.{purpose}"',
        '        self.key_salt = "ringfence.mail"',
        "A link that confirms an address, or was for a name, sets a password.",
        ("accounts/test_mail.py::TestLinks::test_a_link_is_for_one_purpose",),
    ),
    Mutant(
        "cookie-for-every-origin",
        "ringfence/dialects/web.py",
        ' and request.headers.get("origin") not in {own, *config.get("WEB_ORIGINS")}:',
        " and False:",
        "A page of another origin uses the refresh cookie.",
        ("dialects/test_web.py::test_another_origin_may_not_use_the_cookie",),
    ),
)
