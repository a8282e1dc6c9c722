-- Written by `python -m mailbox.grants`; edit the table of cells in mailbox/grants.py instead.
-- Run with psql as the owner of the three databases, after the migrations. Passwords and
-- pg_hba.conf are the operator's; the roles own nothing and may create nothing.
\set ON_ERROR_STOP on
SELECT 'CREATE ROLE shuangcha_portal LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shuangcha_portal') \gexec
SELECT 'CREATE ROLE shuangcha_casework LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'shuangcha_casework') \gexec

\connect shuangcha_portal
REVOKE ALL ON DATABASE shuangcha_portal FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE shuangcha_portal TO shuangcha_portal;
GRANT USAGE ON SCHEMA public TO shuangcha_portal;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM shuangcha_portal;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE drafts TO shuangcha_portal;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE mailbox_sessions TO shuangcha_portal;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE staged_files TO shuangcha_portal;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE threads TO shuangcha_portal;

\connect shuangcha_mailbox
REVOKE ALL ON DATABASE shuangcha_mailbox FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE shuangcha_mailbox TO shuangcha_portal;
GRANT USAGE ON SCHEMA public TO shuangcha_portal;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM shuangcha_portal;
GRANT INSERT ON TABLE blobs TO shuangcha_portal;
GRANT INSERT ON TABLE deposit_files TO shuangcha_portal;
GRANT INSERT ON TABLE deposits TO shuangcha_portal;
GRANT SELECT ON TABLE directory TO shuangcha_portal;
GRANT SELECT ON TABLE notices TO shuangcha_portal;
GRANT SELECT ON TABLE replies TO shuangcha_portal;
GRANT CONNECT ON DATABASE shuangcha_mailbox TO shuangcha_casework;
GRANT USAGE ON SCHEMA public TO shuangcha_casework;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM shuangcha_casework;
GRANT DELETE, SELECT ON TABLE blobs TO shuangcha_casework;
GRANT DELETE, SELECT, UPDATE ON TABLE deposit_files TO shuangcha_casework;
GRANT DELETE, SELECT, UPDATE ON TABLE deposits TO shuangcha_casework;
GRANT INSERT, SELECT ON TABLE directory TO shuangcha_casework;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE notices TO shuangcha_casework;
GRANT DELETE, INSERT, SELECT ON TABLE replies TO shuangcha_casework;

\connect shuangcha_casework
REVOKE ALL ON DATABASE shuangcha_casework FROM PUBLIC;
GRANT CONNECT ON DATABASE shuangcha_casework TO shuangcha_casework;
GRANT USAGE ON SCHEMA public TO shuangcha_casework;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO shuangcha_casework;
-- The ledger's own triggers refuse UPDATE and DELETE of its rows; the role's right to try is taken too.
REVOKE UPDATE, DELETE ON TABLE acts, acts_checkpoints FROM shuangcha_casework;
