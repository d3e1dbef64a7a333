-- Two roles: one owns the tables and migrates, the other runs the site and the worker and can't
-- change a table, switch off a trigger or empty the record. Run it as PostgreSQL's superuser in the
-- newsroom's database, before the first migration or at any time after; again does no harm:
--
--     sudo -u postgres psql --dbname=newsroom --file=deploy/postgresql/roles.sql
--
-- Other names than newsroom_owner and newsroom: PGOPTIONS='-c newsroom.owner=… -c newsroom.site=…'

DO $$
DECLARE
    owner text := coalesce(nullif(current_setting('newsroom.owner', true), ''), 'newsroom_owner');
    site text := coalesce(nullif(current_setting('newsroom.site', true), ''), 'newsroom');
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY[owner, site] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN', name);
        END IF;
    END LOOP;
    EXECUTE format('ALTER ROLE %I NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', site);
    -- Of a newsroom that had one role until now.
    EXECUTE format('REASSIGN OWNED BY %I TO %I', site, owner);
    EXECUTE format('REVOKE %I FROM %I', owner, site);

    EXECUTE format('ALTER DATABASE %I OWNER TO %I', current_database(), owner);
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC, %I', current_database(), site);
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), site);
    EXECUTE format('ALTER SCHEMA public OWNER TO %I', owner);
    EXECUTE format('REVOKE ALL ON SCHEMA public FROM PUBLIC, %I', site);
    EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', site);

    EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %I', site);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', site);
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO %I', site);
    -- What later migrations make.
    EXECUTE format(
        'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I',
        owner, site
    );
    EXECUTE format(
        'ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO %I',
        owner, site
    );
END $$;
