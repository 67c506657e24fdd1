/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the files of the core share.
 *
 *   accept.c   the listener, limits, a new line
 *   line.c     what amparo-ssh says: keys, opening, the end
 *   console.c  what amparo-tui says; joining a line and a console
 *   party.c    what both have in common: a process, its socket, its end
 *   link.c     the keeper
 *   work.c     writing to the database and hashing, in the thread pool
 *   control.c  the amparo command
 *   watch.c    what happens every second
 *   core.c     beginning and end
 *
 * A party is freed only in the close callback of its last handle; whatever comes
 * back later (a job, a timer) finds it by its key, never by a pointer.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <uv.h>

#include "schema/audit.h"
#include "schema/due.h"
#include "schema/session.h"
#include "schema/wire.h"
#include "server/bus.h"
#include "server/conf.h"
#include "server/core.h"
#include "server/held.h"
#include "server/limit.h"
#include "server/sentence.h"

#define REFUSED_MAX 6 /* different logins a line may try */
#define KEYS_MAX 20   /* keys a line may show */
#define RECENT_MAX 64 /* strangers that are remembered after they left */
#define END_MS 3000   /* between KILL and SIGKILL */
#define STOP_WAIT_MS 4000

struct core;

/* An amparo-ssh or an amparo-tui. */
struct party {
	struct core *core;
	struct party *next;
	uint64_t key; /* its name in the core, over all lives of the core */
	int sock, pidfd;
	uv_poll_t poll;
	struct held held;  /* .kind tells what it is; what the keeper keeps of it */
	bool holding;      /* the keeper is to keep it */
	bool given;        /* the keeper has its descriptors */
	bool dirty;        /* the keeper's state is old */
	bool gone;         /* closing: nothing more may be done with it */
	bool ending;       /* was told to end */
	int64_t end_at_ms; /* SIGKILL then; 0: not */
	int64_t cpu_ms;    /* used so far, at the last look */
	int hot;           /* looks in a row at which it used a whole processor */
};

enum line_phase {
	LINE_STRANGER, /* has not logged in */
	LINE_KNOWN,    /* logged in */
	LINE_WAITING,  /* wants her console */
	LINE_SERVED    /* has it */
};

/* An amparo-ssh: one connection. */
struct line {
	struct party p;
	enum line_phase phase;
	struct limit_address address;
	bool counted; /* in the limits */
	int64_t came_ms;
	int keys_shown;
	char refused[REFUSED_MAX][LOGIN_LEN];
	int refused_count;
	uint32_t rows, cols;
	int64_t taken_ms;        /* another line has its console since then; 0: no */
	char taken_by[PEER_LEN]; /* from there */
	bool replaced;           /* its console hung, and it was given a new one */
};

/* An amparo-tui: one operator. */
struct console {
	struct party p;
	uint64_t wanted;  /* key of the line that is to get it, 0: none */
	bool working;     /* a job about its session runs */
	bool pin_working; /* a PIN is being checked */
	bool orderly;     /* ends on purpose: it said QUIT, or was told to */
	int64_t asked_ms; /* it was given a line then and has not said STATE; 0: it has */
	enum session_end reason;
	unsigned missed;   /* topics it could not be told: its socket was full */
	int64_t missed_ms; /* since then */
};

/* The last strangers, for the penalty of one whose process died of a signal. */
struct recent {
	pid_t pid;
	struct limit_address address;
};

/* A process that let go of its socket and may still be writing its last. */
struct leaver {
	struct core *core;
	struct leaver *next;
	int pidfd;
	pid_t pid;
	uv_poll_t poll; /* readable when it has ended (pidfd_open(2)) */
	int64_t end_at_ms;
	bool gone;
};

struct work;
struct control;

struct core {
	const struct core_setup *setup;
	uv_loop_t loop;
	struct conf *conf;
	struct store *st; /* for short reading on the loop */
	char *host_key;   /* text of the private key */
	char programs[1024], locale[1024];
	unsigned char sign_key[AUDIT_SIGN_KEY_LEN];
	unsigned char public_key[AUDIT_PUBLIC_KEY_LEN];

	struct party *parties;
	struct leaver *leavers;
	uint64_t last_key;
	struct limit *limit;
	struct recent recent[RECENT_MAX];
	unsigned recent_at;
	struct bus bus;
	struct work *work;
	struct control *control;

	int keeper, listener;
	uv_poll_t keeper_poll, listener_poll;
	bool listening;
	uint64_t dropped[256]; /* keys the keeper was not told of yet */
	int dropped_count;
	bool broken_link;
	uv_signal_t on_term, on_hup, on_chld;
	uv_timer_t tick, gather;

	int64_t started_at, started_ms, settings_ms;
	int64_t stop_at_ms; /* 0: not stopping */
	bool leaving;       /* ends without goodbye; the next core goes on */
	bool finished, signing, looking; /* looking for what is due */
	bool last_signed; /* the head was signed for the last time */
	int64_t ticks;
	int64_t clock_ahead; /* seconds of the wall clock before the monotonic one */
	int64_t detached_s, pin_tries;
	char zone[65];
	int64_t refused, served; /* connections, since the start */
	int64_t refused_logged, changes_since_sign, signed_id, signed_ms;
	int spare_fd; /* to turn connections away with when there is no other */
	bool starved; /* descriptors ran out; said once a minute */
	unsigned char signed_hash[AUDIT_HASH_LEN];
	bool damaged; /* quick_check found something */
	int status;
	unsigned char packet[WIRE_MAX];
};

/* --- party.c --- */

#define PROGRAM_SSH "amparo-ssh"
#define PROGRAM_TUI "amparo-tui"

/* Start program; *sock is our end of its socket.  AM_OK or AM_IO (logged). */
MUST_CHECK enum err party_spawn(
    struct core *c, const char *program, pid_t *pid, int *sock, int *pidfd);

/* Take up p (size bytes big, zeroed, its held filled): key, list, reading. */
void party_add(struct core *c, struct party *p, uint64_t key, int sock, int pidfd);

/* Send; a party that cannot be told ends.  False if the message did not go. */
bool party_send(struct party *p, const struct wire *m);

/* Tell it to end with a sentence (a msgid to a console); END_MS later it is killed. */
void party_end(struct party *p, const char *reason);

/* End its process, now. */
void party_kill(struct party *p);

/* It has ended: tidy up. */
void party_gone(struct party *p);

/* Kill the leavers whose time is over (all = all of them). */
void party_kill_leavers(struct core *c, int64_t now_ms, bool all);

/* Its state has changed: tell the keeper. */
void party_changed(struct party *p);

/* NULL if there is none, or it is gone. */
struct line *line_get(struct core *c, uint64_t key);
struct console *console_get(struct core *c, uint64_t key);
struct console *console_of(struct core *c, int64_t operator_id);
struct console *console_next(struct core *c, struct console *after); /* NULL: first */
struct line *line_next(struct core *c, struct line *after);

/* --- accept.c --- */

void accept_listen(struct core *c, int fd); /* takes fd */
void accept_stop(struct core *c);
/* Close what waits at the listener where no descriptor is left; true if it did. */
bool accept_turn_away(struct core *c, int listener);
void accept_reaped(struct core *c, pid_t pid, int status);

/* --- line.c --- */

void line_message(struct line *l, const struct wire *m);
void line_gone(struct line *l);
/* End it with a sentence in its operator's language, or in both for a stranger. */
void line_end(struct line *l, const char *msgid);
/* The console of this line was given to another: say so, if the console does not. */
void line_taken(struct line *l);

/* --- console.c --- */

void console_message(struct console *c, const struct wire *m);
void console_gone(struct console *c);
/* Give the line its operator's console, which is started if need be. */
void console_serve(struct core *c, struct line *l);
/* The line of this console has gone. */
void console_lost(struct console *c, const struct line *l);
/* End the console and its session. */
void console_end(struct console *c, enum session_end reason, enum sentence why);
/* Close what is disabled or revoked by now. */
void console_review(struct core *c);
/* It takes no notice of its line: kill it, and give the line a new one. */
void console_hangs(struct console *c);

/* --- watch.c --- */

void watch_start(struct core *c);
/* Something was committed: tell all consoles but from, soon. */
void core_changed(struct core *c, uint32_t topic, uint64_t id, uint64_t from);
/* Sign the head of the audit. */
void watch_sign(struct core *c);

/* --- link.c --- */

bool link_begin(struct core *c); /* what an earlier core left; false: no keeper */
void link_flush(struct core *c);
void link_drop(struct core *c, uint64_t key);
void link_say(struct core *c, int verb); /* enum hand_verb */

/* --- work.c --- */

enum job_kind {
	JOB_START,
	JOB_ATTACH,
	JOB_DETACH,
	JOB_END,
	JOB_REFUSED,
	JOB_PIN_WRONG,
	JOB_SIGN,
	JOB_DUE,
	JOB_CLOCK,
	JOB_KINDS
};

/* One piece of writing.  Copied; all fields are its own. */
struct job {
	enum job_kind kind;
	uint64_t console, line; /* keys */
	int64_t operator_id, session_id, at;
	enum session_end reason;
	char login[LOGIN_LEN];
	char fingerprint[FINGERPRINT_LEN];
	char peer[PEER_LEN];
	char term[TERM_LEN];
	int64_t jump;                  /* of JOB_CLOCK, seconds */
	const unsigned char *sign_key; /* of JOB_SIGN; lent for ever */
	/* answers */
	enum err err;
	int64_t failed;
	unsigned char hash[AUDIT_HASH_LEN];
	struct due_told told[DUE_TOLD_MAX];
	size_t told_count;
};

MUST_CHECK enum err work_start(struct core *c);
void work_stop(struct core *c);
bool work_idle(const struct core *c);
void work_close(struct core *c); /* once it is idle */

/* Queue it; jobs are done one after the other, in this order. */
void work_add(struct core *c, const struct job *job);

/* A job about a session is done: the console's part. */
void console_job_done(struct core *c, const struct job *job);

/* Check a PIN of the console; answers it. */
void work_pin(struct console *c, const char *pin);
void console_pin_done(struct core *c, uint64_t console, enum wire_pin answer);

/* --- control.c --- */

MUST_CHECK enum err control_start(struct core *c);
void control_stop(struct core *c);

/* --- core.c --- */

void core_reload(struct core *c);
void core_settings(struct core *c); /* read those of the database again */
void core_stop(struct core *c);     /* goodbye */
void core_leave(struct core *c);    /* the next core goes on */
void core_check_end(struct core *c);
bool core_stopping(const struct core *c);
