-- Runs once, when the volume of the application's PostgreSQL is empty. Two logins: the owner of the tables, for migrations
-- alone, and the one that API and workers use, which can do nothing until it acts as the role sip_app.
\getenv owner_password SIP_OWNER_PASSWORD
\getenv login_password SIP_LOGIN_PASSWORD

CREATE ROLE sip_app NOLOGIN;
CREATE ROLE sip_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE sip_login LOGIN PASSWORD :'login_password';
GRANT sip_app TO sip_login WITH INHERIT FALSE, SET TRUE;

CREATE DATABASE sip OWNER sip_owner;
REVOKE ALL ON DATABASE sip FROM PUBLIC;
GRANT CONNECT ON DATABASE sip TO sip_login;
