BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0026');
CREATE TABLE api_token (
	id VARCHAR(32) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	event VARCHAR(32) DEFAULT '' NOT NULL, 
	until DATETIME, 
	created DATETIME NOT NULL, 
	ended DATETIME, 
	CONSTRAINT pk_api_token PRIMARY KEY (id), 
	CONSTRAINT uq_api_token_digest UNIQUE (digest)
);
INSERT INTO "api_token" VALUES('api_token-0','digest-0','role-0','event-0',NULL,'2026-03-03 09:00:00.123456',NULL);
INSERT INTO "api_token" VALUES('api_token-1','digest-1','role-1','event-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456');
INSERT INTO "api_token" VALUES('api_token-2','digest-2','role-2','event-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456');
CREATE TABLE asked (
	event VARCHAR(32) NOT NULL, 
	instance VARCHAR(128) NOT NULL, 
	body JSON NOT NULL, 
	read DATETIME NOT NULL, 
	CONSTRAINT pk_asked PRIMARY KEY (event, instance), 
	CONSTRAINT fk_asked_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "asked" VALUES('event-0','Asha Rao-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','2026-03-03 09:00:00.123456');
INSERT INTO "asked" VALUES('event-1','प्रज्ञा शर्मा-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','2026-03-04 09:00:00.123456');
INSERT INTO "asked" VALUES('event-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','2026-03-05 09:00:00.123456');
CREATE TABLE attempt (
	id INTEGER NOT NULL, 
	mark VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_attempt PRIMARY KEY (id)
);
INSERT INTO "attempt" VALUES(1,'mark-0','2026-03-03 09:00:00.123456');
INSERT INTO "attempt" VALUES(2,'mark-1','2026-03-04 09:00:00.123456');
INSERT INTO "attempt" VALUES(3,'mark-2','2026-03-05 09:00:00.123456');
CREATE TABLE audit (
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who VARCHAR(200) NOT NULL, 
	what VARCHAR(64) NOT NULL, 
	event VARCHAR(32) DEFAULT '' NOT NULL, 
	about VARCHAR(200) DEFAULT '' NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, "before" JSON, "after" JSON, hash VARCHAR(64) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_audit PRIMARY KEY (sequence)
);
INSERT INTO "audit" VALUES(1,'2026-03-03 09:00:00.123456','Asha Rao-0','what-0','event-0','Asha Rao-0','Asha Rao-0',NULL,NULL,'hash-0');
INSERT INTO "audit" VALUES(2,'2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','what-1','event-1','प्रज्ञा शर्मा-1','प्रज्ञा शर्मा-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','hash-1');
INSERT INTO "audit" VALUES(3,'2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','what-2','event-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','hash-2');
CREATE TABLE certificate (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	mark VARCHAR(64) NOT NULL, 
	body JSON NOT NULL, 
	seal VARCHAR(64) DEFAULT '' NOT NULL, 
	generation INTEGER NOT NULL, 
	issued DATETIME NOT NULL, 
	ended DATETIME, 
	ending VARCHAR(16) DEFAULT '' NOT NULL, 
	made BOOLEAN DEFAULT '0' NOT NULL, 
	paper BLOB, 
	CONSTRAINT pk_certificate PRIMARY KEY (id), 
	CONSTRAINT fk_certificate_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT uq_certificate_event_fact_number UNIQUE (event, fact, number), 
	CONSTRAINT uq_certificate_mark UNIQUE (mark)
);
INSERT INTO "certificate" VALUES('certificate-0','event-0','fact-0',1,'mark-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','seal-0',1,'2026-03-03 09:00:00.123456',NULL,'ending-0',1,NULL);
INSERT INTO "certificate" VALUES('certificate-1','event-1','fact-1',2,'mark-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','seal-1',2,'2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456','ending-1',0,X'0100FFE0A4AAE0A58DE0A4B0E0A49CE0A58DE0A49EE0A4BE20E0A4B6E0A4B0E0A58DE0A4AEE0A4BE');
INSERT INTO "certificate" VALUES('certificate-2','event-2','fact-2',3,'mark-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','seal-2',3,'2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456','ending-2',1,X'0200FF4F274E65696C6C0A092271756F74656422205C202573203B202D2D20F09F9982');
CREATE TABLE check_in (
	event VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	direction VARCHAR(8) NOT NULL, 
	session VARCHAR(64) DEFAULT '' NOT NULL, 
	door VARCHAR(32) DEFAULT '' NOT NULL, 
	place TEXT DEFAULT '' NOT NULL, 
	device VARCHAR(64) DEFAULT '' NOT NULL, 
	kept DATETIME NOT NULL, 
	undone DATETIME, 
	CONSTRAINT pk_check_in PRIMARY KEY (event, id), 
	CONSTRAINT fk_check_in_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "check_in" VALUES('event-0','check_in-0','fact-0','2026-03-03 09:00:00.123456','directio','session-0','door-0','Asha Rao-0','device-0','2026-03-03 09:00:00.123456',NULL);
INSERT INTO "check_in" VALUES('event-1','check_in-1','fact-1','2026-03-04 09:00:00.123456','directio','session-1','door-1','प्रज्ञा शर्मा-1','device-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456');
INSERT INTO "check_in" VALUES('event-2','check_in-2','fact-2','2026-03-05 09:00:00.123456','directio','session-2','door-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','device-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456');
CREATE TABLE clock_tick (
	schedule VARCHAR(64) NOT NULL, 
	due DATETIME NOT NULL, 
	CONSTRAINT pk_clock_tick PRIMARY KEY (schedule, due)
);
INSERT INTO "clock_tick" VALUES('schedule-0','2026-03-03 09:00:00.123456');
INSERT INTO "clock_tick" VALUES('schedule-1','2026-03-04 09:00:00.123456');
INSERT INTO "clock_tick" VALUES('schedule-2','2026-03-05 09:00:00.123456');
CREATE TABLE code (
	event VARCHAR(32) NOT NULL, 
	mark VARCHAR(64) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	withdrawn DATETIME, 
	CONSTRAINT pk_code PRIMARY KEY (event, mark), 
	CONSTRAINT fk_code_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "code" VALUES('event-0','mark-0','fact-0',1,NULL);
INSERT INTO "code" VALUES('event-1','mark-1','fact-1',2,'2026-03-04 09:00:00.123456');
INSERT INTO "code" VALUES('event-2','mark-2','fact-2',3,'2026-03-05 09:00:00.123456');
CREATE TABLE copy (
	letter VARCHAR(32) NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	person VARCHAR(32) NOT NULL, 
	name TEXT DEFAULT '' NOT NULL, 
	address VARCHAR(320) NOT NULL, 
	fields JSON NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	changed DATETIME NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	due DATETIME, language VARCHAR(16) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_copy PRIMARY KEY (letter, "key"), 
	CONSTRAINT fk_copy_letter_letter FOREIGN KEY(letter) REFERENCES letter (id) ON DELETE CASCADE
);
INSERT INTO "copy" VALUES('letter-0','key-0','person-0','name-0','Asha Rao-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','state-0','Asha Rao-0','2026-03-03 09:00:00.123456',1,NULL,'language-0');
INSERT INTO "copy" VALUES('letter-1','key-1','person-1','name-1','प्रज्ञा शर्मा-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','state-1','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456',2,'2026-03-04 09:00:00.123456','language-1');
INSERT INTO "copy" VALUES('letter-2','key-2','person-2','name-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','state-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456',3,'2026-03-05 09:00:00.123456','language-2');
CREATE TABLE delivery (
	id VARCHAR(64) NOT NULL, 
	body BLOB NOT NULL, 
	received DATETIME NOT NULL, 
	stamp BIGINT NOT NULL, 
	tracking_id VARCHAR(200) DEFAULT '' NOT NULL, 
	secret_index INTEGER DEFAULT '0' NOT NULL, 
	read DATETIME, 
	outcome VARCHAR(200) DEFAULT '' NOT NULL, 
	name VARCHAR(100) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_delivery PRIMARY KEY (id)
);
INSERT INTO "delivery" VALUES('delivery-0',X'0000FF417368612052616F','2026-03-03 09:00:00.123456',1,'Asha Rao-0',1,NULL,'Asha Rao-0','name-0');
INSERT INTO "delivery" VALUES('delivery-1',X'0100FFE0A4AAE0A58DE0A4B0E0A49CE0A58DE0A49EE0A4BE20E0A4B6E0A4B0E0A58DE0A4AEE0A4BE','2026-03-04 09:00:00.123456',2,'प्रज्ञा शर्मा-1',2,'2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','name-1');
INSERT INTO "delivery" VALUES('delivery-2',X'0200FF4F274E65696C6C0A092271756F74656422205C202573203B202D2D20F09F9982','2026-03-05 09:00:00.123456',3,'O''Neill
	"quoted" \ %s ; -- 🙂-2',3,'2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','name-2');
CREATE TABLE delivery_count (
	hour DATETIME NOT NULL, 
	outcome VARCHAR(200) NOT NULL, 
	count BIGINT NOT NULL, 
	CONSTRAINT pk_delivery_count PRIMARY KEY (hour, outcome)
);
INSERT INTO "delivery_count" VALUES('2026-03-03 09:00:00.123456','Asha Rao-0',1);
INSERT INTO "delivery_count" VALUES('2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1',2);
INSERT INTO "delivery_count" VALUES('2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2',3);
CREATE TABLE device (
	digest VARCHAR(64) NOT NULL, 
	door VARCHAR(32) NOT NULL, 
	opened DATETIME NOT NULL, 
	seen DATETIME NOT NULL, 
	unsent INTEGER DEFAULT '0' NOT NULL, 
	skew_s FLOAT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_device PRIMARY KEY (digest), 
	CONSTRAINT fk_device_door_door FOREIGN KEY(door) REFERENCES door (id) ON DELETE CASCADE
);
INSERT INTO "device" VALUES('digest-0','door-0','2026-03-03 09:00:00.123456','2026-03-03 09:00:00.123456',1,0.1);
INSERT INTO "device" VALUES('digest-1','door-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456',2,1.1);
INSERT INTO "device" VALUES('digest-2','door-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456',3,2.1);
CREATE TABLE door (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	name TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	shown TEXT DEFAULT '' NOT NULL, 
	until DATETIME NOT NULL, 
	created DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	ended DATETIME, 
	CONSTRAINT pk_door PRIMARY KEY (id), 
	CONSTRAINT fk_door_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT uq_door_digest UNIQUE (digest)
);
INSERT INTO "door" VALUES('door-0','event-0','kind-0','name-0','digest-0','Asha Rao-0','2026-03-03 09:00:00.123456','2026-03-03 09:00:00.123456','Asha Rao-0',NULL);
INSERT INTO "door" VALUES('door-1','event-1','kind-1','name-1','digest-1','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456');
INSERT INTO "door" VALUES('door-2','event-2','kind-2','name-2','digest-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456');
CREATE TABLE entrance (
	event VARCHAR(32) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	occurrence VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_entrance PRIMARY KEY (event, webinar, occurrence), 
	CONSTRAINT fk_entrance_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "entrance" VALUES('event-0','webinar-0','occurrence-0');
INSERT INTO "entrance" VALUES('event-1','webinar-1','occurrence-1');
INSERT INTO "entrance" VALUES('event-2','webinar-2','occurrence-2');
CREATE TABLE erasure (
	mark VARCHAR(64) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_erasure PRIMARY KEY (mark, event)
);
INSERT INTO "erasure" VALUES('mark-0','event-0','2026-03-03 09:00:00.123456');
INSERT INTO "erasure" VALUES('mark-1','event-1','2026-03-04 09:00:00.123456');
INSERT INTO "erasure" VALUES('mark-2','event-2','2026-03-05 09:00:00.123456');
CREATE TABLE event (
	id VARCHAR(32) NOT NULL, 
	title TEXT NOT NULL, 
	starts DATETIME NOT NULL, 
	ends DATETIME NOT NULL, 
	"plan" JSON NOT NULL, 
	"key" BLOB NOT NULL, 
	owner VARCHAR(32) DEFAULT '' NOT NULL, 
	room_closed DATETIME, 
	waived TEXT DEFAULT '' NOT NULL, 
	created DATETIME NOT NULL, 
	generation INTEGER DEFAULT '0' NOT NULL, 
	generation_at DATETIME, 
	attempt INTEGER DEFAULT '0' NOT NULL, 
	summary JSON, protected BOOLEAN DEFAULT '0' NOT NULL, removed DATETIME, series VARCHAR(32) DEFAULT '' NOT NULL, erased DATETIME, 
	CONSTRAINT pk_event PRIMARY KEY (id)
);
INSERT INTO "event" VALUES('event-0','Asha Rao-0','2026-03-03 09:00:00.123456','2026-03-03 09:00:00.123456','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}',X'0000FF417368612052616F','owner-0',NULL,'Asha Rao-0','2026-03-03 09:00:00.123456',1,NULL,1,NULL,1,NULL,'series-0',NULL);
INSERT INTO "event" VALUES('event-1','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}',X'0100FFE0A4AAE0A58DE0A4B0E0A49CE0A58DE0A49EE0A4BE20E0A4B6E0A4B0E0A58DE0A4AEE0A4BE','owner-1','2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456',2,'2026-03-04 09:00:00.123456',2,'{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}',0,'2026-03-04 09:00:00.123456','series-1','2026-03-04 09:00:00.123456');
INSERT INTO "event" VALUES('event-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}',X'0200FF4F274E65696C6C0A092271756F74656422205C202573203B202D2D20F09F9982','owner-2','2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456',3,'2026-03-05 09:00:00.123456',3,'{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}',1,'2026-03-05 09:00:00.123456','series-2','2026-03-05 09:00:00.123456');
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
INSERT INTO "head" VALUES('event-0',1,'role-0',1,'status-0','mode-0',1,1);
INSERT INTO "head" VALUES('event-1',0,'role-1',0,'status-1','mode-1',0,2);
INSERT INTO "head" VALUES('event-2',1,'role-2',1,'status-2','mode-2',1,3);
CREATE TABLE hook (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32), 
	owner VARCHAR(32) DEFAULT '' NOT NULL, 
	url TEXT NOT NULL, 
	kinds JSON NOT NULL, 
	names BOOLEAN DEFAULT '0' NOT NULL, 
	sealed BLOB NOT NULL, 
	created DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	ended DATETIME, 
	ending VARCHAR(16) DEFAULT '' NOT NULL, 
	failing DATETIME, 
	rests DATETIME, 
	CONSTRAINT pk_hook PRIMARY KEY (id), 
	CONSTRAINT fk_hook_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "hook" VALUES('hook-0','event-0','owner-0','Asha Rao-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}',1,X'0000FF417368612052616F','2026-03-03 09:00:00.123456','Asha Rao-0',NULL,'ending-0',NULL,NULL);
INSERT INTO "hook" VALUES('hook-1','event-1','owner-1','प्रज्ञा शर्मा-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}',0,X'0100FFE0A4AAE0A58DE0A4B0E0A49CE0A58DE0A49EE0A4BE20E0A4B6E0A4B0E0A58DE0A4AEE0A4BE','2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456','ending-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456');
INSERT INTO "hook" VALUES('hook-2','event-2','owner-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}',1,X'0200FF4F274E65696C6C0A092271756F74656422205C202573203B202D2D20F09F9982','2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456','ending-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456');
CREATE TABLE hook_message (
	id VARCHAR(40) NOT NULL, 
	hook VARCHAR(32) NOT NULL, 
	event VARCHAR(32), 
	fact VARCHAR(32) DEFAULT '' NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	at DATETIME NOT NULL, 
	data JSON NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	asked DATETIME NOT NULL, 
	due DATETIME, 
	changed DATETIME NOT NULL, 
	answers JSON NOT NULL, 
	CONSTRAINT pk_hook_message PRIMARY KEY (id), 
	CONSTRAINT fk_hook_message_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT fk_hook_message_hook_hook FOREIGN KEY(hook) REFERENCES hook (id) ON DELETE CASCADE
);
INSERT INTO "hook_message" VALUES('hook_message-0','hook-0','event-0','fact-0','kind-0','2026-03-03 09:00:00.123456','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','state-0',1,'2026-03-03 09:00:00.123456',NULL,'2026-03-03 09:00:00.123456','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}');
INSERT INTO "hook_message" VALUES('hook_message-1','hook-1','event-1','fact-1','kind-1','2026-03-04 09:00:00.123456','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','state-1',2,'2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}');
INSERT INTO "hook_message" VALUES('hook_message-2','hook-2','event-2','fact-2','kind-2','2026-03-05 09:00:00.123456','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','state-2',3,'2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}');
CREATE TABLE "import" (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	name VARCHAR(200) NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(200) DEFAULT ('') NOT NULL, 
	rows INTEGER NOT NULL, 
	faults JSON NOT NULL, 
	notes JSON NOT NULL, 
	columns JSON NOT NULL, 
	again INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_import PRIMARY KEY (id), 
	CONSTRAINT fk_import_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT uq_import_event_sha256_again UNIQUE (event, sha256, again)
);
INSERT INTO "import" VALUES('import-0','event-0','name-0','sha256-0','kind-0','2026-03-03 09:00:00.123456','Asha Rao-0',1,'{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}',1);
INSERT INTO "import" VALUES('import-1','event-1','name-1','sha256-1','kind-1','2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1',2,'{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}',2);
INSERT INTO "import" VALUES('import-2','event-2','name-2','sha256-2','kind-2','2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2',3,'{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}',3);
CREATE TABLE instance (
	uuid VARCHAR(128) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	start DATETIME, 
	"end" DATETIME, 
	occurrence VARCHAR(64) DEFAULT '' NOT NULL, 
	practice BOOLEAN DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_instance PRIMARY KEY (uuid)
);
INSERT INTO "instance" VALUES('instance-0','webinar-0',NULL,NULL,'occurrence-0',1);
INSERT INTO "instance" VALUES('instance-1','webinar-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456','occurrence-1',0);
INSERT INTO "instance" VALUES('instance-2','webinar-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456','occurrence-2',1);
CREATE TABLE kept_mail (
	sequence INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	address VARCHAR(320) NOT NULL, 
	subject TEXT NOT NULL, 
	wire BLOB NOT NULL, 
	CONSTRAINT pk_kept_mail PRIMARY KEY (sequence)
);
INSERT INTO "kept_mail" VALUES(1,'2026-03-03 09:00:00.123456','Asha Rao-0','Asha Rao-0',X'0000FF417368612052616F');
INSERT INTO "kept_mail" VALUES(2,'2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','प्रज्ञा शर्मा-1',X'0100FFE0A4AAE0A58DE0A4B0E0A49CE0A58DE0A49EE0A4BE20E0A4B6E0A4B0E0A58DE0A4AEE0A4BE');
INSERT INTO "kept_mail" VALUES(3,'2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','O''Neill
	"quoted" \ %s ; -- 🙂-2',X'0200FF4F274E65696C6C0A092271756F74656422205C202573203B202D2D20F09F9982');
CREATE TABLE lease (
	name VARCHAR(200) NOT NULL, 
	holder VARCHAR(100) NOT NULL, 
	fence INTEGER NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_lease PRIMARY KEY (name)
);
INSERT INTO "lease" VALUES('name-0','holder-0',1,'2026-03-03 09:00:00.123456');
INSERT INTO "lease" VALUES('name-1','holder-1',2,'2026-03-04 09:00:00.123456');
INSERT INTO "lease" VALUES('name-2','holder-2',3,'2026-03-05 09:00:00.123456');
CREATE TABLE letter (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	"group" VARCHAR(16) NOT NULL, 
	subject TEXT NOT NULL, 
	text TEXT NOT NULL, 
	created DATETIME NOT NULL, 
	"by" VARCHAR(200) DEFAULT '' NOT NULL, 
	approved DATETIME, 
	approved_by VARCHAR(200) DEFAULT '' NOT NULL, 
	before_final BOOLEAN DEFAULT '0' NOT NULL, 
	addressed DATETIME, 
	stopped DATETIME, chosen JSON DEFAULT '{}' NOT NULL, language VARCHAR(16) DEFAULT 'en' NOT NULL, others JSON DEFAULT '{}' NOT NULL, recording TEXT DEFAULT '' NOT NULL, calendar VARCHAR(32) DEFAULT '' NOT NULL, not_before DATETIME, certificate VARCHAR(8) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_letter PRIMARY KEY (id), 
	CONSTRAINT fk_letter_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "letter" VALUES('letter-0','event-0','group-0','Asha Rao-0','Asha Rao-0','2026-03-03 09:00:00.123456','Asha Rao-0',NULL,'Asha Rao-0',1,NULL,NULL,'{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','language-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','Asha Rao-0','calendar-0',NULL,'certific');
INSERT INTO "letter" VALUES('letter-1','event-1','group-1','प्रज्ञा शर्मा-1','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1',0,'2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','language-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','प्रज्ञा शर्मा-1','calendar-1','2026-03-04 09:00:00.123456','certific');
INSERT INTO "letter" VALUES('letter-2','event-2','group-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2',1,'2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','language-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','O''Neill
	"quoted" \ %s ; -- 🙂-2','calendar-2','2026-03-05 09:00:00.123456','certific');
CREATE TABLE listing (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	occurrence VARCHAR(64) DEFAULT '' NOT NULL, 
	started DATETIME NOT NULL, 
	finished DATETIME, 
	CONSTRAINT pk_listing PRIMARY KEY (id), 
	CONSTRAINT fk_listing_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "listing" VALUES('listing-0','event-0','webinar-0','occurrence-0','2026-03-03 09:00:00.123456',NULL);
INSERT INTO "listing" VALUES('listing-1','event-1','webinar-1','occurrence-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456');
INSERT INTO "listing" VALUES('listing-2','event-2','webinar-2','occurrence-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456');
CREATE TABLE movement (
	event VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	heard DATETIME, told DATETIME, 
	CONSTRAINT pk_movement PRIMARY KEY (event), 
	CONSTRAINT fk_movement_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "movement" VALUES('event-0',1,NULL,NULL);
INSERT INTO "movement" VALUES('event-1',2,'2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456');
INSERT INTO "movement" VALUES('event-2',3,'2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456');
CREATE TABLE notice (
	event VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	basis VARCHAR(32) NOT NULL, 
	text TEXT NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	CONSTRAINT pk_notice PRIMARY KEY (event, version), 
	CONSTRAINT fk_notice_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "notice" VALUES('event-0',1,'2026-03-03 09:00:00.123456','basis-0','Asha Rao-0','Asha Rao-0');
INSERT INTO "notice" VALUES('event-1',2,'2026-03-04 09:00:00.123456','basis-1','प्रज्ञा शर्मा-1','प्रज्ञा शर्मा-1');
INSERT INTO "notice" VALUES('event-2',3,'2026-03-05 09:00:00.123456','basis-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','O''Neill
	"quoted" \ %s ; -- 🙂-2');
CREATE TABLE notification (
	id VARCHAR(64) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	instance VARCHAR(128) DEFAULT '' NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	at DATETIME NOT NULL, 
	object JSON NOT NULL, 
	CONSTRAINT pk_notification PRIMARY KEY (id)
);
INSERT INTO "notification" VALUES('notification-0','webinar-0','Asha Rao-0','name-0','2026-03-03 09:00:00.123456','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}');
INSERT INTO "notification" VALUES('notification-1','webinar-1','प्रज्ञा शर्मा-1','name-1','2026-03-04 09:00:00.123456','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}');
INSERT INTO "notification" VALUES('notification-2','webinar-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','name-2','2026-03-05 09:00:00.123456','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}');
CREATE TABLE objection (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	about VARCHAR(16) NOT NULL, 
	text TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	outcome VARCHAR(16) DEFAULT '' NOT NULL, 
	answer TEXT DEFAULT '' NOT NULL, 
	answered DATETIME, 
	answered_by VARCHAR(200) DEFAULT '' NOT NULL, 
	decision VARCHAR(32) DEFAULT '' NOT NULL, 
	CONSTRAINT pk_objection PRIMARY KEY (id), 
	CONSTRAINT fk_objection_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "objection" VALUES('objection-0','event-0','fact-0','about-0','Asha Rao-0','2026-03-03 09:00:00.123456','outcome-0','Asha Rao-0',NULL,'Asha Rao-0','decision-0');
INSERT INTO "objection" VALUES('objection-1','event-1','fact-1','about-1','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456','outcome-1','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','decision-1');
INSERT INTO "objection" VALUES('objection-2','event-2','fact-2','about-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456','outcome-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','decision-2');
CREATE TABLE once (
	nonce VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_once PRIMARY KEY (nonce)
);
INSERT INTO "once" VALUES('nonce-0','2026-03-03 09:00:00.123456');
INSERT INTO "once" VALUES('nonce-1','2026-03-04 09:00:00.123456');
INSERT INTO "once" VALUES('nonce-2','2026-03-05 09:00:00.123456');
CREATE TABLE optout (
	mark VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_optout PRIMARY KEY (mark)
);
INSERT INTO "optout" VALUES('mark-0','2026-03-03 09:00:00.123456');
INSERT INTO "optout" VALUES('mark-1','2026-03-04 09:00:00.123456');
INSERT INTO "optout" VALUES('mark-2','2026-03-05 09:00:00.123456');
CREATE TABLE owner (
	event VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	gen_from INTEGER NOT NULL, 
	person VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_owner PRIMARY KEY (event, fact, gen_from), 
	CONSTRAINT fk_owner_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "owner" VALUES('event-0','fact-0',1,'person-0');
INSERT INTO "owner" VALUES('event-1','fact-1',2,'person-1');
INSERT INTO "owner" VALUES('event-2','fact-2',3,'person-2');
CREATE TABLE person (
	event VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	gen_from INTEGER NOT NULL, 
	gen_to INTEGER, 
	kind VARCHAR(16) NOT NULL, 
	sort VARCHAR(200) NOT NULL, 
	mode VARCHAR(16) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	search TEXT NOT NULL, 
	facts TEXT NOT NULL, 
	body JSON NOT NULL, role VARCHAR(16) DEFAULT 'attendee' NOT NULL, registration VARCHAR(16) DEFAULT 'none' NOT NULL, attended BOOLEAN DEFAULT '0' NOT NULL, minutes FLOAT DEFAULT '0' NOT NULL, first BIGINT, sessions BIGINT DEFAULT '0' NOT NULL, "group" VARCHAR(100) DEFAULT '' NOT NULL, ways INTEGER DEFAULT '0' NOT NULL, doubt INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (event, id, gen_from), 
	CONSTRAINT fk_person_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "person" VALUES('event-0','person-0',1,NULL,'kind-0','Asha Rao-0','mode-0','digest-0','Asha Rao-0','fact-a-0 fact-b-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','role-0','registration-0',1,0.1,NULL,1,'group-0',1,1);
INSERT INTO "person" VALUES('event-1','person-1',2,2,'kind-1','प्रज्ञा शर्मा-1','mode-1','digest-1','प्रज्ञा शर्मा-1','fact-a-1 fact-b-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','role-1','registration-1',0,1.1,2,2,'group-1',2,2);
INSERT INTO "person" VALUES('event-2','person-2',3,3,'kind-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','mode-2','digest-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','fact-a-2 fact-b-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','role-2','registration-2',1,2.1,3,3,'group-2',3,3);
CREATE TABLE person_link (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	until DATETIME NOT NULL, 
	created DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	ended DATETIME, 
	CONSTRAINT pk_person_link PRIMARY KEY (id), 
	CONSTRAINT fk_person_link_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT uq_person_link_digest UNIQUE (digest)
);
INSERT INTO "person_link" VALUES('person_link-0','event-0','fact-0','digest-0','2026-03-03 09:00:00.123456','2026-03-03 09:00:00.123456','Asha Rao-0',NULL);
INSERT INTO "person_link" VALUES('person_link-1','event-1','fact-1','digest-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456');
INSERT INTO "person_link" VALUES('person_link-2','event-2','fact-2','digest-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456');
CREATE TABLE publication (
	event VARCHAR(32) NOT NULL, 
	version INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	body JSON NOT NULL, 
	CONSTRAINT pk_publication PRIMARY KEY (event, version), 
	CONSTRAINT fk_publication_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "publication" VALUES('event-0',1,'2026-03-03 09:00:00.123456','Asha Rao-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}');
INSERT INTO "publication" VALUES('event-1',2,'2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}');
INSERT INTO "publication" VALUES('event-2',3,'2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}');
CREATE TABLE quota (
	account VARCHAR(64) NOT NULL, 
	label VARCHAR(16) NOT NULL, 
	second FLOAT NOT NULL, 
	day VARCHAR(10) NOT NULL, 
	used INTEGER NOT NULL, 
	blocked_until DATETIME, 
	CONSTRAINT pk_quota PRIMARY KEY (account, label)
);
INSERT INTO "quota" VALUES('account-0','label-0',0.1,'day-0',1,NULL);
INSERT INTO "quota" VALUES('account-1','label-1',1.1,'day-1',2,'2026-03-04 09:00:00.123456');
INSERT INTO "quota" VALUES('account-2','label-2',2.1,'day-2',3,'2026-03-05 09:00:00.123456');
CREATE TABLE reading (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	instance VARCHAR(128) NOT NULL, 
	at DATETIME NOT NULL, 
	complete BOOLEAN NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	source VARCHAR(16) NOT NULL, 
	rows INTEGER NOT NULL, 
	content VARCHAR(32) NOT NULL, number INTEGER DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_reading PRIMARY KEY (id), 
	CONSTRAINT fk_reading_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "reading" VALUES('reading-0','event-0','webinar-0','Asha Rao-0','2026-03-03 09:00:00.123456',1,'digest-0','source-0',1,'content-0',1);
INSERT INTO "reading" VALUES('reading-1','event-1','webinar-1','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456',0,'digest-1','source-1',2,'content-1',2);
INSERT INTO "reading" VALUES('reading-2','event-2','webinar-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456',1,'digest-2','source-2',3,'content-2',3);
CREATE TABLE "registrant" (
	event VARCHAR(32) NOT NULL, 
	webinar VARCHAR(32) NOT NULL, 
	registrant_id VARCHAR(128) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	ref VARCHAR(400) NOT NULL, 
	fact JSON NOT NULL, 
	status VARCHAR(16) NOT NULL, 
	listed VARCHAR(32) DEFAULT ('') NOT NULL, 
	changed DATETIME NOT NULL, 
	CONSTRAINT pk_registrant PRIMARY KEY (event, id), 
	CONSTRAINT fk_registrant_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "registrant" VALUES('event-0','webinar-0','Asha Rao-0','registrant-0','ref-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','status-0','listed-0','2026-03-03 09:00:00.123456');
INSERT INTO "registrant" VALUES('event-1','webinar-1','प्रज्ञा शर्मा-1','registrant-1','ref-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','status-1','listed-1','2026-03-04 09:00:00.123456');
INSERT INTO "registrant" VALUES('event-2','webinar-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','registrant-2','ref-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','status-2','listed-2','2026-03-05 09:00:00.123456');
CREATE TABLE review (
	event VARCHAR(32) NOT NULL, 
	generation INTEGER NOT NULL, 
	rank INTEGER NOT NULL, 
	body JSON NOT NULL, 
	CONSTRAINT pk_review PRIMARY KEY (event, generation, rank), 
	CONSTRAINT fk_review_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "review" VALUES('event-0',1,1,'{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}');
INSERT INTO "review" VALUES('event-1',2,2,'{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}');
INSERT INTO "review" VALUES('event-2',3,3,'{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}');
CREATE TABLE seal (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	root VARCHAR(64) NOT NULL, 
	generation INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_seal PRIMARY KEY (id), 
	CONSTRAINT fk_seal_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT uq_seal_event_number UNIQUE (event, number)
);
INSERT INTO "seal" VALUES('seal-0','event-0',1,'root-0',1,'2026-03-03 09:00:00.123456');
INSERT INTO "seal" VALUES('seal-1','event-1',2,'root-1',2,'2026-03-04 09:00:00.123456');
INSERT INTO "seal" VALUES('seal-2','event-2',3,'root-2',3,'2026-03-05 09:00:00.123456');
CREATE TABLE seal_part (
	seal VARCHAR(32) NOT NULL, 
	number INTEGER NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	body BLOB NOT NULL, 
	CONSTRAINT pk_seal_part PRIMARY KEY (seal, number), 
	CONSTRAINT fk_seal_part_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "seal_part" VALUES('seal-0',1,'event-0',X'0000FF417368612052616F');
INSERT INTO "seal_part" VALUES('seal-1',2,'event-1',X'0100FFE0A4AAE0A58DE0A4B0E0A49CE0A58DE0A49EE0A4BE20E0A4B6E0A4B0E0A58DE0A4AEE0A4BE');
INSERT INTO "seal_part" VALUES('seal-2',3,'event-2',X'0200FF4F274E65696C6C0A092271756F74656422205C202573203B202D2D20F09F9982');
CREATE TABLE series (
	id VARCHAR(32) NOT NULL, 
	title TEXT NOT NULL, 
	owner VARCHAR(32) DEFAULT '' NOT NULL, 
	created DATETIME NOT NULL, 
	CONSTRAINT pk_series PRIMARY KEY (id)
);
INSERT INTO "series" VALUES('series-0','Asha Rao-0','owner-0','2026-03-03 09:00:00.123456');
INSERT INTO "series" VALUES('series-1','प्रज्ञा शर्मा-1','owner-1','2026-03-04 09:00:00.123456');
INSERT INTO "series" VALUES('series-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','owner-2','2026-03-05 09:00:00.123456');
CREATE TABLE session (
	digest VARCHAR(64) NOT NULL, 
	user VARCHAR(32) NOT NULL, 
	started DATETIME NOT NULL, 
	seen DATETIME NOT NULL, 
	data JSON NOT NULL, 
	CONSTRAINT pk_session PRIMARY KEY (digest), 
	CONSTRAINT fk_session_user_user FOREIGN KEY(user) REFERENCES user (id) ON DELETE CASCADE
);
INSERT INTO "session" VALUES('digest-0','user-0','2026-03-03 09:00:00.123456','2026-03-03 09:00:00.123456','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}');
INSERT INTO "session" VALUES('digest-1','user-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}');
INSERT INTO "session" VALUES('digest-2','user-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}');
CREATE TABLE setting (
	name VARCHAR(64) NOT NULL, 
	value JSON NOT NULL, 
	changed DATETIME NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (name)
);
INSERT INTO "setting" VALUES('name-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','2026-03-03 09:00:00.123456');
INSERT INTO "setting" VALUES('name-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','2026-03-04 09:00:00.123456');
INSERT INTO "setting" VALUES('name-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','2026-03-05 09:00:00.123456');
CREATE TABLE share (
	event VARCHAR(32) NOT NULL, 
	user VARCHAR(32) NOT NULL, 
	CONSTRAINT pk_share PRIMARY KEY (event, user), 
	CONSTRAINT fk_share_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE, 
	CONSTRAINT fk_share_user_user FOREIGN KEY(user) REFERENCES user (id) ON DELETE CASCADE
);
INSERT INTO "share" VALUES('event-0','user-0');
INSERT INTO "share" VALUES('event-1','user-1');
INSERT INTO "share" VALUES('event-2','user-2');
CREATE TABLE signin (
	digest VARCHAR(64) NOT NULL, 
	user VARCHAR(32) NOT NULL, 
	expires DATETIME NOT NULL, 
	used DATETIME, 
	CONSTRAINT pk_signin PRIMARY KEY (digest), 
	CONSTRAINT fk_signin_user_user FOREIGN KEY(user) REFERENCES user (id) ON DELETE CASCADE
);
INSERT INTO "signin" VALUES('digest-0','user-0','2026-03-03 09:00:00.123456',NULL);
INSERT INTO "signin" VALUES('digest-1','user-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456');
INSERT INTO "signin" VALUES('digest-2','user-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456');
CREATE TABLE task (
	id INTEGER NOT NULL, 
	name VARCHAR(64) NOT NULL, 
	"key" VARCHAR(200) DEFAULT '' NOT NULL, 
	args JSON NOT NULL, 
	due DATETIME NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	fence INTEGER DEFAULT '0' NOT NULL, 
	leased_until DATETIME, 
	error TEXT DEFAULT '' NOT NULL, 
	changed DATETIME NOT NULL, 
	CONSTRAINT pk_task PRIMARY KEY (id)
);
INSERT INTO "task" VALUES(1,'name-0','Asha Rao-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','2026-03-03 09:00:00.123456','state-0',1,1,NULL,'Asha Rao-0','2026-03-03 09:00:00.123456');
INSERT INTO "task" VALUES(2,'name-1','प्रज्ञा शर्मा-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','2026-03-04 09:00:00.123456','state-1',2,2,'2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456');
INSERT INTO "task" VALUES(3,'name-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','2026-03-05 09:00:00.123456','state-2',3,3,'2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456');
CREATE TABLE tie (
	event VARCHAR(32) NOT NULL, 
	mark VARCHAR(32) NOT NULL, 
	fact VARCHAR(32) NOT NULL, 
	proof VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_tie PRIMARY KEY (event, mark), 
	CONSTRAINT fk_tie_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "tie" VALUES('event-0','mark-0','fact-0','proof-0');
INSERT INTO "tie" VALUES('event-1','mark-1','fact-1','proof-1');
INSERT INTO "tie" VALUES('event-2','mark-2','fact-2','proof-2');
CREATE TABLE token (
	name VARCHAR(64) NOT NULL, 
	sealed BLOB NOT NULL, 
	expires DATETIME, 
	changed DATETIME NOT NULL, 
	CONSTRAINT pk_token PRIMARY KEY (name)
);
INSERT INTO "token" VALUES('name-0',X'0000FF417368612052616F',NULL,'2026-03-03 09:00:00.123456');
INSERT INTO "token" VALUES('name-1',X'0100FFE0A4AAE0A58DE0A4B0E0A49CE0A58DE0A49EE0A4BE20E0A4B6E0A4B0E0A58DE0A4AEE0A4BE','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456');
INSERT INTO "token" VALUES('name-2',X'0200FF4F274E65696C6C0A092271756F74656422205C202573203B202D2D20F09F9982','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456');
CREATE TABLE trace (
	event VARCHAR(32) NOT NULL, 
	id VARCHAR(32) NOT NULL, 
	reading VARCHAR(32) DEFAULT '' NOT NULL, 
	ref VARCHAR(400) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	instance VARCHAR(128) DEFAULT '' NOT NULL, 
	connection VARCHAR(64) DEFAULT '' NOT NULL, 
	at DATETIME, 
	import_id VARCHAR(32) DEFAULT '' NOT NULL, 
	fact JSON NOT NULL, 
	kept DATETIME NOT NULL, cells JSON, 
	CONSTRAINT pk_trace PRIMARY KEY (event, id, reading), 
	CONSTRAINT fk_trace_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "trace" VALUES('event-0','trace-0','reading-0','ref-0','kind-0','Asha Rao-0','connection-0',NULL,'import_id-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','2026-03-03 09:00:00.123456',NULL);
INSERT INTO "trace" VALUES('event-1','trace-1','reading-1','ref-1','kind-1','प्रज्ञा शर्मा-1','connection-1','2026-03-04 09:00:00.123456','import_id-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','2026-03-04 09:00:00.123456','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}');
INSERT INTO "trace" VALUES('event-2','trace-2','reading-2','ref-2','kind-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','connection-2','2026-03-05 09:00:00.123456','import_id-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','2026-03-05 09:00:00.123456','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}');
CREATE TABLE user (
	id VARCHAR(32) NOT NULL, 
	email VARCHAR(320) NOT NULL, 
	role VARCHAR(16) NOT NULL, 
	created DATETIME NOT NULL, 
	ended DATETIME, 
	CONSTRAINT pk_user PRIMARY KEY (id), 
	CONSTRAINT uq_user_email UNIQUE (email)
);
INSERT INTO "user" VALUES('user-0','Asha Rao-0','role-0','2026-03-03 09:00:00.123456',NULL);
INSERT INTO "user" VALUES('user-1','प्रज्ञा शर्मा-1','role-1','2026-03-04 09:00:00.123456','2026-03-04 09:00:00.123456');
INSERT INTO "user" VALUES('user-2','O''Neill
	"quoted" \ %s ; -- 🙂-2','role-2','2026-03-05 09:00:00.123456','2026-03-05 09:00:00.123456');
CREATE TABLE verdict (
	id VARCHAR(32) NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	refs JSON NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	undoes VARCHAR(32) DEFAULT '' NOT NULL, 
	sequence INTEGER NOT NULL, 
	CONSTRAINT pk_verdict PRIMARY KEY (id), 
	CONSTRAINT fk_verdict_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "verdict" VALUES('verdict-0','event-0','kind-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','Asha Rao-0','2026-03-03 09:00:00.123456','Asha Rao-0','undoes-0',1);
INSERT INTO "verdict" VALUES('verdict-1','event-1','kind-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1','undoes-1',2);
INSERT INTO "verdict" VALUES('verdict-2','event-2','kind-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2','undoes-2',3);
CREATE TABLE webinar (
	id VARCHAR(32) NOT NULL, 
	info JSON NOT NULL, 
	seen DATETIME NOT NULL, 
	CONSTRAINT pk_webinar PRIMARY KEY (id)
);
INSERT INTO "webinar" VALUES('webinar-0','{"text":"Asha Rao","list":[0,0.5,null,true],"none":null}','2026-03-03 09:00:00.123456');
INSERT INTO "webinar" VALUES('webinar-1','{"text":"प्रज्ञा शर्मा","list":[1,0.5,null,true],"none":null}','2026-03-04 09:00:00.123456');
INSERT INTO "webinar" VALUES('webinar-2','{"text":"O''Neill\n\t\"quoted\" \\ %s ; -- 🙂","list":[2,0.5,null,true],"none":null}','2026-03-05 09:00:00.123456');
CREATE TABLE withdrawal (
	sequence INTEGER NOT NULL, 
	event VARCHAR(32) NOT NULL, 
	import_id VARCHAR(32) NOT NULL, 
	withdrawn BOOLEAN NOT NULL, 
	"by" VARCHAR(200) NOT NULL, 
	at DATETIME NOT NULL, 
	reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_withdrawal PRIMARY KEY (sequence), 
	CONSTRAINT fk_withdrawal_event_event FOREIGN KEY(event) REFERENCES event (id) ON DELETE CASCADE
);
INSERT INTO "withdrawal" VALUES(1,'event-0','import_id-0',1,'Asha Rao-0','2026-03-03 09:00:00.123456','Asha Rao-0');
INSERT INTO "withdrawal" VALUES(2,'event-1','import_id-1',0,'प्रज्ञा शर्मा-1','2026-03-04 09:00:00.123456','प्रज्ञा शर्मा-1');
INSERT INTO "withdrawal" VALUES(3,'event-2','import_id-2',1,'O''Neill
	"quoted" \ %s ; -- 🙂-2','2026-03-05 09:00:00.123456','O''Neill
	"quoted" \ %s ; -- 🙂-2');
CREATE INDEX ix_attempt_mark ON attempt (mark);
CREATE INDEX ix_delivery_name_received ON delivery (name, received);
CREATE INDEX ix_delivery_read_received ON delivery (read, received);
CREATE INDEX ix_delivery_received ON delivery (received);
CREATE INDEX ix_event_starts ON event (starts);
CREATE INDEX ix_instance_webinar ON instance (webinar);
CREATE INDEX ix_task_state_due ON task (state, due);
CREATE UNIQUE INDEX uq_task_waiting ON task (name, "key") WHERE state = 'waiting';
CREATE INDEX ix_entrance_webinar ON entrance (webinar);
CREATE INDEX ix_letter_event ON letter (event);
CREATE INDEX ix_listing_event ON listing (event);
CREATE INDEX ix_reading_event ON reading (event);
CREATE INDEX ix_trace_event_ref ON trace (event, ref);
CREATE INDEX ix_trace_import_id ON trace (import_id);
CREATE INDEX ix_trace_reading ON trace (reading);
CREATE INDEX ix_verdict_event ON verdict (event);
CREATE INDEX ix_copy_state_due ON copy (state, due);
CREATE INDEX ix_tie_mark ON tie (mark);
CREATE INDEX ix_person_event_gen_from ON person (event, gen_from);
CREATE INDEX ix_person_event_gen_to ON person (event, gen_to) WHERE gen_to IS NOT NULL;
CREATE INDEX ix_withdrawal_event ON withdrawal (event);
CREATE INDEX ix_import_event ON import (event);
CREATE INDEX ix_trace_live ON trace (event, instance, connection, kind, at) WHERE kind IN ('joined', 'left', 'sign_in');
CREATE INDEX ix_check_in_event_fact ON check_in (event, fact);
CREATE INDEX ix_check_in_event_kept ON check_in (event, kept);
CREATE INDEX ix_code_event_fact ON code (event, fact);
CREATE INDEX ix_door_event ON door (event);
CREATE INDEX ix_device_door ON device (door);
CREATE INDEX ix_trace_listed ON trace (event) WHERE kind IN ('registrant', 'panelist');
CREATE INDEX ix_audit_event_sequence ON audit (event, sequence);
CREATE INDEX ix_once_at ON once (at);
CREATE INDEX ix_clock_tick_due ON clock_tick (due);
CREATE INDEX ix_session_user_seen ON session (user, seen);
CREATE INDEX ix_signin_user ON signin (user);
CREATE INDEX ix_signin_expires ON signin (expires);
CREATE INDEX ix_check_in_event_undone ON check_in (event, undone) WHERE undone IS NOT NULL;
CREATE INDEX ix_event_series ON event (series) WHERE series != '';
CREATE INDEX ix_copy_next ON copy (letter, state, due, "key");
CREATE TRIGGER audit_no_UPDATE BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER audit_no_DELETE BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE INDEX ix_person_table ON person (event, kind, sort, id, gen_from, gen_to, mode, role, registration, attended, minutes, first, sessions, "group", ways, doubt, search);
CREATE INDEX ix_seal_root ON seal (root);
CREATE INDEX ix_seal_part_event ON seal_part (event);
CREATE INDEX ix_certificate_event_ended_made_id ON certificate (event, ended, made, id);
CREATE INDEX ix_check_in_event_at ON check_in (event, at);
CREATE INDEX ix_person_link_event_fact ON person_link (event, fact);
CREATE INDEX ix_objection_event_outcome_at ON objection (event, outcome, at);
CREATE INDEX ix_objection_event_fact ON objection (event, fact);
CREATE INDEX ix_hook_event ON hook (event);
CREATE INDEX ix_hook_owner ON hook (owner);
CREATE INDEX ix_hook_message_hook_state_due ON hook_message (hook, state, due);
CREATE INDEX ix_hook_message_hook_at ON hook_message (hook, at);
CREATE INDEX ix_hook_message_event_fact ON hook_message (event, fact);
CREATE INDEX ix_hook_message_state_changed ON hook_message (state, changed);
CREATE INDEX ix_notification_webinar_at ON notification (webinar, at);
COMMIT;
