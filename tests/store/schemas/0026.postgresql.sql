SET timezone = 'UTC';
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE api_token (
	id VARCHAR(32) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	event VARCHAR(32) DEFAULT '' NOT NULL, 
	until TIMESTAMP WITH TIME ZONE, 
	created TIMESTAMP WITH TIME ZONE NOT NULL, 
	ended TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_api_token PRIMARY KEY (id), 
	CONSTRAINT uq_api_token_digest UNIQUE (digest)
);
CREATE TABLE attempt (
	id SERIAL NOT NULL, 
	mark VARCHAR(64) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_attempt PRIMARY KEY (id)
);
CREATE INDEX ix_attempt_mark ON attempt (mark);
CREATE TABLE audit (
	sequence SERIAL NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	what VARCHAR(64) NOT NULL, 
	event VARCHAR(32) DEFAULT '' NOT NULL, 
	about VARCHAR(200) DEFAULT '' NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (sequence)
);
CREATE TABLE clock_tick (
	schedule VARCHAR(64) NOT NULL, 
	due TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_clock_tick PRIMARY KEY (schedule, due)
);
CREATE TABLE delivery (
	id VARCHAR(64) NOT NULL, 
	body BYTEA NOT NULL, 
	received TIMESTAMP WITH TIME ZONE NOT NULL, 
	stamp BIGINT NOT NULL, 
	tracking_id VARCHAR(200) DEFAULT '' NOT NULL, 
	secret_index INTEGER DEFAULT '0' NOT NULL, 
	read TIMESTAMP WITH TIME ZONE, 
	outcome VARCHAR(200) DEFAULT '' NOT NULL, 
	name VARCHAR(100) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (id)
);
CREATE INDEX ix_delivery_name_received ON delivery (name, received);
CREATE INDEX ix_delivery_read_received ON delivery (read, received);
CREATE INDEX ix_delivery_received ON delivery (received);
CREATE TABLE event (
	id VARCHAR(32) NOT NULL, 
	title TEXT NOT NULL, 
	starts TIMESTAMP WITH TIME ZONE NOT NULL, 
	ends TIMESTAMP WITH TIME ZONE NOT NULL, 
	plan JSONB NOT NULL, 
	key BYTEA NOT NULL, 
	owner VARCHAR(32) DEFAULT '' NOT NULL, 
	room_closed TIMESTAMP WITH TIME ZONE, 
	waived TEXT DEFAULT '' NOT NULL, 
	created TIMESTAMP WITH TIME ZONE NOT NULL, 
	generation INTEGER DEFAULT '0' NOT NULL, 
	generation_at TIMESTAMP WITH TIME ZONE, 
	attempt INTEGER DEFAULT '0' NOT NULL, 
	summary JSONB, 
	CONSTRAINT pk_event PRIMARY KEY (id)
);
CREATE INDEX ix_event_starts ON event (starts);
CREATE TABLE instance (
	uuid VARCHAR(128) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	start TIMESTAMP WITH TIME ZONE, 
	"end" TIMESTAMP WITH TIME ZONE, 
	occurrence VARCHAR(64) DEFAULT '' NOT NULL, 
	practice BOOLEAN DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_instance PRIMARY KEY (uuid)
);
CREATE INDEX ix_instance_webinar ON instance (webinar);
CREATE TABLE lease (
	name VARCHAR(200) NOT NULL, 
	holder VARCHAR(100) NOT NULL, 
	fence INTEGER NOT NULL, 
	until TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_lease PRIMARY KEY (name)
);
CREATE TABLE notification (
	id VARCHAR(64) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	instance VARCHAR(128) DEFAULT '' NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	object JSONB NOT NULL, 
	CONSTRAINT pk_notification PRIMARY KEY (id)
);
CREATE INDEX ix_notification_webinar ON notification (webinar);
CREATE TABLE optout (
	mark VARCHAR(64) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_optout PRIMARY KEY (mark)
);
CREATE TABLE quota (
	account VARCHAR(64) NOT NULL, 
	label VARCHAR(16) NOT NULL, 
	second FLOAT NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	used INTEGER NOT NULL, 
	blocked_until TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_quota PRIMARY KEY (account, label)
);
CREATE TABLE setting (
	name VARCHAR(64) NOT NULL, 
	value JSONB NOT NULL, 
	changed TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (name)
);
CREATE TABLE task (
	id SERIAL NOT NULL, 
	name VARCHAR(64) NOT NULL, 
	key VARCHAR(200) DEFAULT '' NOT NULL, 
	args JSONB NOT NULL, 
	due TIMESTAMP WITH TIME ZONE NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	fence INTEGER DEFAULT '0' NOT NULL, 
	leased_until TIMESTAMP WITH TIME ZONE, 
	error TEXT DEFAULT '' NOT NULL, 
	changed TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_task PRIMARY KEY (id)
);
CREATE INDEX ix_task_state_due ON task (state, due);
CREATE UNIQUE INDEX uq_task_waiting ON task (name, key) WHERE state = 'waiting';
CREATE TABLE token (
	name VARCHAR(64) NOT NULL, 
	sealed BYTEA NOT NULL, 
	expires TIMESTAMP WITH TIME ZONE, 
	changed TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_token PRIMARY KEY (name)
);
CREATE TABLE "user" (
	id VARCHAR(32) NOT NULL, 
	email VARCHAR(320) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	created TIMESTAMP WITH TIME ZONE NOT NULL, 
	ended TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_user PRIMARY KEY (id), 
	CONSTRAINT uq_user_email UNIQUE (email)
);
CREATE TABLE webinar (
	id VARCHAR(32) NOT NULL, 
	info JSONB NOT NULL, 
	seen TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_webinar PRIMARY KEY (id)
);
CREATE TABLE entrance (
	event VARCHAR(32) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	occurrence VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_entrance PRIMARY KEY (event, webinar, occurrence), 
	CONSTRAINT fk_entrance_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_entrance_webinar ON entrance (webinar);
CREATE TABLE import (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	by VARCHAR(200) DEFAULT '' NOT NULL, 
	rows INTEGER NOT NULL, 
	faults JSONB NOT NULL, 
	notes JSONB NOT NULL, 
	columns JSONB NOT NULL, 
	CONSTRAINT pk_import PRIMARY KEY (id), 
	CONSTRAINT fk_import_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT uq_import_event_sha256 UNIQUE (event, sha256)
);
CREATE INDEX ix_import_event ON import (event);
CREATE TABLE letter (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	"group" VARCHAR(16) NOT NULL, 
	subject TEXT NOT NULL, 
	text TEXT NOT NULL, 
	created TIMESTAMP WITH TIME ZONE NOT NULL, 
	by VARCHAR(200) DEFAULT '' NOT NULL, 
	approved TIMESTAMP WITH TIME ZONE, 
	approved_by VARCHAR(200) DEFAULT '' NOT NULL, 
	before_final BOOLEAN DEFAULT '0' NOT NULL, 
	addressed TIMESTAMP WITH TIME ZONE, 
	stopped TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_letter PRIMARY KEY (id), 
	CONSTRAINT fk_letter_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_letter_event ON letter (event);
CREATE TABLE listing (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	occurrence VARCHAR(64) DEFAULT '' NOT NULL, 
	started TIMESTAMP WITH TIME ZONE NOT NULL, 
	finished TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_listing PRIMARY KEY (id), 
	CONSTRAINT fk_listing_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_listing_event ON listing (event);
CREATE TABLE person (
	event VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	gen_from INTEGER NOT NULL, 
	gen_to INTEGER, 
	kind VARCHAR(16) NOT NULL, 
	sort VARCHAR(200) COLLATE "C" NOT NULL, 
	mode VARCHAR(16) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	search TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	body JSONB NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (event, id, gen_from), 
	CONSTRAINT fk_person_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_person_event_kind_sort_id ON person (event, kind, sort, id);
CREATE TABLE reading (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	instance VARCHAR(128) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	complete BOOLEAN NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	source VARCHAR(16) NOT NULL, 
	rows INTEGER NOT NULL, 
	content VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (id), 
	CONSTRAINT fk_reading_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_reading_event ON reading (event);
CREATE TABLE registrant (
	event VARCHAR(32) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	registrant_id VARCHAR(128) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	ref VARCHAR(400) NOT NULL, 
	fact JSONB NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	listed VARCHAR(32) DEFAULT '' NOT NULL, 
	changed TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_registrant PRIMARY KEY (event, webinar, registrant_id), 
	CONSTRAINT fk_registrant_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_registrant_event_ref ON registrant (event, ref);
CREATE UNIQUE INDEX uq_registrant_event_id ON registrant (event, id);
CREATE TABLE review (
	event VARCHAR(32) NOT NULL, 
	generation INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	body JSONB NOT NULL, 
	CONSTRAINT pk_review PRIMARY KEY (event, generation, rank), 
	CONSTRAINT fk_review_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE TABLE session (
	digest VARCHAR(64) NOT NULL, 
	"user" VARCHAR(32) NOT NULL, 
	started TIMESTAMP WITH TIME ZONE NOT NULL, 
	seen TIMESTAMP WITH TIME ZONE NOT NULL, 
	data JSONB NOT NULL, 
	CONSTRAINT pk_session PRIMARY KEY (digest), 
	CONSTRAINT fk_session_user_user FOREIGN KEY("user") REFERENCES "user" (id) ON DELETE CASCADE
);
CREATE TABLE share (
	event VARCHAR(32) NOT NULL, 
	"user" VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_share PRIMARY KEY (event, "user"), 
	CONSTRAINT fk_share_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT fk_share_user_user FOREIGN KEY("user") REFERENCES "user" (id) ON DELETE CASCADE
);
CREATE TABLE signin (
	digest VARCHAR(64) NOT NULL, 
	"user" VARCHAR(32) NOT NULL, 
	expires TIMESTAMP WITH TIME ZONE NOT NULL, 
	used TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_signin PRIMARY KEY (digest), 
	CONSTRAINT fk_signin_user_user FOREIGN KEY("user") REFERENCES "user" (id) ON DELETE CASCADE
);
CREATE TABLE trace (
	event VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	reading VARCHAR(32) DEFAULT '' NOT NULL, 
	ref VARCHAR(400) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	instance VARCHAR(128) DEFAULT '' NOT NULL, 
	connection VARCHAR(64) DEFAULT '' NOT NULL, 
	at TIMESTAMP WITH TIME ZONE, 
	import_id VARCHAR(32) DEFAULT '' NOT NULL, 
	fact JSONB NOT NULL, 
	kept TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_trace PRIMARY KEY (event, id, reading), 
	CONSTRAINT fk_trace_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_trace_event_ref ON trace (event, ref);
CREATE INDEX ix_trace_import_id ON trace (import_id);
CREATE INDEX ix_trace_reading ON trace (reading);
CREATE TABLE verdict (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	refs JSONB NOT NULL, 
	by VARCHAR(200) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	undoes VARCHAR(32) DEFAULT '' NOT NULL, 
	sequence INTEGER NOT NULL, 
	CONSTRAINT pk_verdict PRIMARY KEY (id), 
	CONSTRAINT fk_verdict_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_verdict_event ON verdict (event);
CREATE TABLE copy (
	letter VARCHAR(32) NOT NULL, 
	key VARCHAR(64) NOT NULL, 
	person VARCHAR(32) NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	address VARCHAR(320) NOT NULL, 
	fields JSONB NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	changed TIMESTAMP WITH TIME ZONE NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	due TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_copy PRIMARY KEY (letter, key), 
	CONSTRAINT fk_copy_letter_letter FOREIGN KEY(letter) REFERENCES letter (id) ON DELETE CASCADE
);
CREATE INDEX ix_copy_state_due ON copy (state, due);
CREATE TABLE tie (
	event VARCHAR(32) NOT NULL, 
	mark VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	proof VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_tie PRIMARY KEY (event, mark), 
	CONSTRAINT fk_tie_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_tie_mark ON tie (mark);
ALTER TABLE event ADD COLUMN protected BOOLEAN DEFAULT '0' NOT NULL;
CREATE TABLE owner (
	event VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	gen_from INTEGER NOT NULL, 
	person VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_owner PRIMARY KEY (event, fact, gen_from), 
	CONSTRAINT fk_owner_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO owner (event, fact, gen_from, person)
        SELECT p.event, fact, p.gen_from, p.id
        FROM person AS p, unnest(string_to_array(p.facts, ' ')) AS fact
        WHERE p.facts <> '' AND fact <> p.id;
CREATE INDEX ix_person_event_gen_from ON person (event, gen_from);
CREATE INDEX ix_person_event_gen_to ON person (event, gen_to) WHERE gen_to IS NOT NULL;
CREATE TABLE withdrawal (
	sequence SERIAL NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	import_id VARCHAR(32) NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	by VARCHAR(200) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_withdrawal PRIMARY KEY (sequence), 
	CONSTRAINT fk_withdrawal_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_withdrawal_event ON withdrawal (event);
ALTER TABLE import ADD COLUMN again INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE import DROP CONSTRAINT uq_import_event_sha256;
ALTER TABLE import ADD CONSTRAINT uq_import_event_sha256_again UNIQUE (event, sha256, again);
ALTER TABLE person ADD COLUMN role VARCHAR(16) DEFAULT 'attendee' NOT NULL;
ALTER TABLE person ADD COLUMN registration VARCHAR(16) DEFAULT 'none' NOT NULL;
ALTER TABLE person ADD COLUMN attended BOOLEAN DEFAULT '0' NOT NULL;
ALTER TABLE person ADD COLUMN minutes FLOAT DEFAULT '0' NOT NULL;
ALTER TABLE person ADD COLUMN first BIGINT;
ALTER TABLE person ADD COLUMN sessions BIGINT DEFAULT '0' NOT NULL;
ALTER TABLE person ADD COLUMN "group" VARCHAR(100) DEFAULT '' NOT NULL;
DROP INDEX ix_person_event_kind_sort_id;
UPDATE person SET
            role = coalesce(body->>'role', 'attendee'),
            registration = coalesce(body->>'registration_status', 'none'),
            attended = coalesce((body->>'attended')::boolean, false),
            minutes = coalesce((body->>'minutes')::double precision, 0),
            first = floor(extract(epoch FROM (body->>'first_seen')::timestamptz));
UPDATE person SET search = substr(search, 1, 500) WHERE length(search) > 500;
CREATE INDEX ix_person_table ON person (event, kind, sort, id, gen_from, gen_to, mode, role, registration, attended, minutes, first, sessions, "group", search);
CREATE TABLE movement (
	event VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	heard TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_movement PRIMARY KEY (event), 
	CONSTRAINT fk_movement_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_trace_live ON trace (event, instance, connection, kind, at) WHERE kind IN ('joined', 'left', 'sign_in');
ALTER TABLE event ADD COLUMN removed TIMESTAMP WITH TIME ZONE;
CREATE TABLE check_in (
	event VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	direction VARCHAR(8) NOT NULL, 
	session VARCHAR(64) DEFAULT '' NOT NULL, 
	door VARCHAR(32) DEFAULT '' NOT NULL, 
	place TEXT DEFAULT '' NOT NULL, 
	device VARCHAR(64) DEFAULT '' NOT NULL, 
	kept TIMESTAMP WITH TIME ZONE NOT NULL, 
	undone TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_check_in PRIMARY KEY (event, id), 
	CONSTRAINT fk_check_in_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_check_in_event_fact ON check_in (event, fact);
CREATE INDEX ix_check_in_event_kept ON check_in (event, kept);
CREATE TABLE code (
	event VARCHAR(32) NOT NULL, 
	mark VARCHAR(64) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	withdrawn TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_code PRIMARY KEY (event, mark), 
	CONSTRAINT fk_code_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_code_event_fact ON code (event, fact);
CREATE TABLE door (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	shown TEXT DEFAULT '' NOT NULL, 
	until TIMESTAMP WITH TIME ZONE NOT NULL, 
	created TIMESTAMP WITH TIME ZONE NOT NULL, 
	by VARCHAR(200) NOT NULL, 
	ended TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_door PRIMARY KEY (id), 
	CONSTRAINT fk_door_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT uq_door_digest UNIQUE (digest)
);
CREATE INDEX ix_door_event ON door (event);
CREATE TABLE device (
	digest VARCHAR(64) NOT NULL, 
	door VARCHAR(32) NOT NULL, 
	opened TIMESTAMP WITH TIME ZONE NOT NULL, 
	seen TIMESTAMP WITH TIME ZONE NOT NULL, 
	unsent INTEGER DEFAULT '0' NOT NULL, 
	skew_s FLOAT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_device PRIMARY KEY (digest), 
	CONSTRAINT fk_device_door_door FOREIGN KEY(door) REFERENCES door (id) ON DELETE CASCADE
);
CREATE INDEX ix_device_door ON device (door);
CREATE INDEX ix_trace_listed ON trace (event) WHERE kind IN ('registrant', 'panelist');
CREATE INDEX ix_audit_event_sequence ON audit (event, sequence);
CREATE TABLE delivery_count (
	hour TIMESTAMP WITH TIME ZONE NOT NULL, 
	outcome VARCHAR(200) NOT NULL, 
	count BIGINT NOT NULL, 
	CONSTRAINT pk_delivery_count PRIMARY KEY (hour, outcome)
);
CREATE TABLE once (
	nonce VARCHAR(32) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_once PRIMARY KEY (nonce)
);
CREATE INDEX ix_once_at ON once (at);
CREATE INDEX ix_clock_tick_due ON clock_tick (due);
ALTER TABLE reading ADD COLUMN number INTEGER DEFAULT '0' NOT NULL;
CREATE INDEX ix_session_user_seen ON session ("user", seen);
CREATE INDEX ix_signin_user ON signin ("user");
CREATE INDEX ix_signin_expires ON signin (expires);
CREATE INDEX ix_check_in_event_undone ON check_in (event, undone) WHERE undone IS NOT NULL;
CREATE TABLE publication (
	event VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	by VARCHAR(200) NOT NULL, 
	body JSONB NOT NULL, 
	CONSTRAINT pk_publication PRIMARY KEY (event, version), 
	CONSTRAINT fk_publication_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE TABLE series (
	id VARCHAR(32) NOT NULL, 
	title TEXT NOT NULL, 
	owner VARCHAR(32) DEFAULT '' NOT NULL, 
	created TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_series PRIMARY KEY (id)
);
ALTER TABLE event ADD COLUMN series VARCHAR(32) DEFAULT '' NOT NULL;
CREATE INDEX ix_event_series ON event (series) WHERE series != '';
ALTER TABLE movement ADD COLUMN told TIMESTAMP WITH TIME ZONE;
ALTER TABLE letter ADD COLUMN chosen JSONB DEFAULT '{}' NOT NULL;
ALTER TABLE letter ADD COLUMN language VARCHAR(16) DEFAULT 'en' NOT NULL;
ALTER TABLE letter ADD COLUMN others JSONB DEFAULT '{}' NOT NULL;
ALTER TABLE letter ADD COLUMN recording TEXT DEFAULT '' NOT NULL;
ALTER TABLE letter ADD COLUMN calendar VARCHAR(32) DEFAULT '' NOT NULL;
ALTER TABLE letter ADD COLUMN not_before TIMESTAMP WITH TIME ZONE;
ALTER TABLE copy ADD COLUMN language VARCHAR(16) DEFAULT '' NOT NULL;
CREATE INDEX ix_copy_next ON copy (letter, state, due, key);
CREATE TABLE kept_mail (
	sequence SERIAL NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	address VARCHAR(320) NOT NULL, 
	subject TEXT NOT NULL, 
	wire BYTEA NOT NULL, 
	CONSTRAINT pk_kept_mail PRIMARY KEY (sequence)
);
ALTER TABLE audit ADD COLUMN before JSONB;
ALTER TABLE audit ADD COLUMN after JSONB;
ALTER TABLE audit ADD COLUMN hash VARCHAR(64) DEFAULT '' NOT NULL;
CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit is only added to'; END $$;
CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_only_grows();
ALTER TABLE person ADD COLUMN ways INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE person ADD COLUMN doubt INTEGER DEFAULT '0' NOT NULL;
DROP INDEX ix_person_table;
CREATE INDEX ix_person_table ON person (event, kind, sort, id, gen_from, gen_to, mode, role, registration, attended, minutes, first, sessions, "group", ways, doubt, search);
ALTER TABLE trace ADD COLUMN cells JSONB;
ALTER TABLE event ADD COLUMN erased TIMESTAMP WITH TIME ZONE;
CREATE TABLE erasure (
	mark VARCHAR(64) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_erasure PRIMARY KEY (mark, event)
);
CREATE TABLE head (
	event VARCHAR(32) NOT NULL, 
	nameless BOOLEAN NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	registered BOOLEAN NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	mode VARCHAR(16) NOT NULL, 
	attended BOOLEAN NOT NULL, 
	heads INTEGER NOT NULL, 
	CONSTRAINT pk_head PRIMARY KEY (event, nameless, role, registered, status, mode, attended), 
	CONSTRAINT fk_head_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE TABLE notice (
	event VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	since TIMESTAMP WITH TIME ZONE NOT NULL, 
	basis VARCHAR(32) NOT NULL, 
	text TEXT NOT NULL, 
	by VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_notice PRIMARY KEY (event, version), 
	CONSTRAINT fk_notice_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
ALTER TABLE "registrant" ALTER COLUMN "registrant_id" SET STATISTICS 0;
ALTER TABLE "registrant" ALTER COLUMN "ref" SET STATISTICS 0;
ALTER TABLE "registrant" ALTER COLUMN "fact" SET STATISTICS 0;
ALTER TABLE "trace" ALTER COLUMN "ref" SET STATISTICS 0;
ALTER TABLE "trace" ALTER COLUMN "fact" SET STATISTICS 0;
ALTER TABLE "trace" ALTER COLUMN "cells" SET STATISTICS 0;
ALTER TABLE "person" ALTER COLUMN "sort" SET STATISTICS 0;
ALTER TABLE "person" ALTER COLUMN "search" SET STATISTICS 0;
ALTER TABLE "person" ALTER COLUMN "group" SET STATISTICS 0;
ALTER TABLE "person" ALTER COLUMN "body" SET STATISTICS 0;
ALTER TABLE "review" ALTER COLUMN "body" SET STATISTICS 0;
ALTER TABLE "delivery" ALTER COLUMN "body" SET STATISTICS 0;
ALTER TABLE "notification" ALTER COLUMN "object" SET STATISTICS 0;
ALTER TABLE "import" ALTER COLUMN "name" SET STATISTICS 0;
ALTER TABLE "import" ALTER COLUMN "faults" SET STATISTICS 0;
ALTER TABLE "import" ALTER COLUMN "notes" SET STATISTICS 0;
ALTER TABLE "verdict" ALTER COLUMN "reason" SET STATISTICS 0;
ALTER TABLE "copy" ALTER COLUMN "key" SET STATISTICS 0;
ALTER TABLE "copy" ALTER COLUMN "name" SET STATISTICS 0;
ALTER TABLE "copy" ALTER COLUMN "address" SET STATISTICS 0;
ALTER TABLE "copy" ALTER COLUMN "fields" SET STATISTICS 0;
ALTER TABLE "copy" ALTER COLUMN "reason" SET STATISTICS 0;
CREATE TABLE seal (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	root VARCHAR(64) NOT NULL, 
	generation INTEGER NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_seal PRIMARY KEY (id), 
	CONSTRAINT fk_seal_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT uq_seal_event_number UNIQUE (event, number)
);
CREATE INDEX ix_seal_root ON seal (root);
CREATE TABLE seal_part (
	seal VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	body BYTEA NOT NULL, 
	CONSTRAINT pk_seal_part PRIMARY KEY (seal, number), 
	CONSTRAINT fk_seal_part_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_seal_part_event ON seal_part (event);
CREATE TABLE certificate (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	mark VARCHAR(64) NOT NULL, 
	body JSONB NOT NULL, 
	seal VARCHAR(64) DEFAULT '' NOT NULL, 
	generation INTEGER NOT NULL, 
	issued TIMESTAMP WITH TIME ZONE NOT NULL, 
	ended TIMESTAMP WITH TIME ZONE, 
	ending VARCHAR(16) DEFAULT '' NOT NULL, 
	made BOOLEAN DEFAULT '0' NOT NULL, 
	paper BYTEA, 
	CONSTRAINT pk_certificate PRIMARY KEY (id), 
	CONSTRAINT fk_certificate_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT uq_certificate_event_fact_number UNIQUE (event, fact, number), 
	CONSTRAINT uq_certificate_mark UNIQUE (mark)
);
CREATE INDEX ix_certificate_event_ended_made_id ON certificate (event, ended, made, id);
CREATE INDEX ix_check_in_event_at ON check_in (event, at);
CREATE TABLE person_link (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	until TIMESTAMP WITH TIME ZONE NOT NULL, 
	created TIMESTAMP WITH TIME ZONE NOT NULL, 
	by VARCHAR(200) NOT NULL, 
	ended TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_person_link PRIMARY KEY (id), 
	CONSTRAINT fk_person_link_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT uq_person_link_digest UNIQUE (digest)
);
CREATE INDEX ix_person_link_event_fact ON person_link (event, fact);
CREATE TABLE objection (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	about VARCHAR(16) NOT NULL, 
	text TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	outcome VARCHAR(16) DEFAULT '' NOT NULL, 
	answer TEXT DEFAULT '' NOT NULL, 
	answered TIMESTAMP WITH TIME ZONE, 
	answered_by VARCHAR(200) DEFAULT '' NOT NULL, 
	decision VARCHAR(32) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_objection PRIMARY KEY (id), 
	CONSTRAINT fk_objection_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_objection_event_outcome_at ON objection (event, outcome, at);
CREATE INDEX ix_objection_event_fact ON objection (event, fact);
ALTER TABLE letter ADD COLUMN certificate VARCHAR(8) DEFAULT '' NOT NULL;
CREATE TABLE hook (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32), 
	owner VARCHAR(32) DEFAULT '' NOT NULL, 
	url TEXT NOT NULL, 
	kinds JSONB NOT NULL, 
	names BOOLEAN DEFAULT '0' NOT NULL, 
	sealed BYTEA NOT NULL, 
	created TIMESTAMP WITH TIME ZONE NOT NULL, 
	by VARCHAR(200) NOT NULL, 
	ended TIMESTAMP WITH TIME ZONE, 
	ending VARCHAR(16) DEFAULT '' NOT NULL, 
	failing TIMESTAMP WITH TIME ZONE, 
	rests TIMESTAMP WITH TIME ZONE, 
	CONSTRAINT pk_hook PRIMARY KEY (id), 
	CONSTRAINT fk_hook_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_hook_event ON hook (event);
CREATE INDEX ix_hook_owner ON hook (owner);
CREATE TABLE hook_message (
	id VARCHAR(40) NOT NULL, 
	hook VARCHAR(32) NOT NULL, 
	event VARCHAR(32), 
	fact VARCHAR(32) DEFAULT '' NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	data JSONB NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	asked TIMESTAMP WITH TIME ZONE NOT NULL, 
	due TIMESTAMP WITH TIME ZONE, 
	changed TIMESTAMP WITH TIME ZONE NOT NULL, 
	answers JSONB NOT NULL, 
	CONSTRAINT pk_hook_message PRIMARY KEY (id), 
	CONSTRAINT fk_hook_message_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT fk_hook_message_hook_hook FOREIGN KEY(hook) REFERENCES hook (id) ON DELETE CASCADE
);
CREATE INDEX ix_hook_message_hook_state_due ON hook_message (hook, state, due);
CREATE INDEX ix_hook_message_hook_at ON hook_message (hook, at);
CREATE INDEX ix_hook_message_event_fact ON hook_message (event, fact);
CREATE INDEX ix_hook_message_state_changed ON hook_message (state, changed);
DROP INDEX ix_registrant_event_ref;
DROP INDEX uq_registrant_event_id;
ALTER TABLE registrant DROP CONSTRAINT pk_registrant;
ALTER TABLE registrant ADD CONSTRAINT pk_registrant PRIMARY KEY (event, id);
CREATE TABLE asked (
	event VARCHAR(32) NOT NULL, 
	instance VARCHAR(128) NOT NULL, 
	body JSONB NOT NULL, 
	read TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_asked PRIMARY KEY (event, instance), 
	CONSTRAINT fk_asked_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
CREATE INDEX ix_notification_webinar_at ON notification (webinar, at);
DROP INDEX ix_notification_webinar;
INSERT INTO alembic_version (version_num) VALUES ('0026');
INSERT INTO api_token (id, digest, role, event, until, created, ended) VALUES ('api_token-0', 'digest-0', 'role-0', 'event-0', NULL, '2026-03-03 09:00:00.123456+00:00'::timestamptz, NULL);
INSERT INTO api_token (id, digest, role, event, until, created, ended) VALUES ('api_token-1', 'digest-1', 'role-1', 'event-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO api_token (id, digest, role, event, until, created, ended) VALUES ('api_token-2', 'digest-2', 'role-2', 'event-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO attempt (id, mark, at) VALUES (1, 'mark-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO attempt (id, mark, at) VALUES (2, 'mark-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO attempt (id, mark, at) VALUES (3, 'mark-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO audit (sequence, at, who, what, event, about, reason, before, after, hash) VALUES (1, '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0', 'what-0', 'event-0', 'Asha Rao-0', 'Asha Rao-0', NULL, NULL, 'hash-0');
INSERT INTO audit (sequence, at, who, what, event, about, reason, before, after, hash) VALUES (2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', 'what-1', 'event-1', 'प्रज्ञा शर्मा-1', 'प्रज्ञा शर्मा-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, 'hash-1');
INSERT INTO audit (sequence, at, who, what, event, about, reason, before, after, hash) VALUES (3, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'what-2', 'event-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, 'hash-2');
INSERT INTO clock_tick (schedule, due) VALUES ('schedule-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO clock_tick (schedule, due) VALUES ('schedule-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO clock_tick (schedule, due) VALUES ('schedule-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO delivery (id, body, received, stamp, tracking_id, secret_index, read, outcome, name) VALUES ('delivery-0',  E'\\000\\000\\377Asha Rao'::bytea, '2026-03-03 09:00:00.123456+00:00'::timestamptz, 1, 'Asha Rao-0', 1, NULL, 'Asha Rao-0', 'name-0');
INSERT INTO delivery (id, body, received, stamp, tracking_id, secret_index, read, outcome, name) VALUES ('delivery-1',  E'\\001\\000\\377\\340\\244\\252\\340\\245\\215\\340\\244\\260\\340\\244\\234\\340\\245\\215\\340\\244\\236\\340\\244\\276 \\340\\244\\266\\340\\244\\260\\340\\245\\215\\340\\244\\256\\340\\244\\276'::bytea, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 2, 'प्रज्ञा शर्मा-1', 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', 'name-1');
INSERT INTO delivery (id, body, received, stamp, tracking_id, secret_index, read, outcome, name) VALUES ('delivery-2',  E'\\002\\000\\377O''Neill\\012\\011"quoted" \\\\ %s ; -- \\360\\237\\231\\202'::bytea, '2026-03-05 09:00:00.123456+00:00'::timestamptz, 3,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'name-2');
INSERT INTO delivery_count (hour, outcome, count) VALUES ('2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0', 1);
INSERT INTO delivery_count (hour, outcome, count) VALUES ('2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', 2);
INSERT INTO delivery_count (hour, outcome, count) VALUES ('2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 3);
INSERT INTO erasure (mark, event, at) VALUES ('mark-0', 'event-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO erasure (mark, event, at) VALUES ('mark-1', 'event-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO erasure (mark, event, at) VALUES ('mark-2', 'event-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO event (id, title, starts, ends, plan, key, owner, room_closed, waived, created, generation, generation_at, attempt, summary, protected, removed, series, erased) VALUES ('event-0', 'Asha Rao-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, '2026-03-03 09:00:00.123456+00:00'::timestamptz, '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb,  E'\\000\\000\\377Asha Rao'::bytea, 'owner-0', NULL, 'Asha Rao-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, 1, NULL, 1, NULL, true, NULL, 'series-0', NULL);
INSERT INTO event (id, title, starts, ends, plan, key, owner, room_closed, waived, created, generation, generation_at, attempt, summary, protected, removed, series, erased) VALUES ('event-1', 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb,  E'\\001\\000\\377\\340\\244\\252\\340\\245\\215\\340\\244\\260\\340\\244\\234\\340\\245\\215\\340\\244\\236\\340\\244\\276 \\340\\244\\266\\340\\244\\260\\340\\245\\215\\340\\244\\256\\340\\244\\276'::bytea, 'owner-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 2,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, false, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'series-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO event (id, title, starts, ends, plan, key, owner, room_closed, waived, created, generation, generation_at, attempt, summary, protected, removed, series, erased) VALUES ('event-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb,  E'\\002\\000\\377O''Neill\\012\\011"quoted" \\\\ %s ; -- \\360\\237\\231\\202'::bytea, 'owner-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz, 3,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, true, '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'series-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO instance (uuid, webinar, start, "end", occurrence, practice) VALUES ('instance-0', 'webinar-0', NULL, NULL, 'occurrence-0', true);
INSERT INTO instance (uuid, webinar, start, "end", occurrence, practice) VALUES ('instance-1', 'webinar-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'occurrence-1', false);
INSERT INTO instance (uuid, webinar, start, "end", occurrence, practice) VALUES ('instance-2', 'webinar-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'occurrence-2', true);
INSERT INTO kept_mail (sequence, at, address, subject, wire) VALUES (1, '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0', 'Asha Rao-0',  E'\\000\\000\\377Asha Rao'::bytea);
INSERT INTO kept_mail (sequence, at, address, subject, wire) VALUES (2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', 'प्रज्ञा शर्मा-1',  E'\\001\\000\\377\\340\\244\\252\\340\\245\\215\\340\\244\\260\\340\\244\\234\\340\\245\\215\\340\\244\\236\\340\\244\\276 \\340\\244\\266\\340\\244\\260\\340\\245\\215\\340\\244\\256\\340\\244\\276'::bytea);
INSERT INTO kept_mail (sequence, at, address, subject, wire) VALUES (3, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'\\002\\000\\377O''Neill\\012\\011"quoted" \\\\ %s ; -- \\360\\237\\231\\202'::bytea);
INSERT INTO lease (name, holder, fence, until) VALUES ('name-0', 'holder-0', 1, '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO lease (name, holder, fence, until) VALUES ('name-1', 'holder-1', 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO lease (name, holder, fence, until) VALUES ('name-2', 'holder-2', 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO notification (id, webinar, instance, name, at, object) VALUES ('notification-0', 'webinar-0', 'Asha Rao-0', 'name-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb);
INSERT INTO notification (id, webinar, instance, name, at, object) VALUES ('notification-1', 'webinar-1', 'प्रज्ञा शर्मा-1', 'name-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb);
INSERT INTO notification (id, webinar, instance, name, at, object) VALUES ('notification-2', 'webinar-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'name-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb);
INSERT INTO once (nonce, at) VALUES ('nonce-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO once (nonce, at) VALUES ('nonce-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO once (nonce, at) VALUES ('nonce-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO optout (mark, at) VALUES ('mark-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO optout (mark, at) VALUES ('mark-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO optout (mark, at) VALUES ('mark-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO quota (account, label, second, day, used, blocked_until) VALUES ('account-0', 'label-0', 0.1, 'day-0', 1, NULL);
INSERT INTO quota (account, label, second, day, used, blocked_until) VALUES ('account-1', 'label-1', 1.1, 'day-1', 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO quota (account, label, second, day, used, blocked_until) VALUES ('account-2', 'label-2', 2.1, 'day-2', 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO series (id, title, owner, created) VALUES ('series-0', 'Asha Rao-0', 'owner-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO series (id, title, owner, created) VALUES ('series-1', 'प्रज्ञा शर्मा-1', 'owner-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO series (id, title, owner, created) VALUES ('series-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'owner-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO setting (name, value, changed) VALUES ('name-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO setting (name, value, changed) VALUES ('name-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO setting (name, value, changed) VALUES ('name-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO task (id, name, key, args, due, state, tries, fence, leased_until, error, changed) VALUES (1, 'name-0', 'Asha Rao-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'state-0', 1, 1, NULL, 'Asha Rao-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO task (id, name, key, args, due, state, tries, fence, leased_until, error, changed) VALUES (2, 'name-1', 'प्रज्ञा शर्मा-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'state-1', 2, 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO task (id, name, key, args, due, state, tries, fence, leased_until, error, changed) VALUES (3, 'name-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'state-2', 3, 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO token (name, sealed, expires, changed) VALUES ('name-0',  E'\\000\\000\\377Asha Rao'::bytea, NULL, '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO token (name, sealed, expires, changed) VALUES ('name-1',  E'\\001\\000\\377\\340\\244\\252\\340\\245\\215\\340\\244\\260\\340\\244\\234\\340\\245\\215\\340\\244\\236\\340\\244\\276 \\340\\244\\266\\340\\244\\260\\340\\245\\215\\340\\244\\256\\340\\244\\276'::bytea, '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO token (name, sealed, expires, changed) VALUES ('name-2',  E'\\002\\000\\377O''Neill\\012\\011"quoted" \\\\ %s ; -- \\360\\237\\231\\202'::bytea, '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO "user" (id, email, role, created, ended) VALUES ('user-0', 'Asha Rao-0', 'role-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, NULL);
INSERT INTO "user" (id, email, role, created, ended) VALUES ('user-1', 'प्रज्ञा शर्मा-1', 'role-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO "user" (id, email, role, created, ended) VALUES ('user-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'role-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO webinar (id, info, seen) VALUES ('webinar-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO webinar (id, info, seen) VALUES ('webinar-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO webinar (id, info, seen) VALUES ('webinar-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO asked (event, instance, body, read) VALUES ('event-0', 'Asha Rao-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO asked (event, instance, body, read) VALUES ('event-1', 'प्रज्ञा शर्मा-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO asked (event, instance, body, read) VALUES ('event-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO certificate (id, event, fact, number, mark, body, seal, generation, issued, ended, ending, made, paper) VALUES ('certificate-0', 'event-0', 'fact-0', 1, 'mark-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, 'seal-0', 1, '2026-03-03 09:00:00.123456+00:00'::timestamptz, NULL, 'ending-0', true, NULL);
INSERT INTO certificate (id, event, fact, number, mark, body, seal, generation, issued, ended, ending, made, paper) VALUES ('certificate-1', 'event-1', 'fact-1', 2, 'mark-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, 'seal-1', 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'ending-1', false,  E'\\001\\000\\377\\340\\244\\252\\340\\245\\215\\340\\244\\260\\340\\244\\234\\340\\245\\215\\340\\244\\236\\340\\244\\276 \\340\\244\\266\\340\\244\\260\\340\\245\\215\\340\\244\\256\\340\\244\\276'::bytea);
INSERT INTO certificate (id, event, fact, number, mark, body, seal, generation, issued, ended, ending, made, paper) VALUES ('certificate-2', 'event-2', 'fact-2', 3, 'mark-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, 'seal-2', 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'ending-2', true,  E'\\002\\000\\377O''Neill\\012\\011"quoted" \\\\ %s ; -- \\360\\237\\231\\202'::bytea);
INSERT INTO check_in (event, id, fact, at, direction, session, door, place, device, kept, undone) VALUES ('event-0', 'check_in-0', 'fact-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'directio', 'session-0', 'door-0', 'Asha Rao-0', 'device-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, NULL);
INSERT INTO check_in (event, id, fact, at, direction, session, door, place, device, kept, undone) VALUES ('event-1', 'check_in-1', 'fact-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'directio', 'session-1', 'door-1', 'प्रज्ञा शर्मा-1', 'device-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO check_in (event, id, fact, at, direction, session, door, place, device, kept, undone) VALUES ('event-2', 'check_in-2', 'fact-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'directio', 'session-2', 'door-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'device-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO code (event, mark, fact, version, withdrawn) VALUES ('event-0', 'mark-0', 'fact-0', 1, NULL);
INSERT INTO code (event, mark, fact, version, withdrawn) VALUES ('event-1', 'mark-1', 'fact-1', 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO code (event, mark, fact, version, withdrawn) VALUES ('event-2', 'mark-2', 'fact-2', 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO door (id, event, kind, name, digest, shown, until, created, by, ended) VALUES ('door-0', 'event-0', 'kind-0', 'name-0', 'digest-0', 'Asha Rao-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0', NULL);
INSERT INTO door (id, event, kind, name, digest, shown, until, created, by, ended) VALUES ('door-1', 'event-1', 'kind-1', 'name-1', 'digest-1', 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO door (id, event, kind, name, digest, shown, until, created, by, ended) VALUES ('door-2', 'event-2', 'kind-2', 'name-2', 'digest-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO entrance (event, webinar, occurrence) VALUES ('event-0', 'webinar-0', 'occurrence-0');
INSERT INTO entrance (event, webinar, occurrence) VALUES ('event-1', 'webinar-1', 'occurrence-1');
INSERT INTO entrance (event, webinar, occurrence) VALUES ('event-2', 'webinar-2', 'occurrence-2');
INSERT INTO head (event, nameless, role, registered, status, mode, attended, heads) VALUES ('event-0', true, 'role-0', true, 'status-0', 'mode-0', true, 1);
INSERT INTO head (event, nameless, role, registered, status, mode, attended, heads) VALUES ('event-1', false, 'role-1', false, 'status-1', 'mode-1', false, 2);
INSERT INTO head (event, nameless, role, registered, status, mode, attended, heads) VALUES ('event-2', true, 'role-2', true, 'status-2', 'mode-2', true, 3);
INSERT INTO hook (id, event, owner, url, kinds, names, sealed, created, by, ended, ending, failing, rests) VALUES ('hook-0', 'event-0', 'owner-0', 'Asha Rao-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, true,  E'\\000\\000\\377Asha Rao'::bytea, '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0', NULL, 'ending-0', NULL, NULL);
INSERT INTO hook (id, event, owner, url, kinds, names, sealed, created, by, ended, ending, failing, rests) VALUES ('hook-1', 'event-1', 'owner-1', 'प्रज्ञा शर्मा-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, false,  E'\\001\\000\\377\\340\\244\\252\\340\\245\\215\\340\\244\\260\\340\\244\\234\\340\\245\\215\\340\\244\\236\\340\\244\\276 \\340\\244\\266\\340\\244\\260\\340\\245\\215\\340\\244\\256\\340\\244\\276'::bytea, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'ending-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO hook (id, event, owner, url, kinds, names, sealed, created, by, ended, ending, failing, rests) VALUES ('hook-2', 'event-2', 'owner-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, true,  E'\\002\\000\\377O''Neill\\012\\011"quoted" \\\\ %s ; -- \\360\\237\\231\\202'::bytea, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'ending-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO import (id, event, name, sha256, kind, at, by, rows, faults, notes, columns, again) VALUES ('import-0', 'event-0', 'name-0', 'sha256-0', 'kind-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0', 1, '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, 1);
INSERT INTO import (id, event, name, sha256, kind, at, by, rows, faults, notes, columns, again) VALUES ('import-1', 'event-1', 'name-1', 'sha256-1', 'kind-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', 2,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, 2);
INSERT INTO import (id, event, name, sha256, kind, at, by, rows, faults, notes, columns, again) VALUES ('import-2', 'event-2', 'name-2', 'sha256-2', 'kind-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 3,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, 3);
INSERT INTO letter (id, event, "group", subject, text, created, by, approved, approved_by, before_final, addressed, stopped, chosen, language, others, recording, calendar, not_before, certificate) VALUES ('letter-0', 'event-0', 'group-0', 'Asha Rao-0', 'Asha Rao-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0', NULL, 'Asha Rao-0', true, NULL, NULL, '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, 'language-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, 'Asha Rao-0', 'calendar-0', NULL, 'certific');
INSERT INTO letter (id, event, "group", subject, text, created, by, approved, approved_by, before_final, addressed, stopped, chosen, language, others, recording, calendar, not_before, certificate) VALUES ('letter-1', 'event-1', 'group-1', 'प्रज्ञा शर्मा-1', 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', false, '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, 'language-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, 'प्रज्ञा शर्मा-1', 'calendar-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'certific');
INSERT INTO letter (id, event, "group", subject, text, created, by, approved, approved_by, before_final, addressed, stopped, chosen, language, others, recording, calendar, not_before, certificate) VALUES ('letter-2', 'event-2', 'group-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', true, '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, 'language-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'calendar-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'certific');
INSERT INTO listing (id, event, webinar, occurrence, started, finished) VALUES ('listing-0', 'event-0', 'webinar-0', 'occurrence-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, NULL);
INSERT INTO listing (id, event, webinar, occurrence, started, finished) VALUES ('listing-1', 'event-1', 'webinar-1', 'occurrence-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO listing (id, event, webinar, occurrence, started, finished) VALUES ('listing-2', 'event-2', 'webinar-2', 'occurrence-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO movement (event, number, heard, told) VALUES ('event-0', 1, NULL, NULL);
INSERT INTO movement (event, number, heard, told) VALUES ('event-1', 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO movement (event, number, heard, told) VALUES ('event-2', 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO notice (event, version, since, basis, text, by) VALUES ('event-0', 1, '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'basis-0', 'Asha Rao-0', 'Asha Rao-0');
INSERT INTO notice (event, version, since, basis, text, by) VALUES ('event-1', 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'basis-1', 'प्रज्ञा शर्मा-1', 'प्रज्ञा शर्मा-1');
INSERT INTO notice (event, version, since, basis, text, by) VALUES ('event-2', 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'basis-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2');
INSERT INTO objection (id, event, fact, about, text, at, outcome, answer, answered, answered_by, decision) VALUES ('objection-0', 'event-0', 'fact-0', 'about-0', 'Asha Rao-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'outcome-0', 'Asha Rao-0', NULL, 'Asha Rao-0', 'decision-0');
INSERT INTO objection (id, event, fact, about, text, at, outcome, answer, answered, answered_by, decision) VALUES ('objection-1', 'event-1', 'fact-1', 'about-1', 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'outcome-1', 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', 'decision-1');
INSERT INTO objection (id, event, fact, about, text, at, outcome, answer, answered, answered_by, decision) VALUES ('objection-2', 'event-2', 'fact-2', 'about-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'outcome-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'decision-2');
INSERT INTO owner (event, fact, gen_from, person) VALUES ('event-0', 'fact-0', 1, 'person-0');
INSERT INTO owner (event, fact, gen_from, person) VALUES ('event-1', 'fact-1', 2, 'person-1');
INSERT INTO owner (event, fact, gen_from, person) VALUES ('event-2', 'fact-2', 3, 'person-2');
INSERT INTO person (event, id, gen_from, gen_to, kind, sort, mode, digest, search, facts, body, role, registration, attended, minutes, first, sessions, "group", ways, doubt) VALUES ('event-0', 'person-0', 1, NULL, 'kind-0', 'Asha Rao-0', 'mode-0', 'digest-0', 'Asha Rao-0', 'fact-a-0 fact-b-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, 'role-0', 'registration-0', true, 0.1, NULL, 1, 'group-0', 1, 1);
INSERT INTO person (event, id, gen_from, gen_to, kind, sort, mode, digest, search, facts, body, role, registration, attended, minutes, first, sessions, "group", ways, doubt) VALUES ('event-1', 'person-1', 2, 2, 'kind-1', 'प्रज्ञा शर्मा-1', 'mode-1', 'digest-1', 'प्रज्ञा शर्मा-1', 'fact-a-1 fact-b-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, 'role-1', 'registration-1', false, 1.1, 2, 2, 'group-1', 2, 2);
INSERT INTO person (event, id, gen_from, gen_to, kind, sort, mode, digest, search, facts, body, role, registration, attended, minutes, first, sessions, "group", ways, doubt) VALUES ('event-2', 'person-2', 3, 3, 'kind-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'mode-2', 'digest-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'fact-a-2 fact-b-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, 'role-2', 'registration-2', true, 2.1, 3, 3, 'group-2', 3, 3);
INSERT INTO person_link (id, event, fact, digest, until, created, by, ended) VALUES ('person_link-0', 'event-0', 'fact-0', 'digest-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0', NULL);
INSERT INTO person_link (id, event, fact, digest, until, created, by, ended) VALUES ('person_link-1', 'event-1', 'fact-1', 'digest-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO person_link (id, event, fact, digest, until, created, by, ended) VALUES ('person_link-2', 'event-2', 'fact-2', 'digest-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO publication (event, version, at, by, body) VALUES ('event-0', 1, '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb);
INSERT INTO publication (event, version, at, by, body) VALUES ('event-1', 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb);
INSERT INTO publication (event, version, at, by, body) VALUES ('event-2', 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb);
INSERT INTO reading (id, event, webinar, instance, at, complete, digest, source, rows, content, number) VALUES ('reading-0', 'event-0', 'webinar-0', 'Asha Rao-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, true, 'digest-0', 'source-0', 1, 'content-0', 1);
INSERT INTO reading (id, event, webinar, instance, at, complete, digest, source, rows, content, number) VALUES ('reading-1', 'event-1', 'webinar-1', 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, false, 'digest-1', 'source-1', 2, 'content-1', 2);
INSERT INTO reading (id, event, webinar, instance, at, complete, digest, source, rows, content, number) VALUES ('reading-2', 'event-2', 'webinar-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, true, 'digest-2', 'source-2', 3, 'content-2', 3);
INSERT INTO registrant (event, webinar, registrant_id, id, ref, fact, status, listed, changed) VALUES ('event-0', 'webinar-0', 'Asha Rao-0', 'registrant-0', 'ref-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, 'status-0', 'listed-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO registrant (event, webinar, registrant_id, id, ref, fact, status, listed, changed) VALUES ('event-1', 'webinar-1', 'प्रज्ञा शर्मा-1', 'registrant-1', 'ref-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, 'status-1', 'listed-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO registrant (event, webinar, registrant_id, id, ref, fact, status, listed, changed) VALUES ('event-2', 'webinar-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'registrant-2', 'ref-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, 'status-2', 'listed-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO review (event, generation, rank, body) VALUES ('event-0', 1, 1, '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb);
INSERT INTO review (event, generation, rank, body) VALUES ('event-1', 2, 2,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb);
INSERT INTO review (event, generation, rank, body) VALUES ('event-2', 3, 3,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb);
INSERT INTO seal (id, event, number, root, generation, at) VALUES ('seal-0', 'event-0', 1, 'root-0', 1, '2026-03-03 09:00:00.123456+00:00'::timestamptz);
INSERT INTO seal (id, event, number, root, generation, at) VALUES ('seal-1', 'event-1', 2, 'root-1', 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO seal (id, event, number, root, generation, at) VALUES ('seal-2', 'event-2', 3, 'root-2', 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO seal_part (seal, number, event, body) VALUES ('seal-0', 1, 'event-0',  E'\\000\\000\\377Asha Rao'::bytea);
INSERT INTO seal_part (seal, number, event, body) VALUES ('seal-1', 2, 'event-1',  E'\\001\\000\\377\\340\\244\\252\\340\\245\\215\\340\\244\\260\\340\\244\\234\\340\\245\\215\\340\\244\\236\\340\\244\\276 \\340\\244\\266\\340\\244\\260\\340\\245\\215\\340\\244\\256\\340\\244\\276'::bytea);
INSERT INTO seal_part (seal, number, event, body) VALUES ('seal-2', 3, 'event-2',  E'\\002\\000\\377O''Neill\\012\\011"quoted" \\\\ %s ; -- \\360\\237\\231\\202'::bytea);
INSERT INTO session (digest, "user", started, seen, data) VALUES ('digest-0', 'user-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, '2026-03-03 09:00:00.123456+00:00'::timestamptz, '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb);
INSERT INTO session (digest, "user", started, seen, data) VALUES ('digest-1', 'user-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb);
INSERT INTO session (digest, "user", started, seen, data) VALUES ('digest-2', 'user-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb);
INSERT INTO share (event, "user") VALUES ('event-0', 'user-0');
INSERT INTO share (event, "user") VALUES ('event-1', 'user-1');
INSERT INTO share (event, "user") VALUES ('event-2', 'user-2');
INSERT INTO signin (digest, "user", expires, used) VALUES ('digest-0', 'user-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, NULL);
INSERT INTO signin (digest, "user", expires, used) VALUES ('digest-1', 'user-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz);
INSERT INTO signin (digest, "user", expires, used) VALUES ('digest-2', 'user-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz);
INSERT INTO tie (event, mark, fact, proof) VALUES ('event-0', 'mark-0', 'fact-0', 'proof-0');
INSERT INTO tie (event, mark, fact, proof) VALUES ('event-1', 'mark-1', 'fact-1', 'proof-1');
INSERT INTO tie (event, mark, fact, proof) VALUES ('event-2', 'mark-2', 'fact-2', 'proof-2');
INSERT INTO trace (event, id, reading, ref, kind, instance, connection, at, import_id, fact, kept, cells) VALUES ('event-0', 'trace-0', 'reading-0', 'ref-0', 'kind-0', 'Asha Rao-0', 'connection-0', NULL, 'import_id-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, '2026-03-03 09:00:00.123456+00:00'::timestamptz, NULL);
INSERT INTO trace (event, id, reading, ref, kind, instance, connection, at, import_id, fact, kept, cells) VALUES ('event-1', 'trace-1', 'reading-1', 'ref-1', 'kind-1', 'प्रज्ञा शर्मा-1', 'connection-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'import_id-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, '2026-03-04 09:00:00.123456+00:00'::timestamptz,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb);
INSERT INTO trace (event, id, reading, ref, kind, instance, connection, at, import_id, fact, kept, cells) VALUES ('event-2', 'trace-2', 'reading-2', 'ref-2', 'kind-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'connection-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'import_id-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb);
INSERT INTO verdict (id, event, kind, refs, by, at, reason, undoes, sequence) VALUES ('verdict-0', 'event-0', 'kind-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, 'Asha Rao-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0', 'undoes-0', 1);
INSERT INTO verdict (id, event, kind, refs, by, at, reason, undoes, sequence) VALUES ('verdict-1', 'event-1', 'kind-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1', 'undoes-1', 2);
INSERT INTO verdict (id, event, kind, refs, by, at, reason, undoes, sequence) VALUES ('verdict-2', 'event-2', 'kind-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', 'undoes-2', 3);
INSERT INTO withdrawal (sequence, event, import_id, withdrawn, by, at, reason) VALUES (1, 'event-0', 'import_id-0', true, 'Asha Rao-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, 'Asha Rao-0');
INSERT INTO withdrawal (sequence, event, import_id, withdrawn, by, at, reason) VALUES (2, 'event-1', 'import_id-1', false, 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'प्रज्ञा शर्मा-1');
INSERT INTO withdrawal (sequence, event, import_id, withdrawn, by, at, reason) VALUES (3, 'event-2', 'import_id-2', true,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2');
INSERT INTO copy (letter, key, person, name, address, fields, state, reason, changed, tries, due, language) VALUES ('letter-0', 'key-0', 'person-0', 'name-0', 'Asha Rao-0', '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, 'state-0', 'Asha Rao-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, 1, NULL, 'language-0');
INSERT INTO copy (letter, key, person, name, address, fields, state, reason, changed, tries, due, language) VALUES ('letter-1', 'key-1', 'person-1', 'name-1', 'प्रज्ञा शर्मा-1',  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, 'state-1', 'प्रज्ञा शर्मा-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 'language-1');
INSERT INTO copy (letter, key, person, name, address, fields, state, reason, changed, tries, due, language) VALUES ('letter-2', 'key-2', 'person-2', 'name-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2',  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, 'state-2',  E'O''Neill
	"quoted" \\ %s ; -- 🙂-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz, 'language-2');
INSERT INTO device (digest, door, opened, seen, unsent, skew_s) VALUES ('digest-0', 'door-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, '2026-03-03 09:00:00.123456+00:00'::timestamptz, 1, 0.1);
INSERT INTO device (digest, door, opened, seen, unsent, skew_s) VALUES ('digest-1', 'door-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz, 2, 1.1);
INSERT INTO device (digest, door, opened, seen, unsent, skew_s) VALUES ('digest-2', 'door-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz, 3, 2.1);
INSERT INTO hook_message (id, hook, event, fact, kind, at, data, state, tries, asked, due, changed, answers) VALUES ('hook_message-0', 'hook-0', 'event-0', 'fact-0', 'kind-0', '2026-03-03 09:00:00.123456+00:00'::timestamptz, '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb, 'state-0', 1, '2026-03-03 09:00:00.123456+00:00'::timestamptz, NULL, '2026-03-03 09:00:00.123456+00:00'::timestamptz, '{"list": [0, 0.5, null, true], "none": null, "text": "Asha Rao"}'::jsonb);
INSERT INTO hook_message (id, hook, event, fact, kind, at, data, state, tries, asked, due, changed, answers) VALUES ('hook_message-1', 'hook-1', 'event-1', 'fact-1', 'kind-1', '2026-03-04 09:00:00.123456+00:00'::timestamptz,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb, 'state-1', 2, '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz, '2026-03-04 09:00:00.123456+00:00'::timestamptz,  E'{"list": [1, 0.5, null, true], "none": null, "text": "\\u092a\\u094d\\u0930\\u091c\\u094d\\u091e\\u093e \\u0936\\u0930\\u094d\\u092e\\u093e"}'::jsonb);
INSERT INTO hook_message (id, hook, event, fact, kind, at, data, state, tries, asked, due, changed, answers) VALUES ('hook_message-2', 'hook-2', 'event-2', 'fact-2', 'kind-2', '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb, 'state-2', 3, '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz, '2026-03-05 09:00:00.123456+00:00'::timestamptz,  E'{"list": [2, 0.5, null, true], "none": null, "text": "O''Neill\\n\\t\\"quoted\\" \\\\ %s ; -- \\ud83d\\ude42"}'::jsonb);
