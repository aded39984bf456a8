"""The SQL of the gateway's functions on PostgreSQL, for the migration that makes them.

Owned by the role that migrates, which has a policy of its own; executable by the server's role alone. The
search path is fixed, so that nobody can put a table or an operator in the way.
"""

SIGNATURES = ("ringfence_begin(uuid)", "ringfence_begin_personal(text)", "ringfence_find_credential(text)")

_USER_COLUMNS = """id bigint, username varchar, email varchar, role varchar,
  is_staff boolean, is_superuser boolean, is_active boolean"""
_USER_VALUES = "u.id, u.username, u.email, u.role, u.is_staff, u.is_superuser, u.is_active"
_USER_TARGETS = "id, username, email, role, is_staff, is_superuser, is_active"
_OPTIONS = "SECURITY DEFINER ROWS 1 SET search_path = pg_catalog, public, pg_temp"

# What finds a row sets the owner for the transaction, what finds none sets nobody.
_SET_OWNER = """
  IF FOUND THEN
    PERFORM set_config('ringfence.owner', id::text, true);
    RETURN NEXT;
  ELSE
    PERFORM set_config('ringfence.owner', '', true);
  END IF;
"""

BEGIN = f"""
CREATE FUNCTION ringfence_begin(asked uuid) RETURNS TABLE (session_id bigint, {_USER_COLUMNS})
LANGUAGE plpgsql VOLATILE {_OPTIONS} AS $$
BEGIN
  SELECT s.id, {_USER_VALUES} INTO session_id, {_USER_TARGETS}
    FROM public.ringfence_accounts_session s JOIN public.ringfence_accounts_user u ON u.id = s.owner_id
   WHERE s.sid = asked AND s.revoked_at IS NULL AND s.expires_at > clock_timestamp() AND u.is_active;
{_SET_OWNER}END $$
"""

BEGIN_PERSONAL = f"""
CREATE FUNCTION ringfence_begin_personal(asked text)
RETURNS TABLE (token_id bigint, scopes text, last_used_at timestamptz, {_USER_COLUMNS})
LANGUAGE plpgsql VOLATILE {_OPTIONS} AS $$
BEGIN
  SELECT t.id, t.scopes::text, t.last_used_at, {_USER_VALUES}
    INTO token_id, scopes, last_used_at, {_USER_TARGETS}
    FROM public.ringfence_accounts_personaltoken t JOIN public.ringfence_accounts_user u ON u.id = t.owner_id
   WHERE t.digest = asked AND t.revoked_at IS NULL AND t.expires_at > clock_timestamp() AND u.is_active;
{_SET_OWNER}END $$
"""

FIND_CREDENTIAL = f"""
CREATE FUNCTION ringfence_find_credential(asked text) RETURNS TABLE (id bigint, password varchar, is_active boolean)
LANGUAGE sql STABLE {_OPTIONS} AS $$
  SELECT u.id, u.password, u.is_active FROM public.ringfence_accounts_user u
   WHERE u.username_key = asked OR u.email_key = asked
$$
"""

# By signature, as PostgreSQL keeps them: what the audit compares.
BODIES = {
    signature: statement.split("$$")[1]
    for signature, statement in zip(SIGNATURES, (BEGIN, BEGIN_PERSONAL, FIND_CREDENTIAL), strict=True)
}

FORWARDS = [
    BEGIN,
    BEGIN_PERSONAL,
    FIND_CREDENTIAL,
    *(f"REVOKE EXECUTE ON FUNCTION {signature} FROM PUBLIC" for signature in SIGNATURES),
]
BACKWARDS = [f"DROP FUNCTION {signature}" for signature in SIGNATURES]
